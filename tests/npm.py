"""Tools that come from npm, each installed once into the system's temporary folder; a test is skipped without node."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

#: That of whoever runs the tests, with its cache of packages and its settings: a test has another.
_HOME = str(Path.home())


def installed(package: str, version: str, script: str) -> tuple[str, str]:
    """The command, node and a `script` of the package, of one version. Skips the test where there is none to be had."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("there is no node here")
    folder = Path(tempfile.gettempdir()) / f"stretchplayer-tests-{package}-{version}"
    command = folder / "node_modules" / package / script
    if not command.exists():
        install = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", f"{package}@{version}"]
        done = subprocess.run(
            install, capture_output=True, text=True, timeout=90, check=False, env={**os.environ, "HOME": _HOME}
        )
        if done.returncode or not command.exists():
            pytest.skip(f"npm can't install {package}: {done.stderr.strip()[:200]}")
    return node, str(command)
