"""When a record is made, what it holds, and the two clocks."""

from dataclasses import replace

from stretchplayer.relief.record import Bout, CrampRecord, SignRecord, at_night, cramp_id
from stretchplayer.relief.view import clocks
from stretchplayer.words.moment import Moment
from tests.each import each
from tests.relief.helpers import WALL, Visit, again

CRAMP = CrampRecord("abc", Moment(WALL), ("foot", "calf"))


def test_a_peek_is_nothing() -> None:
    visit = Visit().press("2", "space", "left", "b", "w", "w", "q", "q")
    assert visit.clock.ms - visit.opened < 20_000
    assert visit.closed == "left" and visit.record is None
    assert Visit().wait(19).close().record is None


def test_enter_is_a_cramp_at_any_time() -> None:
    visit = Visit().press("enter")
    assert visit.record is not None and visit.record.confirmed
    assert visit.record.bouts == (Bout(0, 1000, True),)


def test_leaving_later_asks_once() -> None:
    for key, confirmed in (("y", True), ("escape", False)):
        visit = Visit().wait(25).press("q", "q")
        assert visit.flow.page == "was" and visit.closed is None
        visit.press(key)
        assert visit.closed == "left" and visit.record is not None
        assert visit.record.confirmed is confirmed and not visit.record.bouts[0].known
        assert visit.record.bouts[0].length_ms <= 27_000
    assert Visit().wait(25).press("q", "q", "n").record is None
    assert Visit().wait(25).press("q", "q").wait(11).closed == "left"


def test_a_window_that_closes_is_not_confirmed() -> None:
    for visit in (Visit().wait(25), Visit().wait(25).close()):
        assert visit.record is not None and not visit.record.confirmed and not visit.record.over


def test_x_forgets_the_visit_and_not_the_sign() -> None:
    visit = Visit().press("space", "y", "w", "escape", "q", "q")
    assert set(visit.marks) == {"T1"}
    visit = Visit().wait(30).press("enter", "n", "x")
    assert visit.closed == "left" and visit.record is None


def test_nobody_there_for_twenty_minutes() -> None:
    visit = Visit().wait(21 * 60)
    assert visit.flow.page == "still" and visit.record is not None
    assert not visit.record.confirmed and visit.record.bouts[0].length_ms == 0
    visit = Visit().press("m").wait(5)
    visit.clock.ms += 6 * 3_600_000
    visit.wait(1)
    assert visit.flow.page == "still" and visit.record is not None and visit.record.bouts[0].length_ms < 20_000


def test_a_digit_replaces_the_muscle_early_and_adds_one_later() -> None:
    assert Visit().press("3").flow.record.muscles == ("hamstring",)
    visit = Visit().wait(25).press("2")
    assert visit.flow.record.muscles == ("calf", "foot")


def test_the_quick_answers() -> None:
    visit = Visit().press("enter", "n", "l", "8", "z", "h")
    record = visit.record
    assert record is not None
    assert (record.side, record.pain, record.onset, "heat" in record.came_with) == ("left", 8, "asleep", True)
    assert " Stop for today. Rest somewhere cool." in visit.screen()
    record = visit.press("l", "+", "z", "h").record
    assert record is not None and (record.side, record.pain, record.onset, record.came_with) == (None, 10, None, ())


def test_a_cramp_that_comes_back_is_a_new_bout_with_a_clock_of_its_own() -> None:
    visit = Visit().wait(55).press("enter", apart=0)
    visit.press("n").wait(8 * 60 - 1).press("c", apart=0)
    assert visit.flow.clock_ms == 0 and clocks(visit.flow) == "0:00, 8 min since the first"
    assert visit.screen()[0] == "Calf cramp   0:00, 8 min since the first"
    visit.wait(50).press("enter", apart=0)
    assert visit.record is not None
    assert visit.record.bouts == (Bout(0, 55_000, True), Bout(535_000, 50_000, True))
    assert visit.flow.total_ms == 105_000 and visit.record.came_back == 1
    assert "FIVE MINUTES" not in visit.text


def test_both_times_find_room_for_every_place() -> None:
    for muscle in ("hamstring", "hand", "stitch", "neck"):
        visit = Visit(muscle, {"side": "left"}).press("enter").wait(30).press("c").wait(65)
        assert visit.screen()[0].endswith("1:05, 1 min since the first"), visit.screen()[0]
        assert len(visit.screen()[0]) == 40


def test_all_bouts_together_count_for_ten_minutes() -> None:
    visit = Visit().press("space", "n").until(400).now("enter").wait(60).press("c").wait(199)
    assert not visit.flow.late
    assert visit.wait(4).flow.late and " ASK FOR MEDICAL HELP NOW." in visit.screen()


def test_closed_and_opened_again_goes_on_with_the_same_bout() -> None:
    visit = Visit().wait(70).press("q", "q", "y")
    back = again(visit, 300)
    assert back.flow.clock_ms == 372_000 + 1000 and back.flow.first_ms is None
    assert back.flow.record.id == visit.record.id  # type: ignore[union-attr]
    assert again(visit, 700).flow.clock_ms == 0


