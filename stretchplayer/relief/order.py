"""Which technique may be shown now, and which one comes next."""

from typing import NamedTuple

from stretchplayer.relief.plan import Plan, Technique


class Order(NamedTuple):
    """The techniques of `plan` as they may be shown: in their bed variants when `lying`, rubbing only when `rub`."""

    plan: Plan
    lying: bool
    rub: bool

    def at(self, index: int) -> Technique | None:
        """The technique at `index`, or `None` when it may not be shown."""
        technique = self.plan.techniques[index]
        if self.lying:
            if technique.bed is not None:
                technique = technique.bed
            elif technique.stands:
                return None
        return None if technique.kind == "massage" and not self.rub else technique

    def first(self) -> int:
        """The first that is not rubbing: where help begins, and what is gentlest when it goes on for long."""
        shown = (i for i in range(len(self.plan.techniques)) if self._keeps_on(i))
        return next(shown, 0)

    def _keeps_on(self, index: int) -> bool:
        technique = self.at(index)
        return technique is not None and technique.kind != "massage"

    def after(self, index: int) -> tuple[int, bool] | None:
        """The next one that may be shown, and whether a new round begins with it; `None` when there is none."""
        count = len(self.plan.techniques)
        for step in range(1, count + 1):
            i = (index + step) % count
            if self.at(i) is not None:
                return i, index + step >= count
        return None

    def before(self, index: int) -> tuple[int, ...]:
        """Those before `index` that may be shown, nearest first."""
        return tuple(i for i in range(index - 1, -1, -1) if self.at(i) is not None)


def guides(plan: Plan, *, on_feet: bool) -> bool:
    """Whether something of `plan` can be shown to anyone: neither rubbing nor, unless they stand anyway, standing."""
    return any(t.kind != "massage" and (on_feet or not t.stands or t.bed is not None) for t in plan.techniques)
