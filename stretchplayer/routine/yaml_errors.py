"""PyYAML's own errors, translated into what the writer of the file most probably did.

It is long because each cause has words of its own.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.error import MarkedYAMLError

from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.nodes import Place, Scalar, wide


class _Said(NamedTuple):
    """What is said of a cause; `began` has it said where the thing began, not where YAML could read no further."""

    slug: str
    message: str
    help: str
    began: bool = False


_QUOTES = "put the text in quotes"
_ALIGN_DASHES = "start each step of a list at the same column"
_TAB = _Said("yaml-tab", "a tab in the indent", "indent with spaces; YAML takes no tabs there")
_QUOTE = _Said("yaml-unclosed-quote", "a quote is opened here and never closed", "close it, or take it out", True)
_DASH = _Said("yaml-indent", "this dash is not lined up with the ones above it", _ALIGN_DASHES)
_TAG = _Said("yaml-tag", "tags are not read", "take it out; put a text that starts with `!` in quotes", True)
_DIRECTIVE = _Said("yaml-special-start", "a line can't start with `%`", _QUOTES, True)
_ESCAPE_HELP = "in double quotes write `\\\\` for a backslash, or use single quotes"
_ESCAPE = _Said("yaml-bad-escape", "an escape that YAML doesn't know", _ESCAPE_HELP)
_LIST_HELP = "start it on the next line: `steps:`, then `  - …`"
_LIST = _Said("yaml-list-inline", "a list can't start behind a key", _LIST_HELP)
_BLOCK_HELP = "start the text on the next line, or put it in quotes"
_BLOCK = _Said("yaml-block-text", "text follows `|` or `>` on its line", _BLOCK_HELP, True)
_QUESTION = _Said("yaml-special-start", "a text can't start with `? `", _QUOTES)
_UNREADABLE = _Said("yaml-unreadable", "YAML can't be read here", "put a text with special characters in quotes")


class _Fault:
    """One error with what is needed to guess at its cause.

    `last` is the last scalar read before it, `bracket` the place of the outermost bracket still open.
    """

    def __init__(
        self, error: MarkedYAMLError, text: str, last: Scalar | None, bracket: Place | None, findings: Findings
    ) -> None:
        self.context = error.context or ""
        self.problem = error.problem or ""
        self.lines = text.split("\n")
        at: Any = error.problem_mark or error.context_mark or Place(0, 0)
        self.at: Place = at
        began: Any = error.context_mark
        self.began: Place = began or self.at
        self.last = last
        self.bracket = bracket
        self.findings = findings

    @property
    def line(self) -> str:
        return self.lines[self.at.line] if self.at.line < len(self.lines) else ""

    @property
    def rest(self) -> str:
        """The line from the place on."""
        return self.line[self.at.column :]

    @property
    def indent(self) -> int:
        return _indent(self.line)

    def say(self, said: _Said, at: Place | None = None, width: int = 1, first: Place | None = None) -> None:
        at = at or (self.began if said.began else self.at)
        label = self.findings.label(wide(first), "opened here") if first else None
        self.findings.error(said.slug, wide(at, width), said.message, said.help, label)

    def say_indent(self, message: str, help: str, width: int = 1) -> None:
        """Of the line's first character."""
        self.say(_Said("yaml-indent", message, help), Place(self.at.line, self.indent), width)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def explain_yaml(
    error: MarkedYAMLError, text: str, last: Scalar | None, bracket: Place | None, findings: Findings
) -> None:
    """Adds the one problem that stands for `error`.

    `last` is the last scalar read before it, `bracket` the place of the outermost bracket still open.
    """
    fault = _Fault(error, text, last, bracket, findings)
    for words, cause in _CAUSES:
        if words in fault.problem or words in fault.context:
            fault.say(cause) if isinstance(cause, _Said) else cause(fault)
            return
    fault.say(_UNREADABLE)


def _token(fault: _Fault) -> None:
    char = fault.rest[:1]
    fault.say(_TAB if char == "\t" else _Said("yaml-special-start", f"a text can't start with `{char}`", _QUOTES))