def test_opened_again_after_it_eased_is_a_new_bout_only_if_it_is_no_peek() -> None:
    visit = Visit().wait(70).press("enter", "n")
    back = again(visit, 200).press("q", "q")
    assert back.record == visit.record
    back = again(visit, 200).press("enter")
    assert back.record is not None and len(back.record.bouts) == 2
    back = again(visit, 200).wait(30).press("q", "q", "n")
    assert back.record == visit.record


def test_left_takes_enter_back() -> None:
    visit = Visit().wait(40).press("enter", "left")
    assert visit.flow.page == "help" and visit.flow.clock_ms >= 42_000 and not visit.flow.bouts


def test_a_killed_visit_is_remembered_within_a_minute() -> None:
    visit = Visit().wait(200)
    visit._take(visit.flow.alive())
    assert visit.record is not None and visit.record.seen_ms >= 1_790_000_199_000


def test_ids_are_short_and_differ_by_the_second() -> None:
    ids = {cramp_id(1_790_000_000_000 + 1000 * i) for i in range(2000)}
    assert len(ids) == 2000 and all(len(id) == 6 and id.isalnum() for id in ids)
    first = 1_577_836_800_000
    assert [cramp_id(first + ms) for ms in (-9_000, 0, 999, 1_000, 31_000, 32_000, 35_754_150_000)] == [
        "000000", "000000", "000000", "000001", "00000z", "000010", "123456",
    ]  # fmt: skip


@each(
    ("bouts", "longest", "came_back", "over", "last_s"),
    [
        ((), None, 0, False, 500),
        ((Bout(0, 9_000),), 0, 0, False, 500),
        ((Bout(0, 9_000, True),), 0, 0, True, 9),
        ((Bout(0, 9_000, True), Bout(60_000, 8_000, True)), 0, 1, True, 68),
        ((Bout(0, 9_000, True), Bout(60_000, 9_000)), 1, 1, False, 500),
        ((Bout(0, 9_000), Bout(600_000, 9_000, True)), 0, 1, True, 609),
        ((Bout(0, 8_000), Bout(30_000, 9_000, True), Bout(600_000, 1_000)), 1, 2, False, 601),
    ],
)
def test_what_bouts_add_up_to(
    bouts: tuple[Bout, ...], longest: int | None, came_back: int, over: bool, last_s: int
) -> None:
    cramp = replace(CRAMP, bouts=bouts, seen_ms=WALL + 500_000)
    assert cramp.longest is (None if longest is None else bouts[longest])
    assert (cramp.came_back, cramp.over, cramp.last_ms - WALL) == (came_back, over, last_s * 1000)


def test_a_cramp_is_named_by_the_muscle_it_began_in_and_is_of_the_night_by_its_local_hour() -> None:
    assert CRAMP.muscle == "foot" and replace(CRAMP, muscles=()).muscle == ""
    day = 20_000 * 86_400_000
    hours = [hour for hour in range(24) if at_night(replace(CRAMP, began=Moment(day + hour * 3_600_000, 60)))]
    assert hours == [0, 1, 2, 3, 4, 5, 21, 22, 23]


@each(
    ("key", "stops", "for_doctor", "how", "asks", "open"),
    [
        ("N1", True, False, "seen", True, {None: True, False: True, True: False}),
        ("T4", True, False, "seen", True, {None: True, False: True, True: False}),
        ("D2", False, True, "doctor", False, {None: False, False: False, True: False}),
    ],
)
def test_a_sign_is_open_until_it_was_looked_at_and_stretching_was_allowed(
    key: str, stops: bool, for_doctor: bool, how: str, asks: bool, open: dict[bool | None, bool]
) -> None:
    sign = SignRecord("abc", key, "Text.", Moment(WALL))
    assert (sign.stops, sign.for_doctor, sign.asks, sign.is_open) == (stops, for_doctor, False, True)
    later = Moment(WALL + 1)
    for answer, is_open in open.items():
        seen = sign.looked_at(later, stretch_again=answer)
        assert seen == replace(sign, cleared=later, how=how, stretch_again=answer)
        assert (seen.stops, seen.asks, seen.is_open) == (False, asks and not answer, is_open)
        assert seen.looked_at(Moment(WALL + 2), stretch_again=True) == replace(seen, stretch_again=True), (
            "once looked at"
        )
    assert not replace(sign, key="D2", cleared=later, how="seen").asks


def test_the_third_cramp_of_a_night_says_so() -> None:
    from stretchplayer.relief.record import Before

    visit = Visit(options={"before": Before(tonight=2)}).press("enter", "n")
    assert " Third cramp tonight. Tell your doctor." in visit.screen()


def test_after_ten_minutes_c_is_another_cramp() -> None:
    visit = Visit().wait(30).press("enter", "n").wait(600)
    assert "Cramp back? C" not in visit.text
    assert visit.press("c").flow.page == "eased" and visit.press("left").flow.page == "eased"
