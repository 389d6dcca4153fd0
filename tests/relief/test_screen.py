"""The cramp screen itself: driven through Pilot, on a fake clock."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.screen import Screen

from stretchplayer.relief.record import CrampNote, Earlier
from stretchplayer.relief.shipped import PLANS
from stretchplayer.tui import letters
from stretchplayer.tui.screens.relief import ReliefScreen
from stretchplayer.tui.screens.relief_app import ReliefApp
from stretchplayer.tui.widgets import relief_face
from tests.relief import screens
from tests.relief.helpers import Clock

SIZES = [(40, 12), (80, 24), (120, 40)]


class Book:
    """Keeps notes in memory."""

    def __init__(self, earlier: Earlier | None = None) -> None:
        self.notes: list[CrampNote] = []
        self.ended = False
        self._earlier = earlier or Earlier()

    def earlier(self) -> Earlier:
        return self._earlier

    def begin(self, note: CrampNote, *, already_ms: int, goes_on: bool) -> None:
        self.notes.append(note)

    def update(self, note: CrampNote) -> None:
        self.notes.append(note)

    def end(self, note: CrampNote) -> None:
        self.notes.append(note)
        self.ended = True

    def notices(self) -> list[str]:
        return []


class Sounds:
    """Remembers what was to be said."""

    silent = False
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
        return []

    def close(self) -> None:
        self.closed = True


class Bedside:
    """A small application with its parts at hand."""

    def __init__(self, *args: Any, earlier: Earlier | None = None, **options: Any) -> None:
        self.clock = Clock()
        self.book = Book(earlier)
        self.sounds = Sounds()
        self.screens: list[ReliefScreen] = []

        def made() -> ReliefScreen:
            screen = ReliefScreen(
                *args, book=self.book, sounds=lambda: self.sounds, now=self.clock, timers=False, **options
            )
            self.screens.append(screen)
            return screen

        self.app = ReliefApp(made)

    @property
    def screen(self) -> ReliefScreen:
        return self.screens[0]

    def until(self, second: float) -> None:
        """Let time pass and the screen wake, as its timer would."""
        flow = self.screen.attendant.flow
        while self.clock.ms - flow.began < second * 1000:
            self.clock.ms += 500
            self.screen.tick()

    def shown(self) -> list[str]:
        """What stands on the screen, cell for cell."""
        height = self.app.size.height
        strips = [self.screen.face.render_line(y) for y in range(height)]
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


async def test_the_first_frame_is_the_storyboards() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)):
        assert bedside.shown() == screens.CALF.splitlines()


def _stands_big(line: str, shown: str) -> bool:
    """Whether every word stands there in big letters, all three rows of it."""
    words = [letters.draw(letters.spell(word) or "") for word in line.split()]
    return all(row.strip() in shown for word in words for row in word)


async def test_on_a_large_screen_the_first_words_are_big() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(120, 40)) as pilot:
        shown = "\n".join(bedside.shown())
        assert "STRAIGHTEN" not in shown
        assert _stands_big("STRAIGHTEN YOUR LEG.", shown)
        assert "Slowly. Hold until it softens." in shown
        assert "Q out" in shown
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert " STRAIGHTEN YOUR LEG." in bedside.shown()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("muscle", sorted(PLANS))
async def test_every_first_screen_holds_its_words_at_every_size(muscle: str, size: tuple[int, int]) -> None:
    bedside = Bedside(muscle)
    async with bedside.app.run_test(size=size):
        shown = "\n".join(bedside.shown())
        technique = PLANS[muscle].techniques[0]  # type: ignore[index]
        for line in technique.large:
            assert line.upper() in shown or (size == (120, 40) and _stands_big(line, shown))
        for line in technique.small:
            assert line in shown
        assert "ENTER soft again     SPACE not yet" in shown
        if size != (40, 12):
            assert "SOFT AGAIN" in shown and "NOT YET" in shown


@pytest.mark.parametrize(
    "size", [(20, 6), (30, 10), (39, 11), (40, 12), (60, 12), (79, 23), (80, 24), (300, 80), (1, 1)]
)
async def test_no_size_breaks_it(size: tuple[int, int]) -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=size) as pilot:
        for key in ("space", "n", "n", "w", "escape", "question_mark", "escape", "enter", "l", "escape"):
            bedside.clock.ms += 1_000
            await pilot.press(key)
            assert len(bedside.shown()) == size[1]
        if size[1] >= 6:
            await pilot.resize_terminal(80, 24)
            assert bedside.shown()


@pytest.mark.parametrize("size", SIZES)
async def test_what_comes_next_and_the_breathing_bar_where_there_is_room(size: tuple[int, int]) -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=size):
        bedside.until(7)
        shown = "\n".join(bedside.shown())
        assert ("Next: Calf rub" in shown) == (size != (40, 12))
        assert ("Breathe in" in shown) == (size != (40, 12))


async def test_a_whole_cramp_with_keys() -> None:
    bedside = Bedside(side="left")
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        bedside.until(61)
        assert bedside.shown()[2] == " KEEP YOUR TOES UP."
        await pilot.press("n")
        bedside.until(63)
        await pilot.press("n")
        assert bedside.shown()[2] == " TOES STILL UP."
        bedside.until(100)
        await pilot.press("enter")
        assert bedside.shown()[0] == "Soft again after 1:40      Cramp back? C"
        bedside.until(102)
        for key in ("7", "h"):
            await pilot.press(key)
        bedside.until(104)
        await pilot.press("escape")
        bedside.until(106)
        await pilot.press("escape")
    note = bedside.book.notes[-1]
    assert bedside.book.ended and bedside.sounds.closed
    assert (note.side, note.severity, note.came_with, note.length_ms) == ("left", 7, ("heat",), 100_000)
    assert note.eased_on == "Calf rub"
    assert bedside.sounds.said[:3] == [
        "Straighten your leg. Pull your toes toward you.", "Slowly. Hold it there.", "Long breath out.",
    ]  # fmt: skip


async def test_every_change_is_noted_at_once() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        bedside.until(5)
        await pilot.press("enter")
        assert bedside.book.notes[-1].ended == "eased"
        bedside.until(7)
        await pilot.press("5")
        assert bedside.book.notes[-1].severity == 5


async def test_a_sign_of_life_is_noted_every_minute() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        bedside.until(82)
        await pilot.press("left")
        before = len(bedside.book.notes)
        bedside.until(82 + 185)
        assert len(bedside.book.notes) == before + 3


@pytest.mark.parametrize("size", SIZES)
async def test_two_large_fields_for_a_finger(size: tuple[int, int]) -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=size) as pilot:
        bedside.until(2)
        low = size[1] - 6 if size != (40, 12) else 9
        await pilot.click(offset=(size[0] * 3 // 4, low))
        assert bedside.screen.attendant.flow.page == "question 1"
        bedside.until(4)
        await pilot.press("left")
        bedside.until(6)
        await pilot.click(offset=(size[0] // 4, low))
        assert bedside.screen.attendant.flow.page == "eased"


async def test_words_on_the_screen_can_be_clicked() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        bedside.until(2)
        await pilot.click(offset=(3, 10))
        assert bedside.screen.attendant.flow.plan.muscle == "foot"
        bedside.until(4)
        await pilot.click(offset=(5, 8))
        assert bedside.shown()[0].startswith("Warning signs")


async def test_warning_signs_open_at_the_top_scroll_and_lead_back() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        for _ in range(2):
            bedside.clock.ms += 1_000
            await pilot.press("w")
            assert bedside.shown()[1:3] == [" EMERGENCY: CALL NOW", " 1. Chest pain or tightness, or short of"]
            seen = []
            for _ in range(12):
                seen += bedside.shown()
                await pilot.press("pagedown")
            text = " ".join(line.strip() for line in seen)
            for number in range(1, 21):
                assert f"{number}. " in text
            assert "Keep taking it. Ask." in text
            bedside.clock.ms += 1_000
            await pilot.press("escape")
            assert bedside.shown()[2] == " STRAIGHTEN YOUR LEG."


async def test_labels_name_what_stands_behind() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(120, 40)) as pilot:
        bedside.until(2)
        await pilot.press("question_mark")
        shown = "\n".join(bedside.shown())
        assert "Muscle cramp, Mayo Clinic." in shown
        assert "Pages of Mayo Clinic" in shown


async def test_paste_and_mouse_movement_are_no_keys() -> None:
    from textual import events

    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        bedside.until(2)
        bedside.screen.post_message(events.Paste("enter\n\n"))
        await pilot.hover(offset=(5, 5))
        await pilot.pause()
        assert bedside.screen.attendant.flow.page == "help"
        assert bedside.screen.attendant.flow.note.ended == "unknown"


async def test_quiet_is_silent_dim_and_hides_the_rest_until_a_key() -> None:
    bedside = Bedside(quiet=True)
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        assert "hamstring" not in "\n".join(bedside.shown())
        bedside.until(40)
        assert bedside.sounds.said == []
        await pilot.press("b")
        assert "hamstring" in "\n".join(bedside.shown())


async def test_relief_opens_on_the_muscle_that_eased_last() -> None:
    bedside = Bedside(earlier=Earlier(last="foot"))
    async with bedside.app.run_test(size=(40, 12)):
        assert bedside.shown()[0].startswith("Foot cramp")
    named = Bedside("thigh", earlier=Earlier(last="foot"))
    async with named.app.run_test(size=(40, 12)):
        assert named.shown()[0].startswith("Thigh cramp")


async def test_opened_again_within_ten_minutes_it_goes_on() -> None:
    note = CrampNote("shin", ended="left", techniques=("Standing shin stretch",), length_ms=200_000)
    bedside = Bedside(earlier=Earlier(note=note, began_ago_ms=595_000))
    async with bedside.app.run_test(size=(40, 12)):
        assert bedside.shown()[0] == "Shin cramp                         9:55"
        bedside.until(600)
        assert bedside.shown()[1] == " TEN MINUTES. ASK FOR MEDICAL HELP NOW."


async def test_numbers_to_call_come_from_the_settings(home: Path) -> None:
    (home / "settings.yaml").write_text("emergency: 144\nadvice-line: 1450\nrubbing: never\n", "utf-8")
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        bedside.until(61)
        assert bedside.shown()[2] == " LIGHT ON. HOLD THE BED OR WALL."
        bedside.until(600)
        assert bedside.shown()[2] == " Call your doctor or 1450."
        assert bedside.shown()[4] == " Chest pain? Emergency: 144"


async def test_a_brief_voice_says_names_only() -> None:
    bedside = Bedside()
    bedside.sounds.terse = True
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        bedside.until(82)
    assert bedside.sounds.said[0] == "Straighten your leg. Pull your toes toward you."
    assert "Long breath out." not in bedside.sounds.said
    assert bedside.sounds.said[-1] == "Light on. Hold on. Stand and press the heel."


async def test_ctrl_c_leaves_and_the_note_is_written() -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        await pilot.press("ctrl+c")
    assert bedside.app.return_code == 130
    assert bedside.book.ended and bedside.book.notes[-1].ended == "left"


async def test_never_rub_is_kept_in_the_settings(home: Path) -> None:
    bedside = Bedside()
    async with bedside.app.run_test(size=(40, 12)) as pilot:
        bedside.until(61)
        await pilot.press("n")
        bedside.until(63)
        await pilot.press("y")
    text = (home / "settings.yaml").read_text("utf-8")
    assert "rubbing: never" in text and "rubbing-since: 20" in text


# ---- in the large application --------------------------------------------------------------------------------


class Below(Screen[None]):
    """A routine that plays."""

    def __init__(self) -> None:
        super().__init__()
        self.halted = self.taken_up = 0

    def halt(self) -> None:
        self.halted += 1

    def take_up(self) -> None:
        self.taken_up += 1


class Large(App[None]):
    """Something to open relief over."""

    def __init__(self) -> None:
        super().__init__()
        self.ended = False

    def close_screen(self) -> None:
        self.ended = True


@pytest.mark.parametrize(("key", "ended", "taken_up"), [("enter", True, 0), ("g", False, 1)])
async def test_a_waiting_routine_ends_or_goes_on(key: str, ended: bool, taken_up: int) -> None:
    app, below, clock, book = Large(), Below(), Clock(), Book()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(below)
        relief = ReliefScreen(book=book, sounds=lambda: None, now=clock, timers=False)
        await app.push_screen(relief)
        for each in ("enter", "escape", "q", key):
            clock.ms += 1_000
            await pilot.press(each)
        await pilot.pause()
        assert app.screen is below
        assert (app.ended, below.taken_up) == (ended, taken_up)
        assert book.notes[-1].ended == "eased"


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


@pytest.mark.parametrize("colours", [relief_face.COLOURS, relief_face.DIM])
def test_words_stand_at_least_seven_to_one(colours: dict[str, str]) -> None:
    for role, colour in colours.items():
        ground = relief_face.FIELD if role == "field" else relief_face.GROUND
        contrast = (_luminance(colour) + 0.05) / (_luminance(ground) + 0.05)
        assert contrast >= 7, f"{role}: {contrast:.1f}"
    assert _luminance(relief_face.GROUND) < 0.01
    assert _luminance(relief_face.FIELD) < 0.03


def test_nothing_flashes(monkeypatch: pytest.MonkeyPatch) -> None:
    from stretchplayer.bedside import voice

    monkeypatch.setattr(voice, "now_is_night", lambda: False)
    made: Callable[..., Any] = voice._speaker
    speaker = made(voice.Wanted(), False, None)
    assert "flash" not in [name for name, _ in speaker._chain]
    night = made(voice.Wanted(), True, None)
    assert "bell" not in [name for name, _ in night._chain]
