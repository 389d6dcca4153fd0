"""A real run in a process of its own, to be killed: prints the clock at its start, then plays on."""

import sys
import time
from datetime import datetime
from pathlib import Path

from stretchplayer.journal.background import Writer
from stretchplayer.journal.recorder import Recorder, new_session
from stretchplayer.journal.records import Moment
from stretchplayer.playback.player import Player
from stretchplayer.playback.segments import Segment, Timeline
from stretchplayer.runs.clock import now_ms


def timeline(bout_ms: int, bouts: int) -> Timeline:
    """Nothing to get ready for, then stretches one after the other."""
    ready = Segment(0, 0, 0, "ready", "Get ready", 1, 0)
    rows = [
        Segment(n + 1, n * bout_ms, bout_ms, "stretch", f"Stretch {n}", n + 2, bout_ms, step=n) for n in range(bouts)
    ]
    return Timeline("killed", "Killed", "stretch", "killed.yaml", (ready, *rows))


def moment() -> Moment:
    return Moment.of(datetime.now().astimezone())


def main() -> None:
    player = Player(timeline(700, 60), now_ms)
    session = new_session(player.timeline, moment(), path="/killed.yaml")
    recorder = Recorder(Writer(Path(sys.argv[1]), session=session.id), session, player.timeline, moment=moment)
    began = now_ms()
    for event in player.start():
        recorder.record(event, player)
    sys.stdout.write(f"{recorder.record_now.id} {began}\n")
    sys.stdout.flush()
    while (wait := player.next_wake_ms()) is not None:
        time.sleep(wait / 1000)
        for event in player.wake():
            recorder.record(event, player)
        recorder.tick(player)


if __name__ == "__main__":
    main()
