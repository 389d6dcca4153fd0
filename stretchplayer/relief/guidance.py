"""The guidance of a cramp: which technique stands when, what is asked before rubbing, what is told at which minute."""

from typing import TYPE_CHECKING, Literal

from stretchplayer.relief import calls
from stretchplayer.relief.effects import KeepNoRubbing, Speak
from stretchplayer.relief.note import Sign
from stretchplayer.relief.questions import SILENCE_MS, STOP
from stretchplayer.relief.state import CrampState

if TYPE_CHECKING:
    from stretchplayer.routine.model import Relieves


class Guidance(CrampState):
    """Moves through techniques and questions, by itself with time and by what the person answers."""

    # ---- time ------------------------------------------------------------------------------------------------

    def _pass_time(self) -> None:
        t = self._now()
        told = self._notices()
        if self.five_until is not None and self.clock_ms >= self.five_until:
            self.five_until = None
        if self.over is not None:
            return
        if self.page != "help":
            if t - self.since >= SILENCE_MS:
                self._leave_rubbing_out(silent=True)
            return
        gives_way = self._gives_way_ms()
        if gives_way is not None and t - self.since >= gives_way:
            due = self.since + gives_way
            # After a late wake-up (a stopped process) the next one begins when it is seen, not in the past.
            self._advance(due if t - due < 1_000 else t, speak=not told)
        elif not told:
            self._speak_due()

    def _notices(self) -> bool:
        """Tell of 5, 10 and 15 minutes, each once; whether one was told now."""
        clock = self.clock_ms
        if clock >= calls.TEN_MS and calls.TEN_MS not in self._told:
            self._told |= {calls.FIVE_MS, calls.TEN_MS}
            self.five_until = None
            self._show(self._order.first(), self._now(), speak=False)
        elif clock >= calls.FIFTEEN_MS and calls.FIFTEEN_MS not in self._told:
            self._told.add(calls.FIFTEEN_MS)
        elif clock >= calls.FIVE_MS and calls.FIVE_MS not in self._told and self.page == "help":
            self._told.add(calls.FIVE_MS)
            self.five_until = clock + calls.FIVE_SHOWN_MS
            self._effects.append(Speak(" ".join(calls.FIVE), advice=True))
            return True
        else:
            return False
        self._effects.append(Speak(calls.spoken(calls.ten_lines(self.muscle, self.numbers)), advice=True))
        return True

    def _speak_due(self) -> None:
        """Say what is due of the technique on show; of several that are due at once, the last."""
        spoken = self.technique.spoken
        due = [text for at, text in spoken if at <= self.shown_ms]
        if self.brief:
            if self._spoken == 0:
                # Never onto the feet without these words, in any round.
                self._say(f"{'Light on. Hold on. ' if self.technique.stands else ''}{self.technique.name}.")
            self._spoken = len(spoken)
        elif len(due) > self._spoken:
            self._spoken = len(due)
            self._say(due[-1])

    # ---- techniques ------------------------------------------------------------------------------------------

    def _show(self, index: int, at: int, *, speak: bool = True, stays: bool = False) -> None:
        self.page, self.index, self.since, self.stays = "help", index, at, stays
        self._changed = self._now()
        self.turn += 1
        self._spoken = 0 if speak else len(self.technique.spoken)
        self.no_answer = self.left_out_now = False
        self._shown()
        if speak:
            self._speak_due()

    def _shown(self) -> None:
        if self.technique.name not in self.note.techniques:
            self._note(techniques=(*self.note.techniques, self.technique.name))

    def _advance(self, at: int, *, speak: bool = True) -> None:
        """On to the next technique: by itself at its time, or because the person asked for another way."""
        by_itself = at <= self._now() and self.shown_ms >= self.technique.ms and not self.stays
        following = self._order.after(self.index)
        if following is None:
            self.stays = True
        elif self.late and by_itself:
            self._show(self._order.first(), at, speak=speak)
        else:
            self.round += following[1]
            technique = self._order.at(following[0])
            if technique and technique.kind == "massage" and self.muscle.group not in self._cleared:
                self._pending = following[0]
                self._ask("question 1")
            else:
                self._show(following[0], at, speak=speak)

    def _back(self) -> None:
        """The technique before, or the one behind a question; it then stays."""
        if self.page != "help":
            self._show(self.index, self._now(), stays=True)
            return
        cleared = self.muscle.group in self._cleared
        before = [i for i in self._order.before(self.index) if cleared or self._kind(i) != "massage"]
        self.stays = True
        if before:
            self._show(before[0], self._now(), stays=True)

    def _kind(self, index: int) -> str | None:
        technique = self._order.at(index)
        return technique.kind if technique else None

    def _change_muscle(self, muscle: "Relieves") -> None:
        if muscle == self.plan.muscle and self.page == "help":
            return
        self.plan = self._guiding(muscle)
        self.round = 1
        self._note(muscle=muscle)
        self._show(self._order.first(), self._now())

    def _toggle_bed(self) -> None:
        before = self.technique
        self.bed = not self.bed
        self._changed = self._now()
        following = self._order.after(self.index)
        if self.page == "help" and self._order.at(self.index) is None:
            self._show(following[0] if following else self._order.first(), self._now())
        elif self.page == "help" and self.technique is not before:
            self._show(self.index, self._now())

    # ---- questions -------------------------------------------------------------------------------------------

    def _ask(self, page: Literal["question 1", "question 2"]) -> None:
        self._go_to(page)
        self._say(calls.spoken(self.questions.stop if page == "question 1" else self.questions.rubbing))

    def _answer(self, key: str) -> None:
        first = self.page == "question 1"
        if key == "n" and first:
            self._ask("question 2")
        elif key == "n":
            self._cleared.add(self.muscle.group or "leg")
            self._show(self._pending, self._now())
        elif key == "y" and first:
            self._note(signs=(*self.note.signs, Sign("before rubbing", self.questions.sign, self.clock_ms)))
            self._go_to("stop")
            self._say(calls.spoken((STOP, *map(self.numbers.put, self.questions.end))))
        else:
            if key == "y":
                self.rubbing = False
                self._effects.append(KeepNoRubbing())
            self._leave_rubbing_out()

    def _leave_rubbing_out(self, *, silent: bool = False) -> None:
        """Go on without rubbing, as long as this cramp lasts; the question is not asked again."""
        self._left_out.add(self.muscle.group or "leg")
        index, new_round = self._order.after(self.index) or (self.index, False)
        # Where the step that was asked about had begun a new round, that round is counted already.
        self.round += new_round and self._pending > self.index
        self._show(index, self._now())
        self.no_answer, self.left_out_now = silent, not silent
