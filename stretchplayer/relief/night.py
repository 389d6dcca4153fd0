"""What counts as night: when somebody sleeps. The one place."""

NIGHT_FROM, NIGHT_UNTIL = 22, 7


def is_night(hour: int) -> bool:
    """Whether this hour of the local day is one in which somebody sleeps."""
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL
