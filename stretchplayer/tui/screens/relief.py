"""The cramp screen: the first instruction at once, then everything else beside it.

It opens as a small application of its own (`stretchplayer relief`) and over any screen of the large one. Before its
first frame nothing is read but the cramp book and, briefly, the personal routines; figure, voice and settings follow.
"""

import gc
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from stretchplayer.relief.flow import PAGES
from stretchplayer.relief.layout import TALL, WIDE, Room, Row, lay_out
from stretchplayer.relief.view import View, view
from stretchplayer.routine.harmless import harmless
from stretchplayer.runs.clock import at_speed
from stretchplayer.runs.relief_run import Relief
from stretchplayer.tui.alarm import Alarm
from stretchplayer.tui.guard import INTERRUPTED, GuardedApp
from stretchplayer.tui.house import HouseScreen
from stretchplayer.tui.widgets.relief_face import GROUND, ReliefFace, scroll_page

if TYPE_CHECKING:
    from textual.widget import Widget

    from stretchplayer.relief.plan import Plan
    from stretchplayer.relief.record import CrampBook, CrampSide
    from stretchplayer.runs.relief_sound import Sounds
    from stretchplayer.tui.host import Page
    from stretchplayer.tui.widgets.relief_figure import ReliefFigure

#: How often the breathing bar moves; a slow bar needs no more.
_BAR_MS = 200
_SCROLL = {"up": -1, "down": 1, "k": -1, "j": 1, "pageup": -8, "pagedown": 8, "space": 8, "home": -999, "end": 999}
#: What terminals call keys, and what the flow calls them.
_NAMES = {"question_mark": "?", "plus": "+", "kp_enter": "enter", "return": "enter", "full_stop": "."}


