"""The scripts of the pages: small, and what they say of their types is true."""

import subprocess
from pathlib import Path

import pytest

from tests.npm import installed

_PAGE = Path(__file__).parent.parent.parent / "assets/page"
_SCRIPTS = sorted(_PAGE.glob("*.js"))


@pytest.mark.parametrize("script", _SCRIPTS, ids=lambda path: path.stem)
def test_a_script_is_one_short_module(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 600
    assert "import " not in text.replace("@import", "")
    assert not [word for word in ("innerHTML", "outerHTML", "insertAdjacent", "eval(", "fetch(") if word in text]
    assert len(list(_PAGE.glob("*.css"))) == 1


def test_the_types_in_their_comments_hold(tmp_path: Path) -> None:
    player = tmp_path / "player.js"
    player.write_text((_PAGE / "run.js").read_text("utf-8") + (_PAGE / "player.js").read_text("utf-8"), "utf-8")
    node, tsc = installed("typescript", "5.4.5", "bin/tsc")
    options = (
        "--noEmit --skipLibCheck --allowJs --checkJs --strict --target es2022 --moduleDetection force"
        " --lib es2022,dom,dom.iterable"
    )
    done = subprocess.run(
        [node, "--single-threaded", "--no-opt", tsc, *options.split(), player, _PAGE / "relief.js"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
