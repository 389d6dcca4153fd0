"""Writes the tables of `routines/README.md` anew: run from the top folder."""

from pathlib import Path

from stretchplayer.routine.reference import BEGIN, END, reference_markdown

if __name__ == "__main__":
    top = Path(__file__).resolve().parents[2]
    guide = top / "routines" / "README.md"
    text = guide.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    guide.write_text(before + reference_markdown().rstrip("\n") + (after or "\n"), encoding="utf-8")
