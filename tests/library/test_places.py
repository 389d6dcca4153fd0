import os
import sys
from pathlib import Path

import pytest

from stretchplayer.library import places


def test_shipped_folders_stand_at_the_top_of_the_repository() -> None:
    top = Path(__file__).resolve().parents[2]
    assert places.shipped_routines() == top / "routines"
    assert places.assets() == top / "assets"


def test_one_variable_moves_everything_personal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRETCHPLAYER_HOME", str(tmp_path))
    assert places.personal_routines() == tmp_path / "routines"
    assert places.personal_moves() == tmp_path / "moves"
    assert places.settings_file() == tmp_path / "settings.yaml"
    assert places.cache_dir() == tmp_path / "cache"
    assert places.data_dir() == tmp_path / "data"


def test_a_relative_home_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STRETCHPLAYER_HOME", "mine")
    assert places.config_dir() == tmp_path / "mine"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG folders are Linux's")
def test_the_systems_folders_are_those_of_platformdirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    monkeypatch.delenv("STRETCHPLAYER_HOME", raising=False)
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    for folder, kind in ((places.config_dir, "config"), (places.cache_dir, "cache"), (places.data_dir, "data")):
        expected = getattr(platformdirs, f"user_{kind}_dir")("stretchplayer", appauthor=False)
        assert folder() == Path(expected)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))
    assert places.config_dir() == Path(platformdirs.user_config_dir("stretchplayer", appauthor=False))
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")
    assert places.config_dir() == tmp_path / ".config/stretchplayer"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="how other systems lose a home differs")
def test_without_a_home_nothing_lands_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("STRETCHPLAYER_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "not-absolute")
    folder = places.personal_routines()
    assert folder.is_absolute()
    with pytest.raises(OSError):
        folder.mkdir(parents=True)
    assert not folder.is_dir()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such list of users")
def test_no_test_sees_the_persons_own_home() -> None:
    import pwd

    assert Path.home() != Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert (Path.home() / "Downloads").is_dir() and not places.config_dir().is_relative_to(Path.home())
