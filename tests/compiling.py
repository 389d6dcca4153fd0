"""What each of the processes that share the tests would do for itself in a fresh copy: done once before they begin."""

import os
import py_compile
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.assertion import rewrite

_TOP = Path(__file__).resolve().parent.parent
_PROCESSES = 2


def compile_first(config: pytest.Config) -> None:
    """Compile the program and its tests, whose assertions pytest rewrites, and let Hypothesis look through both the
    program and Unicode. It is only a head start: what fails here is done, or told, where it is needed."""
    if not hasattr(os, "fork"):
        return
    files = [file for room in ("stretchplayer", "tests") for file in sorted((_TOP / room).rglob("*.py"))]
    work: list[Callable[[], None]] = []
    if not Path(".hypothesis").exists():  # where Hypothesis keeps it
        work.append(partial(os.execv, sys.executable, [sys.executable, __file__]))
    todo = [file for file in files if not _compiled(file).exists()]
    if not sys.dont_write_bytecode and len(todo) > len(files) // 2:
        work += [partial(_compile_all, todo[n::_PROCESSES], config) for n in range(_PROCESSES)]
    children = []
    for each in work:
        if (child := os.fork()) == 0:
            try:
                each()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _look_through() -> None:
    """Let Hypothesis keep the constants of each module, and which characters there are."""
    from hypothesis.internal.charmap import charmap, intervals_from_codec
    from hypothesis.internal.constants_ast import constants_from_module

    for file in (_TOP / "stretchplayer").rglob("*.py"):
        module = ModuleType(file.stem)
        module.__file__ = str(file)
        constants_from_module(module)
    charmap()
    intervals_from_codec("utf-8")


def _rewritten(file: Path) -> bool:
    return _TOP / "tests" in file.parents and file.name.startswith(("test_", "conftest."))


def _compiled(file: Path) -> Path:
    tail = rewrite.PYC_TAIL if _rewritten(file) else f".{sys.implementation.cache_tag}.pyc"
    return file.parent / "__pycache__" / (file.stem + tail)


def _compile_all(files: list[Path], config: pytest.Config) -> None:
    for file in files:
        _compile(file, config)


def _compile(file: Path, config: pytest.Config) -> None:
    if not _rewritten(file):
        py_compile.compile(str(file), doraise=False, quiet=2)
        return
    found, code = rewrite._rewrite_test(file, config)
    _compiled(file).parent.mkdir(exist_ok=True)
    rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, found, _compiled(file))


if __name__ == "__main__":  # a process of its own: while pytest starts, Hypothesis would warn of such work
    _look_through()
