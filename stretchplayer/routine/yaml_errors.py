"""PyYAML's own errors, translated into what the writer of the file most probably did.

It is long because each cause has a function and words of its own.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.error import MarkedYAMLError

from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.harmless import quoted
from stretchplayer.routine.nodes import Place, Scalar


class _Spot(NamedTuple):
    start: Place
    end: Place


class _Fault:
    """One error with what is needed to guess at its cause."""

    def __init__(self, error: MarkedYAMLError, text: str, last: "Scalar | None", findings: Findings) -> None:
        self.context = error.context or ""
        self.problem = error.problem or ""
        self.lines = text.split("\n")
        mark: Any = error.problem_mark or error.context_mark
        self.at: Place = mark if mark is not None else Place(0, 0, 0)
        began: Any = error.context_mark
        self.began: Place = began or self.at
        self.last = last
        self.bracket: Place | None = None
        self.findings = findings

    @property
    def line(self) -> str:
        return self.lines[self.at.line] if self.at.line < len(self.lines) else ""

    def say(
        self, slug: str, message: str, help: str, at: Place | None = None, width: int = 1, first: Place | None = None
    ) -> None:
        at = at or self.at
        spot = _Spot(at, Place(at.index + width, at.line, at.column + width))
        label = (
            self.findings.label(_Spot(first, Place(first.index, first.line, first.column + 1)), "opened here")
            if first
            else None
        )
        self.findings.error(slug, spot, message, help, label)

    def place(self, line: int, column: int) -> Place:
        return Place(0, line, column)


def explain_yaml(
    error: MarkedYAMLError, text: str, last: "Scalar | None", bracket: Place | None, findings: Findings
) -> None:
    """Adds the one problem that stands for `error`.

    `last` is the last scalar read before it, `bracket` the place of the outermost bracket still open.
    """
    fault = _Fault(error, text, last, findings)
    fault.bracket = bracket
    for words, explain in _CAUSES:
        if words in fault.problem or words in fault.context:
            explain(fault)
            return
    fault.say("yaml-unreadable", "YAML can't be read here", "put a text with special characters in quotes")


def _token(fault: _Fault) -> None:
    char = fault.line[fault.at.column : fault.at.column + 1]
    if char == "\t":
        fault.say("yaml-tab", "a tab in the indent", "indent with spaces; YAML takes no tabs there")
    elif char == "%":
        fault.say("yaml-special-start", "a text can't start with `%`", "put the text in quotes")
    else:
        fault.say("yaml-special-start", f"a text can't start with `{char}`", "put the text in quotes")


def _colon(fault: _Fault) -> None:
    """`mapping values are not allowed here`: a second `: ` on one line, or a line indented too far."""
    line, at = fault.line, fault.at
    before = line[: at.column]
    if "\t" in before[: len(before) - len(before.lstrip())]:
        fault.say(
            "yaml-tab",
            "a tab in the indent",
            "indent with spaces; YAML takes no tabs there",
            fault.place(at.line, before.index("\t")),
        )
        return
    if re.search(r":\s", before):
        help = "put the text in quotes, or the second key in a line of its own"
        fault.say("yaml-second-colon", "a second `: ` in one line", help)
    else:
        _colon_below(fault)


def _colon_below(fault: _Fault) -> None:
    """A key where the line above, as YAML read it, goes on."""
    line, at = fault.line, fault.at
    indent = len(line) - len(line.lstrip())
    above = _above(fault, at.line)
    key = line.strip().split(":")[0].removeprefix("- ")
    if above is None:
        fault.say("yaml-indent", "a key stands where none was expected", "check the indent of this line")
        return
    number, words = above
    bare = words.strip().removeprefix("- ")
    if line.lstrip().startswith("- ") and words.lstrip().startswith("- "):
        fault.say(
            "yaml-indent",
            "this dash is not lined up with the ones above it",
            "start each step of a list at the same column",
            fault.place(at.line, indent),
        )
    elif fault.last is not None and not fault.last.plain:
        fault.say(
            "yaml-indent",
            f"{quoted(key)} is indented too far",
            "line it up with the key above it",
            fault.place(at.line, indent),
        )
    elif re.search(r":(\s|$)", words):
        column = len(words) - len(words.lstrip(" -" if words.lstrip().startswith("- ") else " "))
        fault.say(
            "yaml-indent",
            f"{quoted(key)} is indented too far",
            f"it starts at column {indent + 1}; the key above it at column {column + 1}",
            fault.place(at.line, indent),
            max(1, at.column - indent),
        )
    elif re.fullmatch(r"[\w-]+:\S.*", bare):
        _no_space(fault, number, words)
    else:
        fault.say(
            "yaml-missing-colon",
            "the line above this key has no colon",
            "write `key: value`, or `- stretch: name` for a step with keys",
            fault.place(number, len(words) - len(words.lstrip())),
            max(1, len(words.strip())),
        )


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
    fault.say(
        "yaml-missing-space",
        "a space is missing after the colon",
        f"write {quoted(line[:at].strip().removeprefix('- ') + ': ' + line[at + 1 :].strip())}",
        fault.place(number, at),
    )


def _simple_key(fault: _Fault) -> None:
    """`could not find expected ':'`: a line among keys that has no colon with a space after it."""
    began = fault.began
    line = fault.lines[began.line]
    words = line[began.column :].rstrip()
    if words.startswith("-") and not words.startswith("- "):
        fault.say("yaml-dash-space", "a space is missing after the dash", f"write `- {words[1:41].strip()}`", began)
    elif re.match(r"[\w-]+:\S", words):
        _no_space(fault, began.line, line[: began.column].replace("- ", "  ") + words)
    elif words[:1] in "\"'":
        fault.say("yaml-unclosed-quote", "a quote is opened and not closed", "close it at the end of the text", began)
    else:
        fault.say(
            "yaml-missing-colon",
            "this line has no colon",
            "write `key: value`; a step starts with `- `",
            began,
            max(1, len(words)),
        )


def _unclosed_quote(fault: _Fault) -> None:
    fault.say("yaml-unclosed-quote", "a quote is opened here and never closed", "close it, or take it out", fault.began)


def _block_end(fault: _Fault) -> None:
    """`expected <block end>`: something follows a quoted text, or a line is indented too little or too much."""
    at, last = fault.at, fault.last
    if last is not None and not last.plain and last.start.line != at.line and last.end.line == at.line:
        fault.say(
            "yaml-unclosed-quote",
            "a quote is opened here and closed only lines below",
            "close it in its own line",
            last.start,
        )
    elif last is not None and not last.plain and last.end.line == at.line:
        quote = fault.lines[last.start.line][last.start.column]
        help = (
            "write an apostrophe inside single quotes twice, or take the quotes away"
            if quote == "'"
            else "end the text with its quote, or take the quotes away"
        )
        fault.say("yaml-after-quote", "something follows the closing quote", help, at)
    elif fault.line[: at.column].rstrip().endswith(("]", "}")):
        fault.say("yaml-after-bracket", "something follows the closing bracket", "put a text with brackets in quotes")
    elif re.match(r"-[^\s-]", fault.line[at.column :]):
        words = fault.line[at.column :].rstrip()
        fault.say("yaml-dash-space", "a space is missing after the dash", f"write `- {words[1:41].strip()}`")
    elif fault.line[at.column :].startswith("-") and (group := _group_above(fault)):
        number, verb = group
        fault.say(
            "no-steps",
            f"this `{verb}` has no steps",
            f"write `steps:` below `{verb}:`, and the steps that belong to it below that, indented",
            fault.place(number, at.column),
            len(verb),
        )
    elif fault.line[at.column :].startswith("-"):
        fault.say(
            "yaml-indent",
            "this dash is not lined up with the ones above it",
            "start each step of a list at the same column",
        )
    elif "sequence" in fault.context or "collection" in fault.context:
        fault.say(
            "yaml-indent",
            "this line belongs to no step of the list above it",
            "start a step with `- `, and line its keys up below each other",
        )
    else:
        indent = len(fault.line) - len(fault.line.lstrip())
        fault.say(
            "yaml-indent",
            "this line is not lined up with the keys above it",
            "keys that belong together start at the same column",
            fault.place(at.line, indent),
            max(1, len(fault.line.strip())),
        )


def _flow(fault: _Fault) -> None:
    """`expected ',' or ']'`: a bracket never closed, often because a `#` swallowed its end."""
    began = fault.bracket or fault.began
    line = fault.lines[began.line]
    bracket = line[began.column : began.column + 1] or "["
    closing = "]" if bracket == "[" else "}"
    comment = re.search(r"\s#", line[began.column :])
    if comment and closing in line[began.column + comment.end() :]:
        at = fault.place(began.line, began.column + comment.end() - 1)
        fault.say(
            "yaml-comment", f"`#` starts a comment that swallows the `{closing}`", "put the text with `#` in quotes", at
        )
    elif fault.at.line != began.line or not fault.line[fault.at.column :].strip():
        fault.say(
            "yaml-unclosed-bracket", f"`{bracket}` is opened here and never closed", f"close it with `{closing}`", began
        )
    else:
        fault.say(
            "yaml-unclosed-bracket",
            f"`,` or `{closing}` was expected here",
            "put commas between the parts, and a text with brackets or colons in quotes",
            first=began,
        )


def _list_here(fault: _Fault) -> None:
    fault.say(
        "yaml-list-inline", "a list can't start behind a key", "start it on the next line: `steps:`, then `  - …`"
    )


def _escape(fault: _Fault) -> None:
    fault.say(
        "yaml-bad-escape",
        "an escape that YAML doesn't know",
        "in double quotes write `\\\\` for a backslash, or use single quotes",
    )


def _block_text(fault: _Fault) -> None:
    fault.say(
        "yaml-block-text",
        "text follows `|` or `>` on its line",
        "start the text on the next line, or put it in quotes",
        fault.began,
    )


def _reference(fault: _Fault) -> None:
    sign = "*" if "alias" in fault.context else "&"
    bullet = re.fullmatch(r"\s*\* +(\S.{0,59}).*", fault.lines[fault.began.line])
    if bullet:
        help = f"a list has dashes: `- {bullet[1].strip()}`"
        fault.say("yaml-special-start", "a text can't start with `*`", help, fault.began)
        return
    fault.say("yaml-special-start", f"a text can't start with `{sign}`", "put the text in quotes", fault.began)


def _tag(fault: _Fault) -> None:
    fault.say("yaml-tag", "tags are not read", "take it out; put a text that starts with `!` in quotes", fault.began)


def _directive(fault: _Fault) -> None:
    fault.say("yaml-special-start", "a line can't start with `%`", "put the text in quotes", fault.began)


def _document(fault: _Fault) -> None:
    number = next(n for n, line in enumerate(fault.lines) if line.strip() and not line.lstrip().startswith("#"))
    line = fault.lines[number]
    indent = len(line) - len(line.lstrip())
    if indent and number < fault.at.line:
        place = fault.place(number, 0)
        fault.say("yaml-indent", "the first key is indented", "take the spaces before it out", place, indent)
        return
    fault.say(
        "yaml-indent",
        "this does not belong to what stands above it",
        "a file is one mapping: its keys start at the first column",
    )


def _question(fault: _Fault) -> None:
    fault.say("yaml-special-start", "a text can't start with `? `", "put the text in quotes")


_CAUSES: tuple[tuple[str, Callable[[_Fault], None]], ...] = (
    ("that cannot start any token", _token),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _simple_key),
    ("found unexpected end of stream", _unclosed_quote),
    ("found unexpected document separator", _unclosed_quote),
    ("found unknown escape", _escape),
    ("expected escape sequence", _escape),
    ("expected <block end>", _block_end),
    ("expected ',' or", _flow),
    ("sequence entries are not allowed", _list_here),
    ("while scanning a block scalar", _block_text),
    ("while scanning an alias", _reference),
    ("while scanning an anchor", _reference),
    ("while scanning a tag", _tag),
    ("while parsing a tag", _tag),
    ("undefined tag handle", _tag),
    ("found duplicate tag handle", _directive),
    ("directive", _directive),
    ("YAML document", _directive),
    ("expected '<document start>'", _document),
    ("expected the node content", _flow),
    ("while parsing a flow node", _flow),
    ("mapping keys are not allowed", _question),
)
