"""What is built and installed: complete, findable, and without litter."""

import ast
import os
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house import nodes

# One process for all of them: the wheel is built once, and the package read once, as by `test_house.py`.
pytestmark = pytest.mark.xdist_group("house")


@pytest.fixture(scope="module")
def wheel(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree by the back end that pyproject names."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=top,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_routines_and_assets_travel_inside_the_wheel(wheel: Path, top: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("routines", "assets"):
        for path in (top / folder).rglob("*"):
            inside = path.relative_to(top).as_posix()
            if path.is_file() and not path.name.startswith(".") and not _for_the_repository_alone(inside):
                assert f"stretchplayer/_shipped/{inside}" in names, path


def _for_the_repository_alone(path: str) -> bool:
    """Scripts that generate assets, and the pictures of the README."""
    picture = path.endswith((".svg", ".png")) and path.count("/") == 1
    return picture or path.startswith("assets/make/") or ".pyc" in path


def test_the_wheel_holds_what_the_program_needs_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "stretchplayer/py.typed" in names
    assert not [name for name in names if "/make/" in name or name.endswith((".svg", "stretchplayer/README.md"))]


def test_nothing_else_travels_with_them(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"stretchplayer", next(top for top in tops if top.endswith(".dist-info"))}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name or "/tests/" in name]


def test_an_installed_wheel_finds_its_routines(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "from stretchplayer.library import places\n"
        "from stretchplayer.library.finding import find\n"
        "print(places.shipped_routines(), find('morning-wake-up').path, places.assets().is_dir())"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    routines, found, assets = done.stdout.split()
    assert Path(routines) == tmp_path / "site/stretchplayer/_shipped/routines"
    assert Path(found).is_relative_to(routines) and assets == "True"


PROVIDED_BY = {
    "PIL": "pillow", "argcomplete": "argcomplete", "jeepney": "jeepney", "miniaudio": "miniaudio",
    "platformdirs": "platformdirs", "plotext": "plotext", "rich": "textual", "ruamel": "ruamel.yaml",
    "textual": "textual", "wakepy": "wakepy", "yaml": "pyyaml",
}  # fmt: skip
OPTIONAL = {
    "espeakng_loader", "hibari", "lsprotocol", "numpy", "openpyxl", "piper", "pygls", "simpleaudio", "soundfile",
}  # fmt: skip


def test_what_is_imported_at_run_time_is_a_dependency(top: Path) -> None:
    lines = tomllib.loads((top / "pyproject.toml").read_text())["project"]["dependencies"]
    needed = {line.split(";")[0].split(">")[0].strip() for line in lines}
    imported: set[str] = set()
    for found in nodes().values():
        for node in found:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            imported |= {name.partition(".")[0] for name in names}
    others = imported - set(sys.stdlib_module_names) - OPTIONAL - {"stretchplayer"}
    assert others <= set(PROVIDED_BY)
    assert {PROVIDED_BY[name] for name in others} <= needed


LICENCES = ("MIT", "BSD", "Apache", "PSF", "Python Software Foundation", "HPND", "ISC", "MPL", "Unlicense")
"""What code of other people may be under when we depend on it; each may be handed on with ours."""
UNSAID = {"espeakng-loader"}
"""What says nothing of its licence. The library inside is GPL-3.0, as pyproject tells: optional, in a process of its
own, and never linked with."""


def _needed() -> dict[str, metadata.Distribution]:
    """Everything that an installation brings, with the extras that are installed here, by name."""
    found: dict[str, metadata.Distribution] = {}
    extras = ("", "voice", "render", "xlsx", "simpleaudio", "lsp")
    waiting = [("stretchplayer", extra) for extra in extras]
    while waiting:
        name, extra = waiting.pop()
        try:
            one = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # an extra that is not installed here, or of another system
        for line in one.requires or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                key = canonicalize_name(wanted.name)
                if key not in found:
                    waiting += [(key, each) for each in ("", *wanted.extras)]
                found.setdefault(key, None)  # type: ignore[arg-type]
        found[canonicalize_name(name)] = one
    found.pop("stretchplayer")
    return {name: one for name, one in found.items() if one is not None}


def _licence(one: metadata.Distribution) -> str:
    said = one.metadata
    classified = [line for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    return said.get("License-Expression") or " ".join([*classified, (said.get("License") or "")[:300]])


def test_everything_that_is_installed_with_us_is_under_a_licence_that_fits() -> None:
    needed = _needed()
    assert {"textual", "pyyaml", "pillow", "platformdirs"} <= set(needed)
    for name, one in needed.items():
        said = _licence(one)
        assert any(word in said for word in LICENCES) or (name in UNSAID and not said), f"{name}: {said or 'nothing'}"


def test_what_speaks_is_pinned(top: Path) -> None:
    """Young packages of one author: the version that was heard, and no other."""
    lines = tomllib.loads((top / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    for extra in ("voice", "simpleaudio"):
        assert all("==" in line.partition(";")[0] for line in lines[extra])


def test_what_is_installed_fits_together() -> None:
    """What `pip check` says, which takes a second to start and is not everywhere."""
    found = list(metadata.distributions())
    versions = {canonicalize_name(one.name): one.version for one in found}
    wrong = []
    for one in found:
        for wanted in map(Requirement, one.requires or ()):
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                version = versions.get(canonicalize_name(wanted.name))
                if version is None or not wanted.specifier.contains(version, prereleases=True):
                    wrong.append(f"{one.name} needs {wanted}; here is {version}")
    assert len(found) > 20 and wrong == []
