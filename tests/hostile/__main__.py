"""`python -m tests.hostile [--count N] [--seed N] [TARGET...]`: every file that a person or a program can hand in,
damaged.

Files are mutated line by line (the grammar of most of them) and byte by byte, and handed to the command line as a
person would. A command must end by itself within two seconds with one of its exit codes, print nothing that steers a
terminal, keep below its memory, and write nowhere but in the person's own folder. Prints counts and the slowest; ends
with 1 if anything broke a bound, and keeps the file that did.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.hostile.run import LIMIT_MB, LIMIT_S, TARGETS, Outcome, attack


def main(arguments: list[str]) -> int:
    """Attack the named targets, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--count", type=int, default=2_000, help="damaged files for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("target", nargs="*", choices=[*TARGETS, []], default=[])
    args = parser.parse_args(arguments)
    broken = 0
    for name in args.target or TARGETS:
        with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
            outcome = attack(name, Path(folder), count=args.count, seed=args.seed)
        broken += len(outcome.faults)
        _print(name, outcome)
    return 1 if broken else 0


def _print(name: str, outcome: Outcome) -> None:
    codes = ", ".join(f"{count} x {code}" for code, count in sorted(outcome.codes.items()))
    print(
        f"{'BROKE' if outcome.faults else 'ok   '} {name}: {outcome.count:,} files, exit codes {codes}, "
        f"slowest {outcome.slowest_s:.2f} s (at most {LIMIT_S:g}), peak {outcome.peak_mb:.0f} MB (at most {LIMIT_MB})",
        flush=True,
    )
    for kept, fault in outcome.faults[:10]:
        print(f"      {fault}: {kept}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