def _colon(fault: _Fault) -> None:
    """`mapping values are not allowed here`: a second `: ` on one line, or a line indented too far."""
    line, at = fault.line, fault.at
    before = line[: at.column]
    above = _above(fault, at.line)
    key = quoted(line.strip().split(":")[0].removeprefix("- "))
    if "\t" in before[: _indent(before)]:
        fault.say(_TAB, Place(at.line, before.index("\t")))
    elif re.search(r":\s", before):
        help = "put the text in quotes, or the second key in a line of its own"
        fault.say(_Said("yaml-second-colon", "a second `: ` in one line", help))
    elif above is None:
        help = "check the indent of this line"
        fault.say(_Said("yaml-indent", "a key stands where none was expected", help))
    elif line.lstrip().startswith("- ") and above[1].lstrip().startswith("- "):
        fault.say(_DASH, Place(at.line, fault.indent))
    elif fault.last is not None and not fault.last.plain:
        fault.say_indent(f"{key} is indented too far", "line it up with the key above it")
    else:
        _colon_below(fault, key, *above)


def _colon_below(fault: _Fault, key: str, number: int, words: str) -> None:
    """A key where the line above, as YAML read it, goes on."""
    indent = fault.indent
    if re.search(r":(\s|$)", words):
        column = len(words) - len(words.lstrip(" -" if words.lstrip().startswith("- ") else " "))
        help = f"it starts at column {indent + 1}; the key above it at column {column + 1}"
        fault.say_indent(f"{key} is indented too far", help, max(1, fault.at.column - indent))
    elif re.fullmatch(r"[\w-]+:\S.*", words.strip().removeprefix("- ")):
        _no_space(fault, number, words)
    else:
        help = "write `key: value`, or `- stretch: name` for a step with keys"
        said = _Said("yaml-missing-colon", "the line above this key has no colon", help)
        fault.say(said, Place(number, _indent(words)), max(1, len(words.strip())))


def _above(fault: _Fault, line: int) -> tuple[int, str] | None:
    """The last line before `line` that holds more than a comment."""
    for number in range(line - 1, -1, -1):
        words = fault.lines[number]
        if words.strip() and not words.lstrip().startswith("#"):
            return number, words.rstrip()
    return None


def _group_above(fault: _Fault) -> tuple[int, str] | None:
    """The line and verb of a group right above whose steps stand beside it."""
    above = _above(fault, fault.at.line)
    match = re.match(r"( *(?:- )+)(section|repeat):", above[1]) if above else None
    return (above[0], match[2]) if above and match and len(match[1]) == fault.at.column else None


def _no_space(fault: _Fault, number: int, line: str) -> None:
    at = line.index(":")
    help = f"write {quoted(line[:at].strip().removeprefix('- ') + ': ' + line[at + 1 :].strip())}"
    fault.say(_Said("yaml-missing-space", "a space is missing after the colon", help), Place(number, at))


def _dash_space(words: str) -> _Said:
    return _Said("yaml-dash-space", "a space is missing after the dash", f"write `- {words[1:41].strip()}`")


def _simple_key(fault: _Fault) -> None:
    """`could not find expected ':'`: a line among keys that has no colon with a space after it."""
    began = fault.began
    line = fault.lines[began.line]
    words = line[began.column :].rstrip()
    if words.startswith("-") and not words.startswith("- "):
        fault.say(_dash_space(words), began)
    elif re.match(r"[\w-]+:\S", words):
        _no_space(fault, began.line, line[: began.column].replace("- ", "  ") + words)
    elif words[:1] in "\"'":
        help = "close it at the end of the text"
        fault.say(_Said("yaml-unclosed-quote", "a quote is opened and not closed", help), began)
    else:
        said = _Said("yaml-missing-colon", "this line has no colon", "write `key: value`; a step starts with `- `")
        fault.say(said, began, max(1, len(words)))