class ReliefScreen(HouseScreen[str | None]):
    """Guides through one cramp. Dismissed with `left`, `end` (stop the routine that waits), `go-on`, or the name of a
    page that the aftercare was left for.

    `word` says what hurts, `own` is a routine that was asked for by itself; a routine `waits` below. `sounds` makes the
    voice, after the first frame; without it there is none. With `cleared` only open warning signs are shown, and it is
    called with the screen once none is left. `speed` runs the clock faster, for trying out. Without `timers` nothing
    moves by itself: `tick` does it.
    """

    AUTO_FOCUS = None
    needs_room = False  # it has a page for every size

    def __init__(
        self,
        word: str | None = None,
        *,
        own: "Plan | None" = None,
        side: "CrampSide | None" = None,
        bed: bool = False,
        quiet: bool = False,
        waits: bool = False,
        speed: float = 1.0,
        book: "CrampBook | None" = None,
        sounds: "Callable[[], Sounds | None] | None" = None,
        now: Callable[[], int] | None = None,
        timers: bool = True,
        cleared: "Callable[[ReliefScreen], None] | None" = None,
        night: bool | None = None,
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
        self._read: tuple[str, ...] = ()
        self._room: Room | None = None
        self._cleared = cleared
        self._over = False
        self._handed_over = False
        self.said: list[str] = []
        """What went wrong meanwhile, to be said quietly once relief is over."""
        if book is None:
            from stretchplayer.runs.relief_book import Book

            book = Book()
        self.relief = Relief(
            now or at_speed(speed),
            book,
            word=word,
            own=own,
            side=side,
            bed=bed,
            quiet=quiet,
            paused=waits,
            stop_only=cleared is not None,
            night=night,
        )
        self.face = ReliefFace()

    # ---- coming and going ------------------------------------------------------------------------------------

    def compose(self) -> "Iterator[Widget]":
        yield self.face

    def on_mount(self) -> None:
        self.relief.start()
        self.draw()
        self.after_frame(self._settle)

    def _settle(self) -> None:
        """The first frame stands: now the voice, the settings, the figure."""
        gc.enable()
        self.relief.settle(None if self.relief.quiet else self._sounds())
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
            self.said = self.relief.close()
            for line in self.said:
                self.app.notify(harmless(line), timeout=8)

    def hand_over(self) -> Relief:
        """Guide no more: another front end does, from the same moment on, with the same voice and note."""
        self._over = self._handed_over = True
        self._alarm.stop()
        return self.relief

    def on_screen_suspend(self) -> None:
        # Something was laid over relief: the clock goes on and so does the guidance.
        self._arm()

    # ---- time ------------------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Let time do its part and draw what changed."""
        if self._over:
            return
        if self.relief.wake():
            self.leave()
        else:
            self.draw()
            self._arm()

    def _arm(self) -> None:
        if self._moving and not self._over and self.is_attached:
            wait = self.relief.flow.next_wake_ms() / self._speed
            has_bar = self.app.size.width >= WIDE and self.app.size.height >= TALL
            if has_bar and self._shown is not None and self._shown.breath_ms is not None:
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
        # Pasted text is not a key.
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
        flow = self.relief.flow
        over = flow.over
        if self.relief.press(key):
            self.leave()
            return
        if flow.over != over:
            self._top = 0
            self._read = ()
        self.draw()
        self._arm()

    def _scroll(self, key: str) -> bool:
        """Move a page that is longer than the screen; whether the key was used for that."""
        over = self.relief.flow.over
        if not over or over[-1] not in ("why", "behind") or key not in _SCROLL:
            return False
        self._top = min(self._last, max(0, self._top + _SCROLL[key]))
        self.draw()
        return True

    # ---- drawing ---------------------------------------------------------------------------------------------

    def draw(self) -> None:
        width, height = self.app.size
        shown = self._shown = view(self.relief.flow)
        dim = self.relief.quiet or shown.kind == "dim"
        self.face.show(self._rows(shown, width, height), dim=dim)
        if self._figure is not None:
            side = self.relief.flow.record.side
            self._figure.place(shown, self._room, None if side == "both" else side)

    def _rows(self, shown: View, width: int, height: int) -> list[Row]:
        if shown.kind in ("why", "behind"):
            self._room = None
            if not self._read:
                from stretchplayer.runs.relief_pages import behind, why_lines

                room = max(24, min(88, width - 2))
                self._read = tuple(why_lines(room)) if shown.kind == "why" else behind(self.relief.flow)
            rows, self._last = scroll_page(shown, (*shown.lines, *self._read), width, height, self._top)
            return rows
        hidden = self.relief.quiet and not self._touched
        rows, self._room = lay_out(shown, width, height, hidden=hidden, enlarge=_enlarged)
        return rows

    def on_resize(self, event: "events.Resize") -> None:
        self._read = ()  # wrapped for another width
        if self._shown is not None:
            self.draw()

    def _draw_figure(self) -> None:
        """The figure comes last: it needs the catalogue and Pillow."""
        if self._over or not self.is_attached:
            return
        try:
            from stretchplayer.tui.widgets.relief_figure import ReliefFigure

            self._figure = ReliefFigure(timers=self._moving)
            self.mount(self._figure.view)
        except Exception:
            self._figure = None  # words guide without a picture
            return
        self.call_after_refresh(self.draw)

    # ---- the way out -----------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Close, and say how it ended."""
        self._over = True
        self._alarm.stop()
        how = self.relief.closed or "left"
        if how == "cleared" and self._cleared is not None:
            self._cleared(self)
        elif len(self.app.screen_stack) < 2:
            self.app.exit()
        else:
            self.dismiss(how)


class ReliefApp(GuardedApp):
    """The cramp screen alone. The exit code is in `return_code`: 0, 130 after ctrl+c, 128 plus a signal's number.

    Where the screen fails, the application ends and `left_to` is the help under way, for plain lines to take up.
    """

    TITLE = "Stretchplayer"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    CSS = "Screen { overflow: hidden; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "interrupt", "Stop", show=False, priority=True)]

    def __init__(self, relief: Callable[[], ReliefScreen]) -> None:
        super().__init__()
        self._relief = relief
        self.left_to: Relief | None = None
        self._made: ReliefScreen | None = None

    def get_default_screen(self) -> Screen[Any]:
        self._made = self._relief()
        return self._made

    @property
    def said(self) -> list[str]:
        """What went wrong meanwhile, once it is over."""
        return self._made.said if self._made is not None else []

    @property
    def left_for(self) -> "Page | None":
        """The page that the aftercare was left for."""
        closed = self._made.relief.closed if self._made is not None else None
        return next((page for page in PAGES.values() if page == closed), None)

    def fault(self, error: Exception) -> None:
        from stretchplayer.library.faultlog import log_fault

        log_fault(error)
        for screen in self.screen_stack:
            if isinstance(screen, ReliefScreen) and self.left_to is None:
                self.left_to = screen.hand_over()
        self.fail(error)

    def action_interrupt(self) -> None:
        self.exit(return_code=INTERRUPTED)


def _name(event: events.Key) -> str:
    """The flow's name for a key."""
    if event.key in _NAMES:
        return _NAMES[event.key]
    if event.character is not None and event.character.isprintable() and event.character != " ":
        return event.character
    return event.key


@lru_cache(maxsize=32)
def _enlarged(lines: tuple[str, ...], width: int, rows: int) -> tuple[float, list[str]] | None:
    """Lines in the most legible letters of which all fit, and how legible those are; `None` where none fit."""
    from stretchplayer.tui import letters

    spelt = [letters.spell(line) for line in lines]
    for form in letters.FORMS:
        if form.rows * len(lines) > rows:
            continue
        wrapped = [letters.wrap(line, width, form) if line else None for line in spelt]
        if all(wrapped) and sum(map(len, filter(None, wrapped))) * form.rows <= rows:
            drawn = [row for parts in wrapped for part in parts or () for row in letters.draw(part, form)]
            return form.legibility, drawn
    return None
