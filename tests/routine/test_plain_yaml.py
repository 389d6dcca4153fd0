"""The reader of lines against the one of all YAML: the same nodes at the same places."""

from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from stretchplayer.routine.compose import compose
from stretchplayer.routine.decode import clean_text
from stretchplayer.routine.diagnosis import Findings
from stretchplayer.routine.nodes import Mapping, Node, Scalar, Sequence
from stretchplayer.routine.plain_yaml import plain_yaml
from tests.each import each
from tests.examples import examples

PIECES = [
    *" \t\n-:#,[]{}?|>&*!%'\"a1~", "  ", "- ", ": ", ":a", "a: b", "a b", " #", "#c", "\n  ", "\n- ", "\n---", "\n...",
    "é", "a:,", "{a: b}", "[a, b c]", "a  b", "x: y z # c\n", "? a\n: b",
]  # fmt: skip


def nodes(node: Node | None) -> object:
    """A node as plain data, with every place in it."""
    if node is None:
        return None
    places = tuple((place.line, place.column) for place in (node.start, node.end))
    match node:
        case Scalar():
            return node.text, node.plain, places
        case Sequence():
            return [nodes(item) for item in node.items], node.flow, node.whole, places
        case Mapping():
            return [(nodes(key), nodes(value)) for key, value in node.pairs], node.key, node.flow, node.whole, places


def same_nodes(text: str) -> bool:
    """Whether a text is read a line at a time; if so, then to what the reader of all YAML makes of it."""
    clean = clean_text(text, Findings("a"))
    quick = plain_yaml(clean)
    if quick is not None:
        findings = Findings("a")
        root, whole = compose(clean, findings)
        assert nodes(quick) == nodes(root)
        assert whole and not findings.problems
    return quick is not None


PLAIN = st.sampled_from(["a", "b c", "Wall calf stretch", "30s", "é", "x:y", "a#b", "-5", "a  b", "1.5", "(c)", "a, b"])
QUOTED = st.sampled_from(["'q'", '"q # r"', "''", "' q: '", '"[a]"'])
SIMPLE = st.sampled_from(["a", "b c", "30s", "é", "x:y", "-5", "'q, r'", '"]"', "b#c"])
BRACKETS = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(st.sampled_from(["k", "l m", "x:y"]), inner | st.just("")), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=5,
)
BLOCKS = st.tuples(
    st.sampled_from([">", ">-", "|", "|-"]),
    st.lists(
        st.sampled_from(["one", "two three", "# four", "- five", "six: seven", "", "eight "]), min_size=1, max_size=4
    ),
)
KEYS = st.sampled_from(["steps", "a", "b c", "é", "x:y", "a#b", "-5"])
TREES = st.recursive(
    PLAIN | QUOTED | BRACKETS | BLOCKS | st.just(""),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def written(tree: Any, depth: int, draw: st.DrawFn) -> list[str]:
    """A list or mapping as lines, indented by chance; what else a tree is made of stands behind its dash or key."""
    lines: list[str] = []
    for key, value in tree.items() if isinstance(tree, dict) else [("", one) for one in tree]:
        head = " " * depth + (f"{key}:" if key else "-")
        aside = draw(st.sampled_from(["", "", "", "  # aside", "\n", "\n   # a line\n"]))
        if isinstance(value, tuple):
            inner = depth + draw(st.sampled_from([1, 2, 4]))
            lines += [f"{head} {value[0]}", *(" " * inner * bool(line) + line for line in value[1])]
        elif isinstance(value, str):
            lines.append((f"{head} {value}" if value else head) + aside)
        elif key or draw(st.integers(0, 9)) == 0:
            inner = depth + (0 if isinstance(value, list) and draw(st.booleans()) else draw(st.sampled_from([1, 2, 4])))
            lines += [head + aside, *written(value, inner, draw)]
        else:
            first, *rest = written(value, depth + 2, draw)
            lines += [head + first[depth + 1 :], *rest]
    return lines


@st.composite
def texts(draw: st.DrawFn, *, damaged: bool) -> str:
    """An ordinary text, and where it is damaged, one with a piece put in or a line pushed aside."""
    tree = draw(TREES.filter(lambda tree: isinstance(tree, list | dict)))
    lines = written(tree, 0, draw)
    if damaged:
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        where = draw(st.integers(0, len(line)))
        piece = draw(st.sampled_from(PIECES))
        lines[at] = draw(st.sampled_from([line[:where] + piece + line[where:], " " + line, line[1:], line[:where]]))
    return "\n".join(lines) + draw(st.sampled_from(["\n", "\n", "\n\n  # end\n", ""]))


@examples(120)
@given(texts(damaged=True) | st.lists(st.sampled_from(PIECES), max_size=24).map(lambda parts: "".join(parts) + "\n"))
@example("a:\n  - b: c\n    d:\n    - e\n    f: >-\n      g\n      h\n\n  - i\nj:\n")
@example("a: |\n    b\n  c\n")
@example("a: >\n  b\n   c\n")
@example("a: >\n  b\n\n  c\n")
@example("a: >\n  b\n   \nc: d\n")
@example("- >-\n a\n- b\n")
@example("a:\n- >-\n b\n- c\n")
@example("a: b\n c: d\n")
@example("a: b\n  c\n")
@example("a: 'b' c\n")
@example("a: [b] c\n")
@example("a: {<<: b}\n")
@example("a: 'b\n  c'\n")
@example("a:\n  - b\n - c\n")
@example("- a\nb: c\n")
@example("a:\n- b\n- c\n# d\n  # e\nf: g\n")
@example("a: b#c #d\n")
@example("a: ' b ' #d\n")
@example(f"{'k' * 1030}: a\n")
def test_any_text_gives_the_same_nodes(text: str) -> None:
    same_nodes(text)


def test_ordinary_texts_are_read_a_line_at_a_time() -> None:
    """Most of them: the comparison would be worth nothing where the quick reader never answers."""
    answers: list[bool] = []

    @examples(60)
    @given(texts(damaged=False))
    def read(text: str) -> None:
        answers.append(same_nodes(text))

    read()
    assert sum(answers) > len(answers) / 3, f"{sum(answers)} of {len(answers)}"


@each("folder", ["routines", "assets/moves", "assets/figures"])
def test_shipped_files_are_read_a_line_at_a_time(folder: str) -> None:
    for path in sorted(Path(folder).rglob("*.yaml")):
        assert same_nodes(path.read_text("utf-8")), path
