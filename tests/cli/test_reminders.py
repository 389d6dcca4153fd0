"""When to be reminded: how it is read, and what systemd, launchd and cron are given."""

import hashlib
import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from stretchplayer.cli.main import main
from stretchplayer.journal.records import Moment, SignRecord
from stretchplayer.journal.store import Store
from stretchplayer.routine.naming import entry_name
from stretchplayer.runs import reminders
from stretchplayer.runs.reminders import BadRule, NotReminding, Rule, crontab, launchd, parse_rule, systemd
from tests.each import each

COMMAND = ("/usr/bin/notify-send", "--", "Stretchplayer", "100 % \"legs\" $HOME: play 'x'")


@each(
    ("text", "rule"),
    [
        ("every day 21:30", Rule((0, 1, 2, 3, 4, 5, 6), 21, 30)),
        ("daily at 7:05", Rule((0, 1, 2, 3, 4, 5, 6), 7, 5)),
        ("weekdays 07:00", Rule((0, 1, 2, 3, 4), 7, 0)),
        ("every weekend 9:00", Rule((5, 6), 9, 0)),
        ("weekends 23:59", Rule((5, 6), 23, 59)),
        ("Every Weekday at 9:00", Rule((0, 1, 2, 3, 4), 9, 0)),
        *((f"every {word} 9:00", Rule((0, 1, 2, 3, 4, 5, 6), 9, 0)) for word in ("night", "evening", "morning")),
        ("Sun, Mon, Sat 0:00", Rule((0, 5, 6), 0, 0)),
        ("every Mon, Wed 18:00", Rule((0, 2), 18, 0)),
        ("Tuesdays and Thursdays 18:00", Rule((1, 3), 18, 0)),
        ("every Fri - Mon, and wed 18:00", Rule((0, 2, 4, 5, 6), 18, 0)),
    ],
)
def test_a_rule_is_read_as_people_write_it(text: str, rule: Rule) -> None:
    assert parse_rule(text) == rule
    assert parse_rule(str(rule)) == rule
    assert str(rule).startswith("every day") is (len(rule.days) == 7)


