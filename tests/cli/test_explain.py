"""`stretchplayer explain`: each kind of problem, and the list of all."""

import pytest

from stretchplayer.library.explanations import explain, slugs


def test_every_kind_is_explained_in_lines_that_fit(run) -> None:  # type: ignore[no-untyped-def]
    for slug in slugs():
        found = explain(slug)
        said = run("explain", slug)
        assert said.code == 0
        assert said.out.startswith(f"{slug}\n")
        assert " ".join(found.text.split())[:30] in " ".join(said.out.split())
        assert all(f"{heading}:" in said.out for heading, _ in found.examples)
        assert all(len(line) <= 80 for line in said.out.splitlines() if not line.startswith("    "))


def test_without_a_kind_all_are_listed(run) -> None:  # type: ignore[no-untyped-def]
    said = run("explain")
    assert said.code == 0
    assert {line.split()[0] for line in said.out.splitlines() if not line.startswith(" ")} == set(slugs())


@pytest.mark.parametrize("written", ["unknown-verb", "error[unknown-verb]", "[unknown-verb]", "Unknown-Verb"])
def test_it_is_found_as_it_stands_in_a_report(run, written: str) -> None:  # type: ignore[no-untyped-def]
    assert run("explain", written).out.startswith("unknown-verb\n")


def test_a_misspelt_kind_gets_the_nearest_one(run) -> None:  # type: ignore[no-untyped-def]
    said = run("explain", "unknwn-verb")
    assert said.code == 3
    assert "Did you mean `unknown-verb`?" in said.err
    assert "stretchplayer explain lists them all" in run("explain", "zzz\x1b[2J").err
