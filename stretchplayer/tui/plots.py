"""Bar plots as plain lines of text, drawn by the plot library; a widget gives them their colours."""

import re
from collections.abc import Sequence
from math import ceil

FULL, LIGHT = "█", "░"
"""The bars of the first and of the second series: told apart without colour."""
_STYLES = re.compile(r"\x1b\[[0-9;]*m")


def bars(labels: Sequence[str], series: Sequence[Sequence[float]], width: int, height: int) -> list[str]:
    """A bar plot of one or two series in `width` x `height` cells; labels that find no room are left out."""
    # 0.2 s to import: the first frame of no screen waits for it.
    import plotext

    # A bar that rises above the highest tick can be left out altogether.
    top = max(1, *(ceil(value) for values in series for value in values))
    every = max(1, -(-len(labels) * 7 // max(1, width)))
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(width, height)
    data = list(series[0]) if len(series) == 1 else [list(values) for values in series]
    places = list(range(len(labels)))
    figure.draw(figure.bar(places, data, marker=FULL if len(series) == 1 else [FULL, LIGHT]))
    ticks = sorted({0, top // 2, top} if top > 1 else {0, 1})
    figure.ruler("x", "lower").ticks(places[::every], list(labels[::every]))
    figure.ruler("y", "left").ticks(ticks, [str(tick) for tick in ticks])
    return _STYLES.sub("", str(figure.build())).rstrip("\n").split("\n")


def rows(values: Sequence[tuple[str, int, str]], width: int) -> list[str]:
    """One bar a row, lying: (name, value, words for it); the words are beside the name, wherever the bar ends."""
    names = max((len(name) for name, _, _ in values), default=0)
    words = max((len(word) for _, _, word in values), default=0)
    room = max(1, width - names - words - 2)
    top = max((value for _, value, _ in values), default=0) or 1
    return [
        f"{name:<{names}} {word:>{words}} {FULL * round(room * value / top)}".rstrip() for name, value, word in values
    ]
