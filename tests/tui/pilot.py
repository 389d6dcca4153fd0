"""Waiting for screens: until nothing is left to do, however fast or slow the machine."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from weakref import WeakSet

from textual import events, screen
from textual._context import active_app, visible_screen_stack
from textual.app import App, ScreenStackError
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import Screen

_QUIET = 4
"""Turns of the loop in which nothing was left to do: what one handler sets going begins in the next turn."""
_UPDATE_S = 0.5
"""The screen draws of itself as rarely as on a starved machine."""
_REFRESH = Screen._compositor_refresh
_UNPAINTED: WeakSet[Screen[object]] = WeakSet()
_NEW_SHEET, _SET_VARIABLES = Stylesheet.__init__, Stylesheet.set_variables
_PARSED: dict[object, dict[object, list[RuleSet]]] = {}
"""The rules of style sheets by the theme's variables: the same in every application, and read once in a process."""
_TURNS_TO_END = 20_000
"""Turns of the loop that an application may take to end in order, or to do without what failed: a second or more."""
_WORK_S = 30.0
"""How long the pilot waits for what works beside a screen. A test that holds up a worker waits with `drawn` instead."""


def _pumps(app: App[object]) -> Iterator[MessagePump]:
    yield app
    yield from app.screen_stack
    yield from app.screen.walk_children()


async def settle(app: App[object]) -> None:
    """Until every message has been dealt with; far quicker than Textual's pilot, which waits for an idle processor."""
    quiet = 0
    while quiet < _QUIET and app.is_running:
        await asyncio.sleep(0)
        quiet = 0 if app._batch_count or any(map(_busy, _pumps(app))) else quiet + 1


def _busy(pump: MessagePump) -> bool:
    if pump._closed or pump._closing:
        return False
    if not pump.is_running:
        return not pump._mounted_event.is_set()
    return bool(pump._pending_message or pump._next_callbacks or not pump._message_queue.empty())


async def drawn(app: App[object]) -> None:
    """Until nothing waits to be laid out or drawn. The screen does both on a timer of its own; here it does so at once,
    as often as anything asks for it, so that neither the timer nor the machine decides what is seen.
    """
    left = True
    while left and app.is_running:
        await settle(app)
        left = app._resize_event is not None
        if left:  # which it puts off for a moment as well
            with app._context():
                app._check_resize()
        for each in (*app._background_screens, app.screen):
            # One below wants to be painted again for ever, once it was painted below another.
            wants = each._dirty_widgets or each._layout_required or each._scroll_required or each._callbacks
            wants = wants or each._recompose_required or (each is app.screen and each._repaint_required)
            if wants and each.is_running:
                left = True
                with each._context():
                    each._on_timer_update()
        if not left and app.is_running and app.screen in _UNPAINTED:
            left = True
            with app.screen._context():
                _paint(app.screen)


def _paint_later(self: Screen[object]) -> None:
    """Painted once nothing else is left to do, and not after each step on the way there, as on a starved machine."""
    if self is self.app.screen and self.app.is_headless and not self.app.is_inline:
        self._dirty_widgets.clear()
        _UNPAINTED.add(self)
    else:
        _REFRESH(self)


def _paint(painted: Screen[object]) -> None:
    """Every widget draws its lines where something changed. Textual would cut them up as well, for a terminal that is
    not there."""
    _UNPAINTED.discard(painted)
    compositor = painted._compositor
    changed = Region.from_union(compositor._dirty_regions) if compositor._dirty_regions else None
    compositor._dirty_regions.clear()
    visible_screen_stack.set(painted.app._background_screens)
    if changed is not None and (crop := changed.intersection(painted.size.region)):
        for _ in compositor._get_renders(crop):
            pass
    painted.app._update_mouse_over(painted)


async def worked(app: App[object]) -> None:
    """Until what works beside the screen is done, or was called off for something newer."""
    await until(lambda: all(worker.is_finished for worker in app.workers))


async def until(true: Callable[[], bool]) -> None:
    """Until something holds; fails after twenty seconds at least, which only a fault takes."""
    app = active_app.get(None)
    for _ in range(4000):
        if true():
            return
        await asyncio.sleep(0.005)
        if app is not None and app.is_running and not true():
            await drawn(app)
    raise AssertionError("it never came to hold")


async def done(app: App[object]) -> None:
    """Until all that was set going is done and drawn, beside the screen as well."""
    loop = asyncio.get_running_loop()
    until_s = loop.time() + _WORK_S
    try:
        await drawn(app)
        while not all(worker.is_finished for worker in app.workers) and loop.time() < until_s:
            await asyncio.sleep(0.002)
            await drawn(app)
    except ScreenStackError:
        pass  # it has ended


def _new_sheet(self: Stylesheet, *, variables: dict[str, str] | None = None) -> None:
    _NEW_SHEET(self, variables=variables)
    self._parse_cache = _PARSED.setdefault(frozenset(self._variables.items()), {})


def _set_variables(self: Stylesheet, variables: dict[str, str]) -> None:
    self._parse_cache = {}  # which it empties
    _SET_VARIABLES(self, variables)
    self._parse_cache = _PARSED.setdefault(frozenset(variables.items()), {})


async def _press_keys(self: App[object], keys: Iterable[str]) -> None:
    import unicodedata

    for key in keys:
        named = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        try:
            character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(named, named)))
        except KeyError:
            character = named if len(named) == 1 else None
        pressed = events.Key(named, character)
        pressed.set_sender(self)
        assert self._driver is not None
        self._driver.send_message(pressed)
        await done(self)
        await self._animator.wait_until_complete()
        await done(self)


async def _wait_for_screen(self: Pilot[object], timeout: float = 30.0) -> bool:
    """Until the first screen is drawn. After a fault that keeps it from that for ever, this is raised."""
    first, turns = asyncio.create_task(drawn(self.app)), 0
    while not first.done():
        await asyncio.sleep(0)
        turns += self.app._exception is not None
        if turns > _TURNS_TO_END and self.app._exception is not None:
            first.cancel()
            raise self.app._exception
    await first
    return True


async def _pause(self: Pilot[object], delay: float | None = None) -> None:
    await done(self.app)
    if delay is not None:
        await asyncio.sleep(delay)
        await done(self.app)


def install() -> None:
    """Let Textual's pilot wait for what was set going. Its own looks whether the processor is idle, which it also is
    while a drawing waits for its turn, and is not while others keep it busy.
    """
    App._press_keys = _press_keys
    Pilot._wait_for_screen = _wait_for_screen
    Pilot.pause = _pause
    Screen._compositor_refresh = _paint_later
    Stylesheet.__init__ = _new_sheet
    Stylesheet.set_variables = _set_variables
    screen.UPDATE_PERIOD = _UPDATE_S
