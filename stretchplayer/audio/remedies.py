"""What to type to get what is missing."""

import sys
from pathlib import Path


def pip(package: str) -> str:
    """The command that installs a package where this program will find it, rather than wherever `pip` leads."""
    python = sys.executable or "python3"
    try:
        python = str(Path(python).relative_to(Path.cwd()))
    except (ValueError, OSError):
        pass
    quoted = f'"{python}"' if " " in python else python
    return f"{quoted} -m pip install {package}"
