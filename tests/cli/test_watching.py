"""`check --watch` and `--strict`."""

from pathlib import Path

import pytest

from stretchplayer.cli import check

ADVISED = "steps:\n  - stretch: Wall calf stretch, knee straight\n    hold: 20s\n    source: nobody-2020\n"
BAD = "steps:\n  - strech: A\n"


def test_strict_makes_advice_count(run, sheet) -> None:  # type: ignore[no-untyped-def]
    path = sheet(ADVISED)
    assert run("check", path).code == 0
    said = run("check", "--strict", path)
    assert said.code == 1
    assert "advice[unknown-source]: no source is called `nobody-2020`" in said.out
    assert run("check", "--strict", "ten-breaths").code == 0


def test_shared_sources_are_known(run, sheet) -> None:  # type: ignore[no-untyped-def]
    from stretchplayer.library.catalogue import load_catalogue

    key = next(iter(load_catalogue().moves.sources))
    assert run("check", "--strict", sheet(ADVISED.replace("nobody-2020", key))).code == 0


def test_a_change_is_checked_once_it_stands_still(run, sheet, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    path = Path(sheet(BAD))
    looks = 0

    def sleep(seconds: float) -> None:
        nonlocal looks
        looks += 1
        assert seconds == check.EVERY_S
        match looks:
            case 2:
                path.write_text("steps:\n  - stretch: Half")
            case 3:
                path.write_text("steps:\n  - stretch: Wall calf stretch, knee straight\n")
            case 6:
                path.unlink()
            case 9:
                # As editors save: a new file takes the place of the old one.
                other = path.with_suffix(".new")
                other.write_text(BAD)
                other.replace(path)
            case 13:
                raise KeyboardInterrupt

    monkeypatch.setattr(check.time, "sleep", sleep)
    monkeypatch.setattr(check.watch, "__defaults__", (sleep,))
    said = run("check", "--watch", str(path))
    assert said.code == 0
    parts = said.out.split("  changed")
    assert len(parts) == 4
    assert "unknown-verb" in parts[0] and ": OK; 2 steps" in parts[1].replace("1 step,", "2 steps,")
    assert "Half" not in said.out
    assert "unknown-verb" in parts[3]
    assert "there is no file" in said.err


def test_the_files_that_are_used_are_watched_too(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    part, whole = tmp_path / "part.yaml", tmp_path / "whole.yaml"
    part.write_text("steps: [{move: Jog, for: 10s}]\n")
    whole.write_text("steps:\n  - use: part.yaml\n")
    seen: list[set[str]] = []

    def watch(look) -> None:  # type: ignore[no-untyped-def]
        seen.append(set(look()))

    monkeypatch.setattr("stretchplayer.cli.check.watch", watch)
    assert run("check", "--watch", str(whole)).code == 0
    assert {Path(path).name for path in seen[0]} == {"part.yaml", "whole.yaml"}


def test_what_changes_during_a_look_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("1")
    looks, sleeps = 0, 0

    def look() -> check.Stamps:
        nonlocal looks
        begun = check.stamps([str(path)])
        looks += 1
        if looks == 2:
            path.write_text("333")  # while it is being looked at
        if looks == 3:
            raise KeyboardInterrupt
        return begun

    def sleep(seconds: float) -> None:
        nonlocal sleeps
        sleeps += 1
        if sleeps == 1:
            path.write_text("22")
        assert sleeps < 9, "the change was never seen"

    check.watch(look, sleep)
    assert looks == 3


def test_a_watch_in_a_process_of_its_own_ends_well_with_ctrl_c(tmp_path: Path, top: Path) -> None:
    import os
    import signal
    import subprocess
    import sys
    import threading

    path = tmp_path / "legs.yaml"
    path.write_text(BAD)
    there = {**os.environ, "PYTHONPATH": str(top)}
    asked = [sys.executable, "-m", "stretchplayer", "check", "--watch", str(path)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=there) as process:
        assert process.stdout is not None and process.stderr is not None
        assert "unknown-verb" in process.stdout.readline()
        # Whatever goes wrong, it does not outlive the test.
        deadline = threading.Timer(20, process.kill)
        deadline.start()
        path.write_text("steps: [Neck tilt]\n")
        while ": OK" not in (line := process.stdout.readline()):
            assert line, "it ended before it saw the change"
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
        deadline.cancel()
        assert process.stderr.read() == ""
