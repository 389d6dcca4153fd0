"""The cramp screen itself: driven through Pilot, on a fake clock."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from stretchplayer.relief.muscles import ALL, MUSCLES
from stretchplayer.relief.record import Before, CrampRecord, SignRecord
from stretchplayer.relief.signs import SIGNS
from stretchplayer.runs.relief_pages import why_lines
from stretchplayer.settings.table import Settings
from stretchplayer.tui.screens.relief import ReliefApp, ReliefScreen
from stretchplayer.tui.widgets import relief_face
from stretchplayer.tui.widgets.figure_view import FigureView
from stretchplayer.tui.widgets.relief_figure import ReliefFigure
from stretchplayer.words.moment import Moment
from tests.each import each
from tests.relief.helpers import STORYBOARDS, Clock, plans

#: The headlines that stand in plain rows at 60 x 20: even the smallest big letters leave no room for the rest there.
FLAT = {"foot", "thigh", "hand", "stitch", "neck"}
SIZES = [(40, 12), (60, 20), (40, 40), (80, 24), (100, 30), (120, 40), (200, 60)]


class Book:
    """Keeps records in memory."""

    def __init__(self, before: Before | None = None) -> None:
        self.kept: dict[str, CrampRecord] = {}
        self.marks: dict[str, SignRecord] = {}
        self.closed = False
        self._before = before or Before()

    def before(self) -> Before:
        return self._before

    def keep(self, record: CrampRecord) -> None:
        self.kept[record.id] = record

    def forget(self, id: str) -> None:
        self.kept.pop(id, None)

    def mark(self, stop: SignRecord) -> None:
        self.marks[stop.id] = stop

    def unmark(self, id: str) -> None:
        self.marks.pop(id, None)

    def close(self) -> list[str]:
        self.closed = True
        return []

    @property
    def record(self) -> CrampRecord:
        return next(iter(self.kept.values()))


class Sounds:
    """Remembers what was to be said."""

    terse = False

    def __init__(self) -> None:
        self.said: list[str] = []
        self.muted = False
        self.opened: tuple[str, ...] = ()
        self.closed = False

    def open(self, texts: Any = ()) -> None:
        self.opened = tuple(texts)

    def say(self, text: str, *, advice: bool = False) -> None:
        self.said.append(text)

    def hush(self) -> None: ...

    def mute(self, muted: bool) -> None:
        self.muted = muted

    def notices(self) -> list[str]:
        return ["No sound [here]."] if self.closed else []

    def close(self) -> None:
        self.closed = True


class Bed:
    """A small application with its parts at hand, by day."""

    def __init__(self, *args: Any, before: Before | None = None, night: bool = False, **options: Any) -> None:
        self.clock = Clock()
        self.book = Book(before)
        self.sounds = Sounds()
        self.screens: list[ReliefScreen] = []

        def made() -> ReliefScreen:
            screen = ReliefScreen(
                *args, book=self.book, sounds=lambda: self.sounds, now=self.clock, timers=False, night=night, **options
            )
            self.screens.append(screen)
            return screen

        self.app = ReliefApp(made)

    @property
    def screen(self) -> ReliefScreen:
        return self.screens[0]

    @property
    def flow(self) -> Any:
        return self.screen.relief.flow

    def until(self, second: float) -> None:
        """Let time pass and the screen wake, as its timer would."""
        while self.clock.ms - self.flow.opened < second * 1000:
            self.clock.ms += 500
            self.screen.tick()

    def shown(self) -> list[str]:
        """What is on the screen, cell for cell."""
        height = self.app.size.height
        strips = [self.screen.face.render_line(y) for y in range(height)]
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


async def test_the_first_frame_is_the_storyboards() -> None:
    bed = Bed()
    gc.disable()  # as the command does until the first frame stands
    try:
        async with bed.app.run_test(size=(40, 12)) as pilot:
            assert bed.shown() == STORYBOARDS["calf"].splitlines()
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("size", SIZES)
async def test_every_first_screen_holds_its_words_at_every_size(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReliefFigure, "place", lambda *_: None)  # to draw sixty figures takes long
    bed = Bed("neck")
    async with bed.app.run_test(size=size) as pilot:
        for muscle in ALL:
            bed.clock.ms += 1_000
            await pilot.press(MUSCLES[muscle].digit)
            bed.screen.tick()
            shown = "\n".join(bed.shown())
            technique = plans()[muscle].techniques[0]
            assert bed.flow.plan.muscle == muscle
            for line in (*technique.small, *bed.flow.numbers.all(bed.flow.muscle.sign)):
                assert line in shown
            assert "ENTER" in shown and "SPACE" in shown and "Q quit" in shown
            if size[1] >= 20:
                assert "IT HAS EASED ]" in shown and "NOT YET ]" in shown
                assert bed.screen._room is not None, "room for the figure"
            plain = technique.large[0].upper() in shown
            assert plain == (size == (40, 12) or (size == (60, 20) and muscle in FLAT)), "in big letters where they fit"


async def test_the_figure_of_a_neck_marks_the_neck_and_not_the_belly() -> None:
    bed = Bed("neck")
    async with bed.app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        bed.screen.tick()
        figure = bed.screen.query_one(FigureView)
        move, *_ = figure._what
        assert move is not None and move.figure is not None and figure.display
        assert (move.figure["highlight"], move.figure["arrow"]) == (["trapezius", "neck"], None)
        await pilot.pause()
        assert figure._film is not None, "and it can be drawn"
        film = figure._film
        bed.screen.tick()
        assert figure._film is film, "not begun anew at each wake-up"


@pytest.mark.parametrize("size", SIZES)
async def test_the_clock_never_moves_the_words(size: tuple[int, int]) -> None:
    bed = Bed()
    async with bed.app.run_test(size=size):
        seen = []
        for second in (0.5, 5, 14, 29):
            bed.until(second)
            seen.append(["" if line.startswith(" Breathe") else line for line in bed.shown()[1:]])
        assert all(each == seen[0] for each in seen)


@pytest.mark.parametrize(
    "size", [(20, 6), (30, 10), (39, 11), (40, 12), (60, 12), (79, 23), (80, 24), (300, 80), (1, 1)]
)
async def test_no_size_breaks_it(size: tuple[int, int]) -> None:
    bed = Bed()
    async with bed.app.run_test(size=size) as pilot:
        for key in ("space", "n", "n", "w", "escape", "question_mark", "escape", "i", "escape", "enter", "l", "escape"):
            bed.clock.ms += 1_000
            await pilot.press(key)
            assert len(bed.shown()) == size[1]
        if size[1] >= 6:
            await pilot.resize_terminal(80, 24)
            assert bed.shown()


async def test_a_whole_cramp_with_keys() -> None:
    bed = Bed(side="left")
    async with bed.app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        for second, key in (
            (61, "n"),
            (63, "n"),
            (100, "enter"),
            (102, "l"),
            (104, "8"),
            (106, "escape"),
            (108, "escape"),
        ):
            bed.until(second)
            await pilot.press(key)
        await pilot.pause()
    assert bed.book.closed and bed.sounds.closed
    record = bed.book.record
    assert record.confirmed and record.side is None and record.pain == 8 and record.bouts[0].length_ms == 100_000
    assert bed.sounds.said[:2] == ["Straighten your leg. Pull your toes toward you.", "Slowly. Hold it there."]
    assert "Toes still up. Rub the hard part gently." in bed.sounds.said


async def test_the_mouse_finds_the_large_fields_and_the_words() -> None:
    bed = Bed()
    async with bed.app.run_test(size=(80, 24)) as pilot:
        bed.until(2)
        y = next(i for i, line in enumerate(bed.shown()) if "[ SPACE  NOT YET ]" in line)
        await pilot.click(offset=(60, y))
        assert bed.flow.page == "gate"
        bed.until(4)
        y = next(i for i, line in enumerate(bed.shown()) if "[ Y  YES ]" in line)
        await pilot.click(offset=(5, y))
        assert bed.flow.page == "stop" and {mark.key for mark in bed.book.marks.values()} == {"T1"}


async def test_an_open_stop_is_the_first_frame() -> None:
    mark = SignRecord("abc", "T1", SIGNS["T1"].text, Moment(1_790_000_000_000), "left calf")
    bed = Bed(before=Before(stops=(mark,)))
    async with bed.app.run_test(size=(40, 12)) as pilot:
        assert bed.shown()[0] == "Stop, since Monday 14:13" or bed.shown()[0].startswith("Stop, since ")
        bed.until(2)
        await pilot.press("question_mark")
        assert " What makes a clot more likely:" in bed.shown()


async def test_why_from_a_cramp_and_back() -> None:
    bed = Bed()
    async with bed.app.run_test(size=(80, 24)) as pilot:
        bed.until(2)
        await pilot.press("i")
        shown = "\n".join(bed.shown())
        assert "Not medical advice." in shown and "A cramp is a muscle that tightens by itself" in shown
        for size in ((40, 12), (80, 24)):
            await pilot.resize_terminal(*size)
            page = [line.rstrip()[1:] for line in bed.shown()[1:-1]]
            assert page == list(why_lines(size[0] - 2))[: len(page)], "wrapped once, and for this width"
        before = bed.shown()
        await pilot.press("space")
        assert bed.shown() != before, "space reads on"
        bed.until(4)
        await pilot.press("escape")
        assert bed.flow.page == "help" and not bed.flow.over


async def test_quiet_hides_the_muscles_until_a_key_and_never_the_sign() -> None:
    bed = Bed(quiet=True)
    async with bed.app.run_test(size=(40, 12)) as pilot:
        assert "hamstring" not in "\n".join(bed.shown()) and "Felt a pop?" in "\n".join(bed.shown())
        bed.until(40)
        assert bed.sounds.said == []
        await pilot.press("m")
        assert "hamstring" in "\n".join(bed.shown())


async def test_numbers_come_from_the_settings(home: Path) -> None:
    (home / "settings.yaml").write_text("advice-line: '1450'\nemergency: '144'\nrubbing: never\n", "utf-8")
    bed = Bed()
    async with bed.app.run_test(size=(40, 12)) as pilot:
        bed.until(2)
        await pilot.press("space")
        bed.until(4)
        await pilot.press("y")
        shown = "\n".join(bed.shown())
        assert " Call your doctor or 1450." in shown and " Call 144 now." in shown


async def test_ctrl_c_leaves_at_once() -> None:
    bed = Bed()
    async with bed.app.run_test(size=(40, 12)) as pilot:
        await pilot.press("ctrl+c")
    assert bed.app.return_code == 130 and bed.book.closed and not bed.book.kept


async def test_never_rub_is_kept_in_the_settings(home: Path) -> None:
    bed = Bed()
    async with bed.app.run_test(size=(40, 12)) as pilot:
        bed.until(61)
        await pilot.press("n")
        bed.until(63)
        await pilot.press("y")
    text = (home / "settings.yaml").read_text("utf-8")
    assert "rubbing: never" in text and "rubbing-since: 20" in text


# ---- in the large application --------------------------------------------------------------------------------


class Large(App[None]):
    """Something to open relief over."""


@pytest.mark.parametrize(("key", "how"), [("enter", "end"), ("escape", "end"), ("g", "go-on")])
async def test_a_waiting_routine_ends_or_goes_on(key: str, how: str) -> None:
    app, clock, book = Large(), Clock(), Book()
    said: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        relief = ReliefScreen(book=book, waits=True, now=clock, timers=False)
        await app.push_screen(relief, said.append)
        for each in ("enter", "n", "escape", "q", "q", key):
            clock.ms += 1_000
            await pilot.press(each)
        await pilot.pause()
        assert said == [how] and book.record.bouts[-1].known


@pytest.mark.parametrize(("key", "page"), [("v", "prevention"), ("P", "plan"), ("o", "health")])
async def test_the_aftercare_opens_a_page_with_one_key_once_the_gate_is_answered(key: str, page: str) -> None:
    bed = Bed()
    async with bed.app.run_test(size=(80, 24)) as pilot:
        bed.until(5)
        await pilot.press("enter")
        bed.until(8)
        assert not any("V prevention" in line for line in bed.shown())
        await pilot.press(key)
        assert bed.flow.page == "eased" and bed.app.left_for is None
        bed.until(10)
        await pilot.press("n")
        bed.until(12)
        assert any("V prevention  P night plan  O health card" in line for line in bed.shown())
        await pilot.press(key)
        assert bed.app.left_for == page
    assert bed.book.closed and bed.book.record.bouts[-1].known


async def test_the_dimmed_aftercare_opens_it_too_and_a_waiting_routine_comes_first() -> None:
    bed = Bed()
    async with bed.app.run_test(size=(40, 12)) as pilot:
        bed.until(5)
        await pilot.press("enter")
        bed.until(200)
        assert bed.flow.dimmed
        await pilot.press("p")
        assert bed.app.left_for == "plan"
    bed = Bed(waits=True)
    async with bed.app.run_test(size=(40, 12)) as pilot:
        bed.until(5)
        await pilot.press("enter")
        bed.until(40)
        await pilot.press("p")
        assert bed.app.left_for is None and bed.flow.page == "eased"


async def test_no_routine_goes_on_after_a_stop() -> None:
    app, clock, book = Large(), Clock(), Book()
    said: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(ReliefScreen(book=book, waits=True, now=clock, timers=False), said.append)
        for each in ("space", "y", "q", "q"):
            clock.ms += 1_000
            await pilot.press(each)
        await pilot.pause()
        assert said == ["end"]


async def test_a_routine_waits_for_an_open_sign() -> None:
    mark = SignRecord("abc", "T1", SIGNS["T1"].text, Moment(1_790_000_000_000), "left calf")
    app, clock = Large(), Clock()
    begun: list[ReliefScreen] = []
    async with app.run_test(size=(80, 24)) as pilot:
        relief = ReliefScreen(book=Book(Before(stops=(mark,))), now=clock, timers=False, cleared=begun.append)
        await app.push_screen(relief)
        for each in ("space", "p", "y"):
            assert begun == []
            clock.ms += 1_000
            await pilot.press(each)
        assert begun == [relief]


@pytest.mark.parametrize("theme", ["textual-light", "textual-dark", "solarized-light"])
async def test_dark_in_every_theme(theme: str) -> None:
    app = Large()
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        relief = ReliefScreen(book=Book(), sounds=lambda: None, now=Clock(), timers=False)
        await app.push_screen(relief)
        await pilot.pause()
        for y in range(24):
            for segment in relief.face.render_line(y):
                assert segment.style is not None and segment.style.bgcolor is not None
                red, green, blue = segment.style.bgcolor.get_truecolor()
                assert max(red, green, blue) <= 0x2B


# ---- light ---------------------------------------------------------------------------------------------------


def _luminance(colour: str) -> float:
    def channel(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@each("colours", [relief_face.COLOURS, relief_face.DIM])
def test_words_stand_at_least_seven_to_one(colours: dict[str, str]) -> None:
    for role, colour in colours.items():
        ground = relief_face.FIELD if role == "field" else relief_face.GROUND
        contrast = (_luminance(colour) + 0.05) / (_luminance(ground) + 0.05)
        assert contrast >= 7, f"{role}: {contrast:.1f}"
    assert _luminance(relief_face.GROUND) < 0.01
    assert _luminance(relief_face.FIELD) < 0.03


def test_nothing_flashes() -> None:
    from stretchplayer.runs import relief_sound as voice

    made: Callable[..., Any] = voice._speaker
    speaker = made(Settings(), False, None)
    assert "flash" not in [name for name, _ in speaker._chain]
    night = made(Settings(), True, None)
    assert "bell" not in [name for name, _ in night._chain]
