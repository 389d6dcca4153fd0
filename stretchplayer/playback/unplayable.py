"""Why a routine that reads well can't be played: what only placing it in time can show."""


class Unplayable(Exception):
    """A problem with a place: `slug`, `message` and `help` as in a reader's report, `line` in the routine's file."""

    def __init__(self, slug: str, message: str, help: str, line: int) -> None:
        super().__init__(message)
        self.slug = slug
        self.message = message
        self.help = help
        self.line = line


class TooLong(Unplayable):
    """More segments or hours than can be played."""

    def __init__(self, message: str, help: str, line: int) -> None:
        super().__init__("too-long", message, help, line)


class Impossible(Unplayable):
    """A contradiction that depends on lengths, which the reader does not know."""
