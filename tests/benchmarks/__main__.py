"""`python -m tests.benchmarks [NAME...]` prints what the program costs beside a yardstick, measured in the same run.

Each module of this folder that has `RUNS`, a tuple of functions that yield results, takes part; NAME picks modules or
functions. What a module has as `ON_REQUEST` takes long and runs only when it is named.

The exit code is 1 if anything is over its limit.
"""

import sys
from importlib import import_module
from pathlib import Path

from tests.benchmarks.measure import Result


def main(names: list[str]) -> int:
    """Run and print."""
    failed = 0
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem.startswith("_"):
            continue
        module = import_module(f"tests.benchmarks.{path.stem}")
        always, asked = getattr(module, "RUNS", ()), getattr(module, "ON_REQUEST", ())
        for run in (*always, *(asked if names else ())):
            if names and path.stem not in names and run.__name__ not in names:
                continue
            try:
                for result in run():
                    _print(result)
                    failed += not result.good
            except Exception as error:
                print(f"  --  {run.__module__}.{run.__name__}: could not be measured: {type(error).__name__}: {error}")
                failed += 1
    return 1 if failed else 0


def _print(result: Result) -> None:
    mark = "ok  " if result.good else "OVER"
    limit = "" if result.limit is None else f" (at most {result.limit:g} {result.unit})"
    print(f"{mark}  {result.name}: {result.value:.2f} {result.unit}{limit}  {result.detail}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
