"""One run: a player with its sound and its record. Knows no screen.

A front end calls `start`, then `wake` when `next_wake_ms` says so, and the player's commands by their names; each
answers with the player's events. Nothing here blocks, and no failure of sound or record stops the run: it becomes a
notice.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from stretchplayer.audio.clips import Clip, load_tones
from stretchplayer.audio.speaker import Speaker
from stretchplayer.audio.stderr import log_to
from stretchplayer.audio.voice.voices import Voices
from stretchplayer.library import places
from stretchplayer.playback.events import (
    Entered,
    Event,
    Extended,
    Finished,
    Paused,
    Restarted,
    Resumed,
    Waiting,
)
from stretchplayer.playback.player import JUMP_MS, Player
from stretchplayer.playback.tally import ending
from stretchplayer.runs import clock
from stretchplayer.runs.levels import What
from stretchplayer.runs.request import RunPlan
from stretchplayer.runs.screen_reader import reader_speaks
from stretchplayer.runs.sound import Sounding
from stretchplayer.runs.voicing import make_speaker, open_voice
from stretchplayer.words.verbosity import Voice

if TYPE_CHECKING:
    from stretchplayer.journal.recorder import Recorder

READER = "A screen reader speaks, so nothing else does; `v` lets the voice speak, `screen-reader: no` for good."
_RETRY_MS = 100  # how soon to ask again for a text that is being made


def open_session(
    plan: RunPlan,
    *,
    bell: Callable[[], None] | None = None,
    flash: Callable[[], None] | None = None,
    recorder: "Recorder | None" = None,
) -> "Session":
    """A session with its sound being opened, for both front ends. `bell` and `flash` are called where no sound comes
    out.

    Nothing is waited for: the speaker looks for an output on a thread of its own, and a voice that is not there yet
    leaves its place to the tones. Raises ValueError for a relief routine: no player asks its questions.
    """
    if plan.is_relief:
        raise ValueError("a relief routine is run by relief")
    log_to(places.cache_dir() / "sound.log")
    settings = plan.settings
    speaker = make_speaker(settings, bell=bell, flash=flash)
    speaker.open()
    silenced = plan.cues.voice != "off" and reader_speaks(settings.screen_reader)
    if silenced:
        plan = replace(plan, cues=replace(plan.cues, voice="off"))
    return Session(
        plan,
        speaker,
        tones=load_tones(places.assets() / "cues"),
        voice=open_voice(settings, plan.timeline.language) if settings.carries_words else None,
        recorder=recorder,
        notices=(READER,) if silenced else (),
    )


def _in_a_thread(job: Callable[[], None]) -> None:
    Thread(target=job, name="cues", daemon=True).start()


class Session:
    """A run of a plan. `player` tells where it stands, `tally` what was done of it.

    `tones` are the clips of the tone set by name. Without a `voice` nothing is spoken. `beside` runs what takes its
    time. `notices` are the first to be said. After a pause it takes the lead-in of the settings in real time, with
    ticks, until time runs again.
    """

    def __init__(
        self,
        plan: RunPlan,
        speaker: Speaker,
        *,
        tones: Mapping[str, Clip],
        voice: Voices | None = None,
        now: Callable[[], int] = clock.now_ms,
        recorder: "Recorder | None" = None,
        beside: Callable[[Callable[[], None]], None] = _in_a_thread,
        notices: tuple[str, ...] = (),
    ) -> None:
        speed = plan.request.speed
        self.player = Player(
            plan.timeline,
            clock.at_speed(speed, now),
            hands_free=plan.settings.hands_free,
            jump_ms=round(JUMP_MS * speed),
            start=plan.start,
            offset_ms=plan.offset_ms,
        )
        self._now = now
        self._speed = speed
        self._recorder = recorder
        self._notices = list(notices)
        self.tally = plan.tally()
        """What was really done."""
        self._lead_ms = plan.settings.resume_lead
        self._resumes_at: int | None = None  # while the ticks before it are heard
        self._sound = Sounding(self.player, plan, speaker, voice, tones, now=now, beside=beside)

    # Commands

    def start(self) -> tuple[Event, ...]:
        """Begin with the get-ready."""
        return self._advance(self.player.start)

    def wake(self) -> tuple[Event, ...]:
        """Look at the clock, and hand on what is due."""
        if self._resumes_at is not None and self._now() >= self._resumes_at:
            return self._command(self.player.resume)
        return self._advance(self.player.wake)

    def pause(self) -> tuple[Event, ...]:
        if self.resuming:  # it never ran again
            self._sound.speaker.stop()
            self._sound.tell(self._sound.state("paused"), "rest")
        return self._command(self.player.pause)

    def resume(self) -> tuple[Event, ...]:
        """Let time run again, after the lead-in where there is one."""
        if self.player.state != "paused" or not self._lead_ms:
            return self._command(self.player.resume)
        if not self.resuming:
            self._resumes_at = self._now() + self._lead_ms
            self._sound.ticks(self._lead_ms // 1000)
        return ()

    @property
    def resuming(self) -> bool:
        """Whether time is about to run again: the lead-in after a pause."""
        return self._resumes_at is not None

    def toggle(self) -> tuple[Event, ...]:
        # The opposite of what the person saw, though the clock may have jumped since.
        return self.pause() if self.player.running or self.resuming else self.resume()

    def next(self) -> tuple[Event, ...]:
        return self._command(self.player.next)

    def back(self) -> tuple[Event, ...]:
        return self._command(self.player.back)

    def restart(self) -> tuple[Event, ...]:
        return self._command(self.player.restart)

    def extend(self, ms: int) -> tuple[Event, ...]:
        return self._command(lambda: self.player.extend(ms))

    def more(self, ms: int) -> tuple[Event, ...]:
        return self._command(lambda: self.player.more(ms))

    def less(self, ms: int) -> tuple[Event, ...]:
        return self._command(lambda: self.player.less(ms))

    def jump(self, index: int, into_ms: int = 0, extra_ms: int = 0) -> tuple[Event, ...]:
        return self._command(lambda: self.player.jump(index, into_ms, extra_ms))

    def go_on(self) -> tuple[Event, ...]:
        """The bout that waits is done; else on after a pause, after the lead-in where there is one."""
        return self._command(self.player.go_on) if self.player.awaits else self.resume()

    def leave(self) -> tuple[Event, ...]:
        return self._command(self.player.leave)

    def next_wake_ms(self) -> int | None:
        """Real milliseconds until `wake` should be called; `None` while nothing will change by itself."""
        if self._resumes_at is not None:
            return max(1, self._resumes_at - self._now())
        wait = self.player.next_wake_ms()
        if wait is None:
            return None
        real = -int(-wait // self._speed)
        return min(real, _RETRY_MS) if self._sound.pending else real

    # Sound

    def mute(self, muted: bool) -> None:
        """Silence at once, but for the word that it is meant; or sound again from the next cue on."""
        if not muted:
            self._sound.speaker.muted = False
        self._sound.anew(silent=muted)
        self._sound.tell(self._sound.state("muted" if muted else "unmuted"), "end" if muted else "half")
        self._sound.speaker.muted = muted
        self._sound.conduct()

    def set_voice(self, mode: Voice) -> None:
        """Speak everything, name and side only, or nothing, from now on."""
        self._sound.use(mode)
        self._sound.prepare(self.player.index, ending(self.tally).played_ms)
        self._sound.anew()
        self._sound.conduct()

    def set_level(self, what: What, x: float) -> None:
        """How loud it all is, or voice or tones within that, 0 to 1, from the next phrase on."""
        x = max(0.0, min(1.0, x))
        speaker = self._sound.speaker
        if what == "volume":
            speaker.volume = x
        elif what == "voice":
            speaker.levels.voice = x
        else:
            speaker.levels.tones = x

    def lingering_ms(self) -> int:
        """How long the last sounds will last: a front end that ends after the finish waits that long to close."""
        return self._sound.lingering_ms

    def notices(self) -> list[str]:
        """What went wrong since the last call, as sentences for the person."""
        notices, self._notices = self._notices, []
        noted = self._recorder.notices() if self._recorder is not None else []
        return [*notices, *noted, *self._sound.notices()]

    def close(self) -> None:
        """Let go of sound and voice, at once, and have the last of the record written."""
        self._sound.close()
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            # Whatever a journal meets in its last moment, the terminal is to be given back.
            with suppress(Exception):
                recorder.close()

    # How it works

    def _advance(self, look: Callable[[], tuple[Event, ...]]) -> tuple[Event, ...]:
        """Keep step with what the player does by itself."""
        events = self._look(look)
        self._follow(events)
        self._record(events)
        self._sound.conduct()
        return events

    def _command(self, command: Callable[[], tuple[Event, ...]]) -> tuple[Event, ...]:
        """Catch up with the clock first, so that what happened by itself keeps its sound; then do as asked."""
        self._resumes_at = None
        past = self._look(self.player.wake)
        self._follow(past)
        own = self._look(command)
        if own:
            self.tally.count(own)
            moved = any(isinstance(event, (Entered, Restarted)) for event in own)
            self._sound.anew(moved=moved)
            for event in own:
                self._answer(event)
                if not moved:
                    self._tell(event)
        self._record(past + own)
        self._sound.conduct()
        return past + own

    def _look(self, command: Callable[[], tuple[Event, ...]]) -> tuple[Event, ...]:
        self._sound.looked(self._now())
        return command()

    def _follow(self, events: tuple[Event, ...]) -> None:
        """Keep step with what the player did by itself."""
        self.tally.count(events)
        for event in events:
            if isinstance(event, Entered):
                self._sound.entered()
            elif isinstance(event, Paused):
                self._sound.anew()
            self._answer(event)

    def _tell(self, event: Event) -> None:
        """Let it be heard what a key has done."""
        match event:
            case Paused():
                self._sound.tell(self._sound.state("paused"), "rest")
                self._sound.ready_to_say(self._sound.state("on", self._left_ms()))
            case Resumed():
                self._sound.tell(self._sound.state("on", self._left_ms()), "tick")
            case Extended(_, ms):
                self._sound.tell(self._sound.state("longer" if ms > 0 else "shorter", ms), "half")
            case _:
                pass

    def _left_ms(self) -> int:
        """Of what is being done now, in whole seconds; 0 where it waits for the person."""
        return -(-self.player.remaining_ms // 1000) * 1000

    def _answer(self, event: Event) -> None:
        match event:
            case Entered(index) | Extended(index, _):
                self._sound.prepare(index, ending(self.tally).played_ms)
            case Waiting(index):
                self._sound.waiting(index)
            case Finished():
                self._sound.finish(ending(self.tally))
            case _:
                pass

    def _record(self, events: tuple[Event, ...]) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        try:
            for event in events:
                recorder.record(event, self.player)
            if not events and self.player.running:
                recorder.tick(self.player)
        except Exception as fault:  # whatever a journal meets, playing goes on
            self._recorder = None
            self._notices.append(f"This run is not recorded any further: {fault}")