@each("text", ["", "21:30", "every day", "every day 24:00", "every day 9:60", "M 9:00", "Tu 9:00", "every moon 9:00"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(BadRule, match=r"^`.*` is not a time to repeat at$|^`\w+` is not a day$") as fault:
        parse_rule(text)
    assert "Mon" in str(fault.value.help) and fault.value.code == 2


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


@each("name", ["Tips \n[Service]\nExecStart=/bin/evil", "a\\", "x\x1b[31m", "朝の体操 \u202e 100 %"])
def test_no_name_breaks_out_of_its_line(name: str) -> None:
    units = systemd(Rule((0,), 6, 0), ("run", name), name)
    for text in units.values():
        assert all(c.isprintable() for c in text.replace("\n", ""))
        assert [line.partition("=")[0] for line in text.splitlines() if "=" in line] in (
            ["Description", "Type", "ExecStart"], ["Description", "OnCalendar", "WantedBy"],
        )  # fmt: skip
        assert not any(line.endswith("\\") for line in text.splitlines())
    assert len(crontab(Rule((0,), 6, 0), ("run", name)).splitlines()) == 1
    plistlib.loads(launchd(Rule((0,), 6, 0), ("run", name), "x").encode())


@each(
    ("id", "name"),
    [("night", "night-"), ("my legs 100%", "my-legs-100-"), ("朝の体操-2", "2-"), ("朝", ""), ("../../x", "x-")],
)
def test_an_entry_is_named_by_the_ascii_of_the_id_and_a_part_of_its_hash(id: str, name: str) -> None:
    digest = hashlib.sha256(id.encode()).hexdigest()[:8]
    assert entry_name(id) == f"{name}{digest}"


def called(system: Path) -> list[str]:
    return (system / "called").read_text().splitlines() if (system / "called").exists() else []


def own(system: Path, name: str) -> str:
    path = system / "routines" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text('name: "Legs \\"100 %\\" $HOME"\nsteps:\n  - {stretch: Calf, hold: 10s}\n', encoding="utf-8")
    return name


def test_a_reminder_is_set_up_and_taken_back(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    id = own(system, "my legs")
    assert main(["remind", "every day 21:30", id, "--yes"]) == 0
    base = f"stretchplayer-{entry_name(id)}"
    folder = system / "config" / "systemd" / "user"
    service, timer = (folder / f"{base}{suffix}" for suffix in (".service", ".timer"))
    assert "OnCalendar=*-*-* 21:30:00" in timer.read_text()
    run = next(line for line in service.read_text().splitlines() if line.startswith("ExecStart="))
    assert run == f'ExecStart="{sys.executable}" "-m" "stretchplayer" "remind" "--notify" "my legs"'
    assert called(system) == [f"systemctl --user enable --now {base}.timer"]
    assert "remind --remove 'my legs'" in capsys.readouterr().out
    assert main(["remind", "--remove", id, "--yes"]) == 0
    assert list(folder.iterdir()) == []
    assert called(system)[1:] == [f"systemctl --user disable --now {base}.timer", "systemctl --user daemon-reload"]
    assert main(["remind", "--remove", "--yes"]) == 0
    assert "no reminder to remove" in capsys.readouterr().out


def test_what_the_first_version_set_up_is_taken_back_too(system: Path) -> None:
    folder = system / "config" / "systemd" / "user"
    folder.mkdir(parents=True)
    for name in (
        "stretchplayer-my-legs.timer",
        "stretchplayer-my-legs.service",
        "stretchplayer-other.timer",
        "else.timer",
    ):
        (folder / name).touch()
    assert main(["remind", "--remove", "my legs", "--yes"]) == 0
    assert sorted(p.name for p in folder.iterdir()) == ["else.timer", "stretchplayer-other.timer"]


def test_nothing_is_done_before_somebody_agrees(
    system: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own(system, "legs")
    assert main(["remind", "every day 21:30", "legs"]) == 2
    assert main(["remind", "every day 21:30", "legs", "--dry-run"]) == 0
    assert "Nothing was done." in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True, readline=lambda: "n\n"))
    assert main(["remind", "every day 21:30", "legs"]) == 0
    assert called(system) == []
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True, readline=lambda: "Yes\n"))
    assert main(["remind", "every day 21:30", "legs"]) == 0
    assert len(called(system)) == 1
    assert main(["remind", "--remove", "--dry-run"]) == 0
    assert len(called(system)) == 1


