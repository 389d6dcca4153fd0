"""Writes `assets/languages.json` from `assets/languages/*.yaml`: the first spoken word does not wait for YAML.

python assets/make/languages.py [--check]
"""

import json
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parents[1]


def build() -> str:
    """All languages as one JSON text."""
    paths = sorted((HERE / "languages").glob("*.yaml"))
    data = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def main() -> int:
    """Write the file, or with `--check` only tell whether it is current."""
    path = HERE / "languages.json"
    if "--check" in sys.argv:
        return int(path.read_text(encoding="utf-8") != build())
    path.write_text(build(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
