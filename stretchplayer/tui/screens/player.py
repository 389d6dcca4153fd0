"""The player screen: keys become commands of the run, events of the run become what is shown."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widget import Widget

from stretchplayer.playback.events import Event, Finished, Paused
from stretchplayer.playback.player import KEPT_MS, Player
from stretchplayer.playback.shown import done_word, steps
from stretchplayer.runs.awake import Awake
from stretchplayer.tui import display
from stretchplayer.tui.alarm import Alarm
from stretchplayer.tui.host import Answer
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.tui.widgets.stage import Stage
from stretchplayer.words import verbosity
from stretchplayer.words.times import minutes

if TYPE_CHECKING:
    from stretchplayer.journal.recorder import Recorder
    from stretchplayer.runs.levels import Loudness, What
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.runs.session import Session

LONG_PAUSE_S = 60
_SMOOTHEST_MS = 125
_IDLE_MS = 1000
_HELD_S = 0.4
"""A key pressed again so soon is being held."""
_MOST_BACK = 50
_PAIN = (
    Answer("enter", "No answer", ""),
    *(Answer(str(n), "", str(n)) for n in range(10)),
    Answer("plus", "", "10"),
    Answer("escape", "", ""),
)
_LEAVE = (Answer("y", "Leave", "leave", ("q",)), Answer("n", "Stay", "stay", ("space",)))


class _Place(NamedTuple):
    """Where the run was before a move through it: the segment, the position in it, and what was added to it."""

    segment: int
    into_ms: int
    extra_ms: int


class PlayerScreen(HouseScreen[None]):
    """One run of a routine."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Done", key_display="enter", tooltip="Done, or continue after a pause",
                id="player.go-on"),
        Binding("space", "pause", "Pause", tooltip="Pause, or continue", id="player.pause"),
        Binding("n,right", "next", "Next", key_display="n", tooltip="Skip the rest of this step", id="player.next"),
        Binding(
            "p,left", "back", "Previous", key_display="p", tooltip="To the start of this step, or of the previous one",
            id="player.back",
        ),
        Binding("plus,equals_sign", "extend(10)", "10 s more", key_display="+", tooltip="Ten seconds more",
                id="player.longer"),
        Binding("minus", "extend(-10)", "10 s less", key_display="-", tooltip="Ten seconds less", id="player.shorter"),
        Binding("u", "undo", "Undo", tooltip="Take back the last move through the routine", id="player.undo"),
        Binding("g", "jump", "Go to", tooltip="Choose a step to go to", id="player.jump"),
        Binding("f", "fill", "Far", tooltip="Digits that fill the screen, to read from afar", id="player.fill"),
        Binding("r", "restart", "Again", tooltip="This step again from its start", id="player.restart"),
        Binding("m", "mute", "Sound", tooltip="Sound on or off", id="player.mute"),
        Binding("v", "voice", "Voice", tooltip="Voice: everything, name and side, or off", id="player.voice"),
        Binding("right_square_bracket", "volume(1)", "Louder", key_display="]", show=False, tooltip="Louder",
                id="player.louder"),
        Binding("left_square_bracket", "volume(-1)", "Softer", key_display="[", show=False, tooltip="Softer",
                id="player.softer"),
        Binding("V", "levels", "Levels", show=False, tooltip="How loud voice and tones are", id="player.levels"),
        Binding("q,escape", "quit_run", "Leave", key_display="q", tooltip="Leave this routine", id="player.leave"),
    ]  # fmt: skip

    KEYS_FIRST = ("go_on", "pause", "next", "back", "undo", "quit_run")
    needs_room = False  # the stage asks for itself, under the seconds that are left

    def __init__(self, plan: "RunPlan", *, cleared: bool = False) -> None:
        """`cleared` tells that nothing keeps this from being played: no warning sign is open."""
        super().__init__()
        self._cleared = cleared
        self.plan = plan
        self.timeline = plan.timeline
        self._covered = False
        self.tally = plan.tally()
        self._numbers = steps(plan.timeline)
        self.is_over = False
        """Whether the run has come to its end."""
        self._recorder: Recorder | None = None
        self._alarm = Alarm(self, self.wake)
        self._long_pause: Timer | None = None
        self._moves_back: list[_Place] = []
        self._unsaying: Timer | None = None
        self._held: tuple[int, float] = (-1, 0.0)

        self.voice = plan.settings.voice
        self.muted = False
        self._loudness: Loudness | None = None
        self.run_: Session | None = None
        # The first frame shows a player that nobody has started; session and sound come after it.
        self._first = Player(
            plan.timeline,
            self.host.services.now,
            hands_free=plan.settings.hands_free,
            start=plan.start,
            offset_ms=plan.offset_ms,
        )
        services = self.host.services
        self.awake = Awake(services.awake)
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
        return self.run_.player if self.run_ else self._first

    def _begin(self) -> None:
        """With the first frame on the screen: start playing, and everything that it did not wait for.

        An open warning sign comes before any routine.
        """
        if not self._cleared and self.host.services.stops():
            self.host.show_sign(self)
            return
        services = self.host.services
        self._recorder = services.recorder(self.plan)
        self.run_ = services.open_run(self.plan, self._bell, self._flash, self._recorder)
        self._do(lambda run: run.start())
        self._signs()
        if self.plan.settings.pain and self._recorder and self.plan.request.resume is None:
            self._ask_pain(self._recorder)
        for notice in self.plan.notices:
            self.say(notice, 8)

    def _ask_pain(self, recorder: "Recorder") -> None:
        """Ask for the pain before it starts, as the person has set; the routine waits meanwhile."""
        self._do(lambda run: run.pause())

        def answered(answer: str | None) -> None:
            if answer:
                recorder.note("pain_before", int(answer))
            self._do(lambda run: run.resume())

        self.host.ask("Pain now, before you start?", "Press 0 for none to 9, or + for 10.", _PAIN, answered)

    def on_unmount(self) -> None:
        self._alarm.stop()
        self.awake.release()
        if self.run_:
            if not self.is_over and not self.host.is_broken_off:
                self.run_.leave()
            self.run_.close()
            # Only now is all of it in the journal: who looked when this screen closed has not seen it.
            self.host.journal_changed()
        if self._loudness:
            self._loudness.close()

    # From the run to the screen

    def wake(self) -> None:
        self._do(lambda run: run.wake())

    def _do(self, command: "Callable[[Session], tuple[Event, ...]]") -> None:
        """Have the run do something, show what it answers, and see to the next wake-up; before there is a run, and when
        it is over, that means nothing.
        """
        if self.run_ is None or self.is_over:
            return
        events = command(self.run_)
        self.tally.count(events)
        for event in events:
            self._take(event)
        for source in (self.run_, self._loudness):
            for notice in source.notices() if source else ():
                self.say(notice, 8)
        if self.is_over:
            self._alarm.stop()
            return
        self._show()
        if events:
            self._see_to_awake()
            self.refresh_bindings()
        self._arm()

    def _take(self, event: Event) -> None:
        match event:
            case Paused("jump"):
                self.say("The clock jumped, so this is waiting where it was.", 8)
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
        if not self.host.services.timers or self.run_ is None:
            return
        due = self.run_.next_wake_ms()
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
        sound = self.muted or self.plan.settings.sound == "off"
        self.stage.sign("Sound off" if sound else "Voice off" if self.voice == "off" else "")

    def _see_to_awake(self) -> None:
        """The display stays on while time counts, and for a minute into a pause."""
        if self.player.running:
            if self._long_pause:
                self._long_pause.stop()
                self._long_pause = None
            self.awake.hold()
        elif self._long_pause is None and self.host.services.timers:
            self._long_pause = self.set_timer(LONG_PAUSE_S, self.awake.release)

    def _flash(self) -> None:
        """From the sound's own thread to the screen's."""
        self.call_later(self.stage.flash)

    def _bell(self) -> None:
        self.call_later(self.app.bell)

    def _finish(self) -> None:
        """Show the page at the end, over this screen: it can be taken back."""
        self.is_over = True
        self.awake.release()
        self._moves_back.append(self._last_bout())
        self.host.finish(self)

    @property
    def note(self) -> Callable[[str, int], None] | None:
        """What keeps an answer by the name of its question, such as `pain_after`; `None` where nothing is recorded."""
        return self._recorder.note if self._recorder else None

    def _last_bout(self) -> _Place:
        return _Place(max((s.index for s in self.timeline.segments if s.is_bout), default=0), 0, 0)

    def undo_finish(self, into_last: bool = False) -> None:
        """Continue with this run, where the finish was asked for; or at the start of the last step, `into_last`."""
        self.is_over = False
        if into_last:
            self._moves_back[-1] = self._last_bout()
        self.action_undo()

    # From the keys to the run

    def key_word(self, action: str) -> str | None:
        """The word of a key where it depends on the state."""
        if action == "pause":
            return "Continue" if self.player.state == "paused" else "Pause"
        if action == "mute":
            return "Sound on" if self.muted else "Sound off"
        if action == "go_on":
            waits = self.player.state == "waiting"
            return done_word(self.player.segment) if waits else ""  # a pause has space
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "go_on":
            return self.player.state in ("waiting", "paused")
        if action == "undo":
            return bool(self._moves_back)
        if action == "jump":
            return bool(self.timeline.steps)
        return True

    def halt(self) -> bool:
        # What a pause looks like is drawn when this screen comes back: a cramp has no time for it.
        self._covered = True
        self._do(lambda run: run.pause())
        return True

    def on_screen_resume(self) -> None:
        # Settings may have been changed over this screen.
        self.stage.colouring = self.host.request.settings.state_colour
        self._covered = False
        if self.is_mounted and not self.is_over:
            self._show()

    def take_up(self) -> None:
        self._do(lambda run: run.resume())

    def action_pause(self) -> None:
        self._do(lambda run: run.toggle())

    def action_next(self) -> None:
        self._move(lambda run: run.next())

    def action_back(self) -> None:
        self._move(lambda run: run.back())

    def action_restart(self) -> None:
        self._move(lambda run: run.restart())

    def action_go_on(self) -> None:
        player = self.player
        if player.segment.open and not player.remaining_ms:
            self._move(lambda run: run.go_on())
        else:
            self._do(lambda run: run.resume())

    def action_extend(self, seconds: int) -> None:
        if seconds < 0 and not self._may_cut():
            return
        ms = seconds * 1000
        self._move(lambda run: run.more(ms) if ms > 0 else run.less(-ms))

    def _may_cut(self) -> bool:
        """Whether this press of the key may shorten the segment: a held one stops at the segment it began in."""
        now, (began_in, last) = monotonic(), self._held
        held = now - last < _HELD_S
        self._held = (began_in if held else self.player.index, now)
        if held and began_in != self.player.index:
            return False
        if self.player.remaining_ms <= KEPT_MS:
            if not held and self.player.state != "waiting":
                self.say("Press n for the next step.")
            return False
        return True

    def _move(self, command: "Callable[[Session], tuple[Event, ...]]") -> None:
        """A move through the routine, which `u` takes back."""
        player = self.player
        before = _Place(player.index, player.elapsed_ms, player.extra_ms)
        self._do(command)
        if self.is_over:
            self._moves_back[-1] = before
        elif before.segment and (player.index, player.extra_ms) != (before.segment, before.extra_ms):
            self._moves_back = [*self._moves_back[-_MOST_BACK:], before]
            self.refresh_bindings()

    def action_undo(self) -> None:
        """Back to where the last move began."""
        if not self._moves_back:
            self.say("Nothing to undo.")
            return
        place = self._moves_back.pop()
        if place.segment == self.player.index and self.player.state != "finished":
            self._do(lambda run: run.extend(place.extra_ms - run.player.extra_ms))
        else:
            self._do(lambda run: run.jump(place.segment, place.into_ms))
            if place.extra_ms:
                self._do(lambda run: run.extend(place.extra_ms))
        self.refresh_bindings()

    # How it sounds

    @property
    def loudness(self) -> "Loudness":
        """How loud this evening is. It keeps what was set, so it reads the settings: not before it is asked for."""
        if self._loudness is None:
            from stretchplayer.runs.levels import Loudness

            self._loudness = Loudness(self.host.request.settings)
        return self._loudness

    def action_mute(self) -> None:
        self.muted = not self.muted
        if self.run_:
            self.run_.mute(self.muted)
        self._signs()
        self.refresh_bindings()

    def action_voice(self) -> None:
        self.voice = verbosity.next_voice(self.voice)
        if self.run_:
            self.run_.set_voice(self.voice)
        self.say(verbosity.SHOWN[self.voice])
        self._signs()

    def action_volume(self, steps: int) -> None:
        """Louder or softer; whoever asks for louder in silence wants sound."""
        self._turn("volume", steps)
        if steps > 0 and self.muted:
            self.action_mute()
        else:
            self.say(self.loudness.shown("volume"))

    def action_levels(self) -> None:
        from stretchplayer.tui.screens.levels import LevelsScreen

        self.app.push_screen(LevelsScreen(self.loudness, self._turn))

    def _turn(self, what: "What", steps: int) -> None:
        self.loudness.change(what, steps, self.run_)
        # The next run of this evening begins with it, whether or not the disk has it yet.
        request, now = self.host.request, self.loudness.values
        settings = replace(request.settings, volume=now["volume"], voice_volume=now["voice"], tone_volume=now["tones"])
        self.host.request = replace(request, settings=settings)

    # Other keys

    def action_fill(self) -> None:
        self.stage.fill = not self.stage.fill
        self._show()

    def action_jump(self) -> None:
        from stretchplayer.tui import shelfwords

        rows = shelfwords.steps(self.timeline)
        here = self.player.index
        at = next((row.key for row in rows if row.key and int(row.key) >= here), rows[-1].key)
        self.host.pick("Go to", self.timeline.name, rows, self._jumped, at)

    def _jumped(self, key: str | None) -> None:
        if key is not None:
            self._move(lambda run: run.jump(int(key)))

    @on(Ribbon.Picked)
    def _picked(self, message: Ribbon.Picked) -> None:
        if message.index != self.player.index:
            self._move(lambda run: run.jump(message.index))
            self.say("Press u to undo.")

    def action_quit_run(self) -> None:
        """Ask before leaving in the middle; time stands still while it is asked."""
        player = self.player
        if player.state == "new" or player.index == 0:
            self.host.close_screen(self)
            return
        was_running = player.running
        self._do(lambda run: run.pause())

        def answered(answer: str | None) -> None:
            if answer == "leave":
                self.host.close_screen(self)
            elif was_running:
                self._do(lambda run: run.resume())

        left = f"{minutes(player.left_ms).capitalize()} left."
        self.host.ask(f"Leave {self.timeline.name}?", left, _LEAVE, answered)
