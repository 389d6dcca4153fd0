"""Compiling before the processes begin that share the tests: each of them would compile every file for itself."""

import os
import py_compile
import sys
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

_TOP = Path(__file__).resolve().parent.parent
_PROCESSES = 2


def compile_first(config: pytest.Config) -> None:
    """In a fresh copy, compile the program and its tests, whose assertions pytest rewrites. It is only a head start:
    what fails here is compiled, or told, when it is imported."""
    if sys.dont_write_bytecode or not hasattr(os, "fork"):
        return
    files = [file for room in ("stretchplayer", "tests") for file in sorted((_TOP / room).rglob("*.py"))]
    todo = [file for file in files if not _compiled(file).exists()]
    if len(todo) < len(files) // 2:
        return
    children = []
    for n in range(_PROCESSES):
        if (child := os.fork()) == 0:
            try:
                for file in todo[n::_PROCESSES]:
                    _compile(file, config)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _rewritten(file: Path) -> bool:
    return _TOP / "tests" in file.parents and file.name.startswith(("test_", "conftest."))


def _compiled(file: Path) -> Path:
    tail = rewrite.PYC_TAIL if _rewritten(file) else f".{sys.implementation.cache_tag}.pyc"
    return file.parent / "__pycache__" / (file.stem + tail)


def _compile(file: Path, config: pytest.Config) -> None:
    if not _rewritten(file):
        py_compile.compile(str(file), doraise=False, quiet=2)
        return
    found, code = rewrite._rewrite_test(file, config)
    _compiled(file).parent.mkdir(exist_ok=True)
    rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, found, _compiled(file))
