"""The cramp screen: the first instruction at once, then everything else beside it.

It opens as a small application of its own (`stretchplayer relief`) and over any screen of the large one. Before its
first frame nothing is read but the cramp book and, briefly, the personal routines; figure, voice and settings follow.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from stretchplayer.bedside.attend import Attendant
from stretchplayer.relief.page import TALL, WIDE, Row, small_page
from stretchplayer.relief.view import View, view
from stretchplayer.relief.wide import wide_page
from stretchplayer.runs import clock
from stretchplayer.tui.alarm import Alarm
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.relief_face import GROUND, ReliefFace, scroll_page

if TYPE_CHECKING:
    from stretchplayer.bedside.ports import Sounds
    from stretchplayer.relief.record import CrampBook, NoteSide
    from stretchplayer.tui.widgets.relief_figure import ReliefFigure

#: How often the breathing bar moves; a slow bar needs no more.
_BAR_MS = 200
#: What comes beside the first frame waits for so long.
_WRITTEN_S = 0.03
_SCROLL = {"up": -1, "down": 1, "k": -1, "j": 1, "pageup": -8, "pagedown": 8, "space": 8, "home": -999, "end": 999}
#: What terminals call keys, and what the flow calls them.
_NAMES = {"question_mark": "?", "plus": "+", "kp_enter": "enter", "return": "enter", "full_stop": "."}


class ReliefScreen(HouseScreen[str | None]):
    """Guides through one cramp. Dismissed with `left`, `end` (stop the routine that waits) or `go-on`.

    `muscle` is any word for what hurts; a routine `waits` below. `sounds` makes the voice, after the first frame;
    without it there is none. `speed` runs the clock faster, for trying out. Without `timers` nothing moves by
    itself: `tick` does it.
    """

    AUTO_FOCUS = None
    needs_room = False  # it has a page for every size

    def __init__(
        self,
        muscle: str | None = None,
        *,
        side: "NoteSide | None" = None,
        bed: bool = False,
        quiet: bool = False,
        waits: bool = False,
        speed: float = 1.0,
        book: "CrampBook | None" = None,
        sounds: "Callable[[], Sounds | None] | None" = None,
        now: Callable[[], int] | None = None,
        timers: bool = True,
    ) -> None:
        super().__init__()
        self._make_sounds = sounds
        self._moving = timers
        # Set here and not in CSS: a new style sheet has the whole application's parsed again before the first words.
        self.styles.background = GROUND
        self.styles.overflow_x = self.styles.overflow_y = "hidden"
        self.styles.layers = ("words", "figure")  # type: ignore[assignment] # Textual names one layer, takes many
        self._speed = speed
        self._alarm = Alarm(self, self.tick)
        self._top = 0
        self._last = 0
        self._figure: ReliefFigure | None = None
        self._shown: View | None = None
        self._touched = False
        self._behind: tuple[str, ...] = ()
        self._over = False
        self._handed_over = False
        if book is None:
            from stretchplayer.bedside.book import FileBook

            book = FileBook()
        self.attendant = Attendant(
            now or _clock(speed), book, word=muscle, side=side, bed=bed, quiet=quiet, paused=waits
        )
        self.face = ReliefFace()

    # ---- coming and going ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield self.face

    def on_mount(self) -> None:
        self.attendant.start()
        self.draw()
        self.call_after_refresh(self._stands)

    def _stands(self) -> None:
        """The first frame is drawn; its writer, a thread, has the processor to itself until it is written, too."""
        if self._moving:
            self.set_timer(_WRITTEN_S, self._settle)
        else:
            self._settle()

    def _settle(self) -> None:
        """The first frame stands: now the voice, the settings, the figure."""
        self.attendant.settle(None if self.attendant.quiet else self._sounds())
        self._arm()
        self.call_after_refresh(self._draw_figure)

    def _sounds(self) -> "Sounds | None":
        try:
            return self._make_sounds() if self._make_sounds is not None else None
        except Exception:
            return None  # no sound of any kind is a reason not to guide

    def on_unmount(self) -> None:
        self._alarm.stop()
        if not self._handed_over:
            for line in self.attendant.close():
                self.log(line)

    def hand_over(self) -> Attendant:
        """Guide no more: another front end does, from the same moment on, with the same voice and note."""
        self._over = self._handed_over = True
        self._alarm.stop()
        return self.attendant

    def on_screen_suspend(self) -> None:
        # Something was laid over relief: the clock goes on and so does the guidance.
        self._arm()

    # ---- time ------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let time do its part and draw what changed."""
        if self._over:
            return
        if self.attendant.wake():
            self.leave()
        else:
            self.draw()
            self._arm()

    def _arm(self) -> None:
        if self._moving and not self._over and self.is_attached:
            wait = self.attendant.flow.next_wake_ms() / self._speed
            if self._shown is not None and self._shown.breath_ms is not None and self._wide:
                wait = min(wait, _BAR_MS)
            self._alarm.set(max(20, wait))
        else:
            self._alarm.stop()

    # ---- keys, mouse, touch ----------------------------------------------------------------------------------

    async def on_key(self, event: events.Key) -> None:
        if event.key in ("ctrl+c", "ctrl+z", "ctrl+q", "f2"):
            return
        event.stop()
        event.prevent_default()
        self.press(_name(event))

    def on_paste(self, event: events.Paste) -> None:
        # Pasted text is no key.
        event.stop()

    def on_click(self, event: events.Click) -> None:
        if self._shown is not None:
            key = self.face.spot(event.screen_x, event.screen_y, self._shown)
            if key is not None:
                event.stop()
                self.press(key)

    def on_mouse_scroll_down(self) -> None:
        self._scroll("down")

    def on_mouse_scroll_up(self) -> None:
        self._scroll("up")

    def press(self, key: str) -> None:
        """A key by its name, as the flow knows it."""
        if self._over:
            return
        self._touched = True
        if self._scroll(key):
            return
        over = self.attendant.flow.over
        if self.attendant.press(key):
            self.leave()
            return
        if self.attendant.flow.over != over:
            self._top = 0
            self._behind = ()
        self.draw()
        self._arm()

    def _scroll(self, key: str) -> bool:
        """Move a page that is longer than the screen; whether the key was used for that."""
        if self.attendant.flow.over not in ("signs", "labels") or key not in _SCROLL:
            return False
        if key == "space" and self._top >= self._last:
            return False  # read to the end: on with the help
        self._top = min(self._last, max(0, self._top + _SCROLL[key]))
        self.draw()
        return True

    # ---- drawing ---------------------------------------------------------------------------------------------

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= WIDE and self.app.size.height >= TALL

    def draw(self) -> None:
        """Draw the moment."""
        width, height = self.app.size
        shown = self._shown = view(self.attendant.flow)
        dim = self.attendant.quiet or shown.kind == "dim"
        self.face.show(self._rows(shown, width, height), dim=dim)
        if self._figure is not None:
            side = self.attendant.flow.note.side
            self._figure.place(shown, self._room, None if side == "both" else side)

    def _rows(self, shown: View, width: int, height: int) -> list[Row]:
        self._room = None
        if shown.kind in ("signs", "labels"):
            if shown.kind == "labels" and not self._behind:
                from stretchplayer.bedside.labels import behind

                self._behind = behind(self.attendant.flow)
            lines = (*shown.lines, "", *self._behind) if shown.kind == "labels" else shown.lines
            rows, self._last = scroll_page(shown, lines, width, height, self._top)
            return rows
        hidden = self.attendant.quiet and not self._touched
        if width >= WIDE and height >= TALL:
            rows, self._room = wide_page(shown, width, height, hidden=hidden, enlarge=_enlarged)
            return rows
        if hidden:
            shown = shown._replace(muscles=())
        return small_page(shown, width, height)

    def on_resize(self, event: "events.Resize") -> None:
        if self._shown is not None:
            self.draw()

    def _draw_figure(self) -> None:
        """The figure comes last: it needs the catalogue and Pillow."""
        if self._over or not self.is_attached:
            return
        try:
            from stretchplayer.tui.widgets.relief_figure import ReliefFigure

            self._figure = ReliefFigure(timers=self._moving)
            self.mount(self._figure)
        except Exception:
            self._figure = None  # words guide without a picture
            return
        self.call_after_refresh(self.draw)

    # ---- the way out -----------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Close, and say how it ended."""
        self._over = True
        self._alarm.stop()
        how = self.attendant.closed.how if self.attendant.closed else "left"
        if len(self.app.screen_stack) < 2:
            self.app.exit()
        else:
            self.dismiss(how)


def _name(event: events.Key) -> str:
    """The flow's name for a key."""
    if event.key in _NAMES:
        return _NAMES[event.key]
    if event.character is not None and event.character.isprintable() and event.character != " ":
        return event.character
    return event.key


def _clock(speed: float) -> Callable[[], int]:
    """The real clock, or one that runs `speed` times as fast from now on."""
    if speed == 1:
        return clock.now_ms
    first = clock.now_ms()
    return lambda: first + int((clock.now_ms() - first) * speed)


def _enlarged(text: str, width: int) -> list[str] | None:
    """Words in big letters, line below line; `None` where a word is too wide."""
    from stretchplayer.tui import letters

    spelt = letters.spell(text)
    lines = letters.wrap(spelt, width) if spelt else None
    return None if lines is None else [row for line in lines for row in (*letters.draw(line), "")][:-1]
