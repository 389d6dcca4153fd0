"""The player screen: keys become commands of the run, events of the run become what is shown."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from stretchplayer.playback.events import Ended, Entered, Event, Extended, Finished, Paused
from stretchplayer.playback.player import Player
from stretchplayer.playback.tally import Tally
from stretchplayer.tui import face
from stretchplayer.tui.alarm import Alarm
from stretchplayer.tui.awake import Awake
from stretchplayer.tui.parts import Outlets, Run
from stretchplayer.tui.screens.house import HouseScreen
from stretchplayer.tui.screens.sound_keys import SOUND_KEYS, SoundKeys
from stretchplayer.tui.theme import palette
from stretchplayer.tui.widgets.figure import FigureView
from stretchplayer.tui.widgets.keybar import KeyBar
from stretchplayer.tui.widgets.ribbon import Ribbon
from stretchplayer.tui.widgets.stage import Stage

if TYPE_CHECKING:
    from stretchplayer.runs.request import RunPlan
    from stretchplayer.runs.session import Recorder
    from stretchplayer.tui.app import StretchplayerApp

LONG_PAUSE_S = 60
_SMOOTHEST_MS = 125
_IDLE_MS = 1000


class PlayerScreen(SoundKeys, HouseScreen[None]):
    """One run of a routine."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Done", key_display="enter", tooltip="Go on where it waits", id="player.go-on"),
        Binding("space", "pause", "Pause", tooltip="Pause, or go on", id="player.pause"),
        Binding("n,right", "next", "Next", key_display="n", tooltip="Skip the rest of this step", id="player.next"),
        Binding(
            "p,left", "back", "Back", key_display="p", tooltip="To the start of this step, or the one before",
            id="player.back",
        ),
        Binding("plus,equals_sign", "extend(10)", "10 s more", key_display="+", tooltip="Ten seconds more",
                id="player.longer"),
        Binding("minus", "extend(-10)", "10 s less", key_display="-", tooltip="Ten seconds less", id="player.shorter"),
        Binding("g", "jump", "Go to", tooltip="Choose a step to go to", id="player.jump"),
        Binding("f", "fill", "Far", tooltip="Digits that fill the screen, to read from afar", id="player.fill"),
        Binding("r", "restart", "Again", tooltip="This step again from its start", id="player.restart"),
        *SOUND_KEYS,
        Binding("q,escape", "quit_run", "Leave", key_display="q", tooltip="Leave this routine", id="player.leave"),
    ]  # fmt: skip

    needs_room = False  # the stage asks for itself, under the seconds that are left

    class Flash(Message):
        """Sound has come down to a flash of the screen; posted from the sound's own thread."""

    class Bell(Message):
        """Sound has come down to the terminal's bell."""

    def __init__(self, host: "StretchplayerApp", plan: "RunPlan") -> None:
        super().__init__()
        self.host = host
        self.plan = plan
        self.timeline = plan.timeline
        self.tally = Tally(plan.timeline)
        self.changed_doses = False
        self._numbers = face.steps(plan.timeline)
        self._said = ""
        self._over = False
        self._recorder: Recorder | None = None
        self._alarm = Alarm(self, self.wake)
        self._long_pause: Timer | None = None

        self.voice = plan.settings.voice
        self.run_: Run | None = None
        # The first frame shows a player that nobody has started; session and sound come after it.
        self._first = Player(
            plan.timeline,
            host.parts.now,
            hands_free=plan.settings.hands_free,
            start=plan.start,
            offset_ms=plan.offset_ms,
        )
        parts = host.parts
        self.awake = Awake(parts.awake)
        figure = FigureView(id="figure", films=host.films, still=host.still, timers=parts.timers)
        self.stage = Stage(plan.timeline.name, figure)

    def compose(self) -> Iterator[Widget]:
        yield self.stage
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.call_after_refresh(self._begin)

    def _hand_over(self, kind: type[Message]) -> None:
        """From the sound's own thread to the screen's."""
        self.post_message(kind())

    @property
    def player(self) -> Player:
        """Where the run stands."""
        return self.run_.player if self.run_ else self._first

    def _begin(self) -> None:
        """With the first frame on the screen: start playing, and everything that it did not wait for."""
        outlets = Outlets(
            bell=partial(self._hand_over, self.Bell),
            flash=partial(self._hand_over, self.Flash),
        )
        parts = self.host.parts
        self._recorder = parts.recorder(self.plan)
        self.run_ = parts.open_run(self.plan, outlets, self._recorder)
        self._do(self.run_.start)
        for notice in self.plan.notices:
            self.notify(notice)

    def on_unmount(self) -> None:
        self._alarm.stop()
        self.awake.release()
        if self.run_ and not self._over:
            if not self.host.is_broken_off:
                self.run_.leave()
            self.run_.close()
        self.close_loudness()

    @property
    def is_over(self) -> bool:
        """Whether the run has come to its end."""
        return self._over

    # From the run to the screen

    def wake(self) -> None:
        """Look at the clock, and show what it says."""
        if self.run_:
            self._do(self.run_.wake)

    def _do(self, command: Callable[[], tuple[Event, ...]]) -> None:
        """Have the run do something, unless it is over."""
        if not self._over:
            self._after(command())

    def _after(self, events: Iterable[Event]) -> None:
        """Take in what a command or a wake-up answered, show it, and see to the next wake-up."""
        events = tuple(events)
        self.tally.count(events)
        for event in events:
            self._take(event)
        for notice in (*(self.run_.notices() if self.run_ else ()), *self.loudness_notices()):
            self.notify(notice, timeout=6)
        if self._over:
            self._alarm.stop()
            return
        self._show()
        if events:
            self._see_to_awake()
            self.refresh_bindings()
        self._arm()

    def _take(self, event: Event) -> None:
        segments = self.timeline.segments
        match event:
            case Entered(index) if segments[index].kind == "say":
                self._said = segments[index].name
            case Ended(index, _) if segments[index].is_bout:
                self._said = ""
            case Extended(index) if segments[index].is_bout:
                self.changed_doses = True
            case Paused("jump"):
                self.notify("The clock jumped, so this waits where it was. Space goes on.", timeout=8)
            case Finished():
                self._finish()

    def _show(self) -> None:
        player = self.player
        shown = face.face(player, self.plan.moves, self._numbers, self.changed_doses, self._said)
        self.stage.show(shown, self.plan.moves.get(shown.move) if shown.move else None)
        whole = max(1, player.duration_ms)
        part = min(1.0, player.elapsed_ms / whole)
        level = face.breath_phase(player.segment, player.elapsed_ms)[1] if player.segment.breath else part
        self.stage.progress(self.timeline, player.index, part, level)

    def _arm(self) -> None:
        """Ask to be woken at the next displayed second, or sooner where the bar moves in between.

        Where nothing is due by itself the clock is looked at all the same, once a second.
        """
        if not self.host.parts.timers or self.run_ is None:
            return
        due = self.run_.next_wake_ms()
        if due is None:
            self._alarm.set(_IDLE_MS)
            return
        player = self.player
        smooth = _SMOOTHEST_MS if player.segment.breath else player.duration_ms // max(1, self.stage.bar_cells * 4)
        self._alarm.set(min(due, max(_SMOOTHEST_MS, smooth)))

    def _see_to_awake(self) -> None:
        """The display stays on while time counts, and for a minute into a pause."""
        if self.player.running:
            if self._long_pause:
                self._long_pause.stop()
                self._long_pause = None
            self.awake.hold()
        elif self._long_pause is None and self.host.parts.timers:
            self._long_pause = self.set_timer(LONG_PAUSE_S, self.awake.release)

    def on_player_screen_flash(self) -> None:
        self.stage.flash()

    def on_player_screen_bell(self) -> None:
        self.app.bell()

    def _finish(self) -> None:
        from stretchplayer.tui.screens.finish import FinishScreen

        self._over = True
        # The last sounds belong to the page at the end: it closes the run.
        close = self.run_.close if self.run_ else _nothing
        note = self._recorder.note if self._recorder else None
        page = FinishScreen(self.host, self.plan, self.tally, self._said, close, note)
        self.host.replace_screen(self, page)

    # From the keys to the run

    def key_word(self, action: str) -> str | None:
        """The word of a key where it depends on the state."""
        if action == "pause":
            return "Go on" if self.player.state == "paused" else "Pause"
        if action == "mute":
            return "Sound on" if self.muted else "Sound off"
        if action == "go_on":
            return "Done" if self.player.segment.reps else "Go on"
        return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "go_on":
            return self.player.state in ("waiting", "paused") and self.player.segment.open
        return True

    def _command(self, name: str, *values: int) -> None:
        """One of the run's commands; before there is a run, keys mean nothing."""
        if self.run_:
            command: Callable[..., tuple[Event, ...]] = getattr(self.run_, name)
            self._do(lambda: command(*values))

    def halt(self) -> None:
        """Pause, because something more important opens over this screen."""
        self._command("pause")

    def take_up(self) -> None:
        """Go on after `halt`."""
        self._command("resume")

    def action_pause(self) -> None:
        self._command("toggle")

    def action_next(self) -> None:
        self._command("next")

    def action_back(self) -> None:
        self._command("back")

    def action_restart(self) -> None:
        self._command("restart")

    def action_go_on(self) -> None:
        self._command("go_on")

    def action_extend(self, seconds: int) -> None:
        self._command("extend", seconds * 1000)

    def action_fill(self) -> None:
        self.stage.set_fill(not self.stage.fill)
        self._show()

    def action_jump(self) -> None:
        from stretchplayer.tui import steplist
        from stretchplayer.tui.screens.pick import PickScreen

        rows = steplist.rows(self.timeline, palette(self.app))
        here = self.player.index
        lit = next((n for n, row in enumerate(rows) if row.key and int(row.key) >= here), len(rows) - 1)
        self.app.push_screen(PickScreen("Go to", self.timeline.name, rows, lit), self._jumped)

    def _jumped(self, key: str | None) -> None:
        if key is not None:
            self._command("jump", int(key))

    @on(Ribbon.Picked)
    def _picked(self, message: Ribbon.Picked) -> None:
        self._command("jump", message.index)

    def action_quit_run(self) -> None:
        """Ask before leaving in the middle; time stands still while it is asked."""
        from stretchplayer.tui.screens.leave import LeaveScreen

        player = self.player
        if player.state == "new" or player.index == 0:
            self.host.close_screen(self)
            return
        was_running = player.running
        self._command("pause")

        def answered(leave: bool | None) -> None:
            if leave:
                self.host.close_screen(self)
            elif was_running:
                self._command("resume")

        self.app.push_screen(LeaveScreen(self.timeline.name, player.left_ms), answered)


def _nothing() -> None:
    """Closes nothing."""