def test_what_the_system_refuses_is_said(
    system: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    own(system, "legs")
    (system / "refuses").touch()
    assert main(["remind", "every day 21:30", "legs", "--yes"]) == 4
    assert "did not work" in capsys.readouterr().err
    (system / "bin" / "systemctl").chmod(0o644)
    (system / "bin" / "systemctl").unlink()
    monkeypatch.setenv("PATH", str(system / "bin"))
    assert main(["remind", "every day 21:30", "legs", "--yes"]) == 0
    out = capsys.readouterr().out
    assert "crontab -e" in out
    assert "30 21 * * * " in out
    assert main(["remind", "--remove", "--yes"]) == 0


@pytest.mark.parametrize("words", [(), ("every day 21:30",), ("sometimes", "legs"), ("every day 21:30", "no-such")])
def test_what_cannot_be_reminded_of_is_refused(system: Path, words: tuple[str, ...]) -> None:
    assert main(["remind", *words]) in (2, 3)


def test_the_timer_reminds_and_is_silent_while_a_warning_sign_is_open(system: Path) -> None:
    id = own(system, "legs")
    assert main(["remind", "--notify", id]) == 0
    assert called(system) == ['notify-send -- Stretchplayer Legs "100 %" $HOME: stretchplayer play legs']
    store = Store(system / "data" / "journal.db")
    store.save(SignRecord("s", "T1", "One leg swollen", Moment(1)))
    store.close()
    assert main(["remind", "--notify", id]) == 0
    assert len(called(system)) == 1
    (system / "data" / "journal.db").unlink()
    (system / "data" / "journal.db").mkdir()
    assert main(["remind", "--notify", id]) == 0
    assert len(called(system)) == 2


def test_on_a_mac_it_is_a_launchd_job(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own(system, "legs")
    monkeypatch.setattr(reminders, "sys", SimpleNamespace(platform="darwin", executable="/bin/py"))
    monkeypatch.setattr(reminders.Path, "home", lambda: system)
    assert main(["remind", "weekdays 7:00", "legs", "--yes"]) == 0
    (plist,) = (system / "Library" / "LaunchAgents").iterdir()
    command = ["/bin/py", "-m", "stretchplayer", "remind", "--notify", "legs"]
    assert plistlib.loads(plist.read_bytes())["ProgramArguments"] == command
    assert called(system) == [f"launchctl load {plist}"]
    shown = reminders.notice("legs", 'a "b"')[2]
    assert shown == 'display notification "a \\"b\\": stretchplayer play legs" with title "Stretchplayer"'
    assert main(["remind", "--remove", "legs", "--yes"]) == 0
    assert not plist.exists()
    assert called(system)[1:] == [f"launchctl unload {plist}"]


def test_what_a_unit_file_cannot_hold_is_escaped() -> None:
    units = systemd(Rule((0,), 6, 0), ("a\\b", "c\x07"), "a\\b")
    assert '\nExecStart="a\\\\b" "c\\u0007"\n' in units[".service"]
    assert ": a/b\n" in units[".service"] and ": a/b, every Mon 06:00\n" in units[".timer"]


def test_why_the_system_did_not_do_as_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}

    def ran(words: tuple[str, ...], **options: Any) -> SimpleNamespace:
        given.update(options)
        if words[0] == "hangs":
            raise subprocess.TimeoutExpired(words, 10)
        if words[0] == "missing":
            raise FileNotFoundError(2, "not here")
        return SimpleNamespace(returncode=len(words) - 1, stderr=words[-1])

    monkeypatch.setattr(subprocess, "run", ran)
    reminders.command(("works",))
    assert given["timeout"] == 10 and given["check"] is False
    for words, why, help in (
        (("hangs", "now"), "`hangs now` did not work: Command", None),
        (("missing",), "`missing` did not work: [Errno 2]", None),
        (("fails", " no bus\n"), "`fails  no bus\n` did not work", "no bus"),
        (("fails", " "), "`fails  ` did not work", None),
    ):
        with pytest.raises(NotReminding) as raised:
            reminders.command(words)
        assert str(raised.value).startswith(why) and raised.value.help == help


def test_where_timers_lie_and_which_files_are_ours(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda tool: None if tool == "notify-send" else tool)
    assert reminders.notice("legs", "Legs") == (
        "/usr/bin/notify-send", "--", "Stretchplayer", "Legs: stretchplayer play legs",
    )  # fmt: skip
    for config in ("relative", ""):
        monkeypatch.setenv("XDG_CONFIG_HOME", config)
        folder = Path.home() / ".config" / "systemd" / "user"
        assert reminders._folder() == folder
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert reminders._folder() == folder and reminders.kept() == []
    folder.mkdir(parents=True)
    for name in ("stretchplayer-b.timer", "stretchplayer-a.timer", "stretchplayer-a.bak", "else.timer"):
        (folder / name).touch()
    ours = [folder / "stretchplayer-a.timer", folder / "stretchplayer-b.timer"]
    assert reminders.kept() == ours
    done: list[tuple[str, ...]] = []
    monkeypatch.setattr(reminders, "command", done.append)
    ours[0].unlink()
    reminders.take_back([ours[1], ours[0], ours[1].with_suffix(".service")])
    assert [words[-1] for words in done] == ["stretchplayer-a.timer", "stretchplayer-b.timer", "daemon-reload"]
    monkeypatch.setattr(reminders, "sys", SimpleNamespace(platform="darwin"))
    assert reminders.notice("legs", 'a\\"')[:2] == ("/usr/bin/osascript", "-e")
    assert '"a\\\\\\": stretchplayer play legs"' in reminders.notice("legs", 'a\\"')[2]
