"""When to be reminded: how it is read, and what systemd, launchd and cron are given."""

import plistlib
import shlex
import shutil
import subprocess

import pytest

from stretchplayer.cli.reminders import BadRule, Rule, crontab, launchd, parse_rule, systemd

COMMAND = ("/usr/bin/notify-send", "--", "Stretchplayer", "100 % \"legs\" $HOME: play 'x'")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every day 21:30", Rule((0, 1, 2, 3, 4, 5, 6), 21, 30)),
        ("daily at 7:05", Rule((0, 1, 2, 3, 4, 5, 6), 7, 5)),
        ("weekdays 07:00", Rule((0, 1, 2, 3, 4), 7, 0)),
        ("every weekend 9:00", Rule((5, 6), 9, 0)),
        ("every Mon, Wed 18:00", Rule((0, 2), 18, 0)),
        ("Tuesdays and Thursdays 18:00", Rule((1, 3), 18, 0)),
    ],
)
def test_a_rule_is_read_as_people_write_it(text: str, rule: Rule) -> None:
    assert parse_rule(text) == rule
    assert parse_rule(str(rule)) == rule


@pytest.mark.parametrize(
    "text", ["", "21:30", "every day", "every day 24:00", "every day 9:60", "T 9:00", "every moon 9:00"]
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(BadRule, match="write for example"):
        parse_rule(text)


def test_cron_gets_one_line_that_survives_its_percent_signs() -> None:
    line = crontab(Rule((0, 6), 21, 5), COMMAND)
    assert line.startswith("5 21 * * 1,0 ")
    assert shlex.split(line.split(" ", 5)[5].replace("\\%", "%")) == list(COMMAND)
    assert line.count("%") == line.count("\\%")


def test_launchd_gets_a_property_list() -> None:
    read = plistlib.loads(launchd(Rule((0, 6), 21, 5), COMMAND, "stretchplayer-x").encode())
    assert read["ProgramArguments"] == list(COMMAND)
    assert read["StartCalendarInterval"] == [{"Hour": 21, "Minute": 5, "Weekday": d} for d in (1, 0)]
    daily = plistlib.loads(launchd(parse_rule("every day 6:00"), COMMAND, "x").encode())
    assert daily["StartCalendarInterval"] == {"Hour": 6, "Minute": 0}


def test_systemd_gets_a_service_and_a_timer() -> None:
    units = systemd(Rule((0, 2), 21, 5), COMMAND, "Evening 100 %")
    assert "OnCalendar=Mon,Wed *-*-* 21:05:00" in units[".timer"]
    assert "100 %%" in units[".timer"]
    assert '\nExecStart="/usr/bin/notify-send" "--" "Stretchplayer" "100 %% \\"legs\\" $$HOME' in units[".service"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not on this machine")
def test_systemd_itself_understands_the_calendar() -> None:
    for rule in (Rule((0, 2), 21, 5), parse_rule("every day 6:00")):
        (line,) = (x for x in systemd(rule, COMMAND, "x")[".timer"].splitlines() if x.startswith("OnCalendar="))
        done = subprocess.run(["systemd-analyze", "calendar", line.removeprefix("OnCalendar=")], capture_output=True)
        assert done.returncode == 0, done.stderr