def _block_end(fault: _Fault) -> None:
    """`expected <block end>`: something follows a quoted text, or a line is indented too little or too much."""
    at, last = fault.at, fault.last
    if last is not None and not last.plain and last.end.line == at.line:
        _after_quote(fault, last)
    elif fault.line[: at.column].rstrip().endswith(("]", "}")):
        help = "put a text with brackets in quotes"
        fault.say(_Said("yaml-after-bracket", "something follows the closing bracket", help))
    elif re.match(r"-[^\s-]", fault.rest):
        fault.say(_dash_space(fault.rest.rstrip()))
    elif fault.rest.startswith("-") and (group := _group_above(fault)):
        number, verb = group
        help = f"write `steps:` below `{verb}:`, and the steps that belong to it below that, indented"
        fault.say(_Said("no-steps", f"this `{verb}` has no steps", help), Place(number, at.column), len(verb))
    elif fault.rest.startswith("-"):
        fault.say(_DASH)
    elif "sequence" in fault.context or "collection" in fault.context:
        help = "start a step with `- `, and line its keys up below each other"
        fault.say(_Said("yaml-indent", "this line belongs to no step of the list above it", help))
    else:
        help = "keys that belong together start at the same column"
        width = max(1, len(fault.line.strip()))
        fault.say_indent("this line is not lined up with the keys above it", help, width)


def _after_quote(fault: _Fault, last: Scalar) -> None:
    if last.start.line != fault.at.line:
        message, help = "a quote is opened here and closed only lines below", "close it in its own line"
        fault.say(_Said("yaml-unclosed-quote", message, help), last.start)
        return
    help = "end the text with its quote, or take the quotes away"
    if fault.lines[last.start.line][last.start.column] == "'":
        help = "write an apostrophe inside single quotes twice, or take the quotes away"
    fault.say(_Said("yaml-after-quote", "something follows the closing quote", help))


def _flow(fault: _Fault) -> None:
    """`expected ',' or ']'`: a bracket never closed, often because a `#` swallowed its end."""
    began = fault.bracket or fault.began
    line = fault.lines[began.line][began.column :]
    bracket = line[:1] or "["
    closing = "]" if bracket == "[" else "}"
    comment = re.search(r"\s#", line)
    if comment and closing in line[comment.end() :]:
        message, help = f"`#` starts a comment that swallows the `{closing}`", "put the text with `#` in quotes"
        fault.say(_Said("yaml-comment", message, help), Place(began.line, began.column + comment.end() - 1))
    elif fault.at.line != began.line or not fault.rest.strip():
        message, help = f"`{bracket}` is opened here and never closed", f"close it with `{closing}`"
        fault.say(_Said("yaml-unclosed-bracket", message, help), began)
    else:
        help = "put commas between the parts, and a text with brackets or colons in quotes"
        fault.say(_Said("yaml-unclosed-bracket", f"`,` or `{closing}` was expected here", help), first=began)


def _reference(fault: _Fault) -> None:
    sign = "*" if "alias" in fault.context else "&"
    bullet = re.fullmatch(r"\s*\* +(\S.{0,59}).*", fault.lines[fault.began.line])
    help = f"a list has dashes: `- {bullet[1].strip()}`" if bullet else _QUOTES
    fault.say(_Said("yaml-special-start", f"a text can't start with `{'*' if bullet else sign}`", help, True))


def _document(fault: _Fault) -> None:
    number = next(n for n, line in enumerate(fault.lines) if line.strip() and not line.lstrip().startswith("#"))
    indent = _indent(fault.lines[number])
    if indent and number < fault.at.line:
        said = _Said("yaml-indent", "the first key is indented", "take the spaces before it out")
        fault.say(said, Place(number, 0), indent)
    else:
        help = "a file is one mapping: its keys start at the first column"
        fault.say(_Said("yaml-indent", "this does not belong to what stands above it", help))


_CAUSES: tuple[tuple[str, _Said | Callable[[_Fault], None]], ...] = (
    ("that cannot start any token", _token),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _simple_key),
    ("found unexpected end of stream", _QUOTE),
    ("found unexpected document separator", _QUOTE),
    ("found unknown escape", _ESCAPE),
    ("expected escape sequence", _ESCAPE),
    ("expected <block end>", _block_end),
    ("expected ',' or", _flow),
    ("sequence entries are not allowed", _LIST),
    ("while scanning a block scalar", _BLOCK),
    ("while scanning an alias", _reference),
    ("while scanning an anchor", _reference),
    ("while scanning a tag", _TAG),
    ("while parsing a tag", _TAG),
    ("undefined tag handle", _TAG),
    ("found duplicate tag handle", _DIRECTIVE),
    ("directive", _DIRECTIVE),
    ("YAML document", _DIRECTIVE),
    ("expected '<document start>'", _document),
    ("expected the node content", _flow),
    ("while parsing a flow node", _flow),
    ("mapping keys are not allowed", _QUESTION),
)
