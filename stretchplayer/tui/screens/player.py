"""The player screen: keys become commands of the run, events of the run become what is shown."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget

from stretchplayer.playback.events import SLEPT, Event, Finished, Paused
from stretchplayer.playback.player import Player
from stretchplayer.playback.shown import done_word, steps
from stretchplayer.runs.awake import Awake
from stretchplayer.runs.controls import CONTROLS, LEAVES, QUESTIONS, STAYS, Controls, asked_before
from stretchplayer.tui import display
from stretchplayer.tui.alarm import Alarm
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.screens.ask import Answer, AskScreen
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.tui.widgets.stage import Stage

if TYPE_CHECKING:
    from stretchplayer.journal.recorder import Recorder
    from stretchplayer.runs.levels import What
    from stretchplayer.runs.request import RunPlan

_SMOOTHEST_MS = 125
_IDLE_MS = 1000
_LEAVE = (Answer(STAYS[0], "Stay", "stay", STAYS, safe=True), Answer(LEAVES[0], "Leave", "leave", LEAVES))


class PlayerScreen(HouseScreen[None]):
    """One run of a routine."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            verb.keys, f"press('{id}')", verb.word, show=verb.bar, key_display=verb.shown, tooltip=verb.tip,
            id=f"player.{id}",
        )
        for id, verb in CONTROLS.items()
    ]  # fmt: skip

    KEYS_FIRST = tuple(f"press('{id}')" for id in ("go-on", "pause", "next", "back", "undo", "leave"))
    needs_room = False  # the stage asks for itself, under the seconds that are left

    def __init__(self, plan: "RunPlan", *, cleared: bool = False) -> None:
        """`cleared` tells that nothing keeps this from being played: no warning sign is open."""
        super().__init__()
        self._cleared = cleared
        self.plan = plan
        self.timeline = plan.timeline
        self._covered = False
        self._numbers = steps(plan.timeline)
        self.is_over = False
        """Whether the run has come to its end."""
        self._recorder: Recorder | None = None
        self._alarm = Alarm(self, self.wake)
        self._unsaying: Timer | None = None
        self.controls: Controls | None = None
        """Those of the run; there is none before the first frame, and under an open warning sign."""
        # The first frame shows a player that nobody has started; session and sound come after it.
        self._first = Player(
            plan.timeline,
            self.host.services.now,
            hands_free=plan.settings.hands_free,
            start=plan.start,
            offset_ms=plan.offset_ms,
        )
        self.awake = Awake(self.host.services.awake)
        figure = FigureView(id="figure", films=self.host.films, still=self.host.still)
        self.stage = Stage(plan.timeline, figure, self.host.request.settings.state_colour)

    def parts(self) -> Iterator[Widget]:
        yield self.stage

    def on_mount(self) -> None:
        self._show()
        self.after_frame(self._begin)

    @property
    def player(self) -> Player:
        """Where the run stands."""
        return self.controls.player if self.controls else self._first

    def _begin(self) -> None:
        """With the first frame on the screen: start playing, and everything that it did not wait for.

        An open warning sign comes before any routine.
        """
        services, plan = self.host.services, self.plan
        if not self._cleared and services.stops():
            self.host.show_sign(self)
            return
        self._recorder = recorder = services.recorder(plan)
        self.controls = Controls(services.open_run(plan, self._bell, self._flash, recorder), plan)
        self._signs()
        if recorder and (asked := asked_before(plan)):
            self._ask_first(recorder, asked[0])
        else:
            self._start()

    def _start(self) -> None:
        self._do(lambda controls: controls.start())
        for notice in self.plan.notices:
            self.say(notice, 8)

    def _ask_first(self, recorder: "Recorder", name: str) -> None:
        """Ask what is asked before it starts."""
        question = QUESTIONS[name]
        keys = ((str(n), str(n)) for n in range(10))
        answers = [Answer(key, "", says) for key, says in (*keys, ("plus", "+"), ("escape", ""))]

        def answered(key: str | None) -> None:
            number = question.answer(key or "")
            self._start()
            if number is not None:
                recorder.note(name, number)
                self.say(question.answered(number))

        asked = AskScreen(question.text, question.keys, (Answer("enter", "No answer", ""), *answers))
        self.app.push_screen(asked, answered)

    def on_unmount(self) -> None:
        self._alarm.stop()
        self.awake.release()
        if controls := self.controls:
            if not self.is_over and not self.host.is_broken_off:
                controls.session.leave()
            controls.close()
            # Only now is all of it in the journal: who looked when this screen closed has not seen it.
            self.host.journal_changed()

    # From the run to the screen

    def wake(self) -> None:
        self._do(lambda controls: controls.wake())

    def _do(self, command: "Callable[[Controls], tuple[Event, ...]]") -> None:
        """Have the run do something, show what it answers, and see to the next wake-up; before there is a run, and when
        it is over, that means nothing.
        """
        controls = self.controls
        if controls is None or self.is_over:
            return
        events = command(controls)
        for event in events:
            self._take(event)
        for notice in controls.notices():
            self.say(notice, 8)
        if self.is_over:
            self._alarm.stop()
            return
        self._show()
        self.awake.follow(self.player.running)
        if events:
            self.refresh_bindings()
        self._arm()

    def _take(self, event: Event) -> None:
        match event:
            case Paused("jump"):
                self.say(SLEPT, 8)
            case Finished():
                self._finish()

    def _show(self) -> None:
        if self._covered:
            return
        player = self.player
        shown = display.display_of(player, self.plan.moves, self._numbers)
        move = self.plan.moves.get(shown.move) if shown.move else None
        whole = max(1, player.duration_ms)
        part = min(1.0, player.elapsed_ms / whole)
        level = display.breath_phase(player.segment, player.elapsed_ms)[1] if player.segment.breath else part
        self.stage.show(shown, move, player.index, part, level)

    def _arm(self) -> None:
        """Ask to be woken at the next displayed second, or sooner where the bar moves in between.

        Where nothing is due by itself the clock is looked at all the same, once a second.
        """
        if not self.host.services.timers or self.controls is None:
            return
        due = self.controls.session.next_wake_ms()
        if due is None:
            self._alarm.set(_IDLE_MS)
            return
        player = self.player
        smooth = _SMOOTHEST_MS if player.segment.breath else player.duration_ms // max(1, self.stage.bar_cells * 4)
        self._alarm.set(min(due, max(_SMOOTHEST_MS, smooth)))

    def say(self, text: str, seconds: float = 3) -> None:
        """A sentence on a line of its own at the top, where it covers nothing."""
        self.stage.say(text)
        if self._unsaying:
            self._unsaying.stop()
        if self.host.services.timers:
            self._unsaying = self.set_timer(seconds, partial(self.stage.say, ""))

    def _signs(self) -> None:
        """What is silent is said as long as it is."""
        controls = self.controls
        if controls is None:
            return
        sound = controls.muted or self.plan.settings.sound == "off"
        self.stage.sign("Sound off" if sound else "Voice off" if controls.voice == "off" else "")

    def _flash(self) -> None:
        """From the sound's own thread to the screen's."""
        self.call_later(self.stage.flash)

    def _bell(self) -> None:
        self.call_later(self.app.bell)

    def _finish(self) -> None:
        """Show the page at the end, over this screen: it can be taken back."""
        self.is_over = True
        self.awake.release()
        self.host.finish(self)

    @property
    def note(self) -> Callable[[str, int], None] | None:
        """What keeps an answer by the name of its question, such as `pain_after`; `None` where nothing is recorded."""
        return self._recorder.note if self._recorder else None

    def undo_finish(self, into_last: bool = False) -> None:
        """Continue with this run, where the finish was asked for; or at the start of the last step, `into_last`."""
        self.is_over = False
        self._do(lambda controls: controls.undo(into_last))

    # From the keys to the run

    def key_word(self, action: str) -> str | None:
        """The word of a key where it depends on the state."""
        controls, player = self.controls, self.player
        match action:
            case "press('pause')":
                return "Continue" if player.state == "paused" else "Pause"
            case "press('mute')" if controls:
                return "Sound on" if controls.muted else "Sound off"
            case "press('go-on')":
                return done_word(player.segment) if player.state == "waiting" else ""  # a pause has space
            case _:
                return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match parameters:
            case ("go-on",):
                return self.player.state in ("waiting", "paused")
            case ("undo",):
                return self.controls is not None and self.controls.can_undo
            case ("jump",):
                return bool(self.timeline.steps)
            case _:
                return True

    def halt(self) -> bool:
        # What a pause looks like is drawn when this screen comes back: a cramp has no time for it.
        self._covered = not self.is_over
        self._do(lambda controls: controls.pause())
        return not self.is_over

    def on_screen_resume(self) -> None:
        # Settings may have been changed over this screen.
        self.stage.colouring = self.host.request.settings.state_colour
        self._covered = False
        if self.is_mounted and not self.is_over:
            self._show()

    def take_up(self) -> None:
        self._do(lambda controls: controls.resume())

    def action_press(self, verb: str) -> None:
        """Do what a key means."""
        match verb:
            case "fill":
                self.stage.fill = not self.stage.fill
                self._show()
            case "jump":
                self.action_jump()
            case "levels":
                self.action_levels()
            case "leave":
                self.action_leave()
            case _:
                self._do(lambda controls: controls.press(verb))
                self._tell(verb)

    def _tell(self, verb: str) -> None:
        """Show what a key has told, and what has changed by it."""
        controls = self.controls
        if controls is None:
            return
        self._signs()
        if verb in ("louder", "softer"):
            self._keep_levels()
        if controls.says and verb != "mute":  # silence is told by a sign that stays
            self.say(controls.says)
        self.refresh_bindings()

    def action_levels(self) -> None:
        from stretchplayer.tui.screens.levels import LevelsScreen

        if self.controls:
            self.app.push_screen(LevelsScreen(self.controls.loudness, self._turn))

    def _turn(self, what: "What", steps: int) -> None:
        if self.controls:
            self.controls.loudness.change(what, steps, self.controls.session)
            self._keep_levels()

    def _keep_levels(self) -> None:
        if self.controls:
            request = self.host.request
            self.host.request = replace(request, settings=self.controls.loudness.within(request.settings))

    def action_jump(self) -> None:
        from stretchplayer.tui import shelfwords
        from stretchplayer.tui.screens.pick import PickScreen

        rows = shelfwords.steps(self.timeline)
        here = self.player.index
        at = next((row.key for row in rows if row.key and int(row.key) >= here), rows[-1].key)
        self.app.push_screen(PickScreen("Go to", self.timeline.name, rows, at), self._jumped)

    def _jumped(self, key: str | None) -> None:
        if key is not None:
            self._do(lambda controls: controls.jump(int(key)))

    @on(Ribbon.Picked)
    def _picked(self, message: Ribbon.Picked) -> None:
        if message.index != self.player.index:
            self._jumped(str(message.index))
            self.say("Press u to undo.")

    def action_leave(self) -> None:
        """Ask before leaving in the middle."""
        controls = self.controls
        if controls is None or controls.may_leave:
            self.host.close_screen(self)
            return
        self._do(lambda controls: controls.ask_to_leave())

        def answered(answer: str | None) -> None:
            if answer == "leave":
                self.host.close_screen(self)
            else:
                self._do(lambda controls: controls.stay())

        self.app.push_screen(AskScreen(*controls.leave_question, _LEAVE), answered)
