"""The backlog by asking every ticket about every day (rules B)."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from oracles.lifecycle import Life, moves, state_at_end
from oracles.seeds import age_bucket

DAY = timedelta(days=1)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The day of a naive UTC time in a zone."""
    return moment.replace(tzinfo=UTC).astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day is over, naive UTC."""
    midnight = datetime.combine(day + DAY, datetime.min.time(), zone)
    return midnight.astimezone(UTC).replace(tzinfo=None)


def daily(
    lives: dict[str, Life], is_open: dict, buckets: list[dict], zone: ZoneInfo, as_of: datetime
):
    """Open tickets by (day, queue, priority, age bucket)."""
    counts: Counter = Counter()
    days = [local_day(life.ticket["created_at"], zone) for life in lives.values()]
    last = local_day(as_of, zone)
    day = min(days)
    while day <= last:
        end = end_of_day(day, zone)
        for created, life in zip(days, lives.values(), strict=True):
            state = state_at_end(life, end) if created <= day else None
            if state and is_open[state.status] and life.is_end_known:
                bucket = age_bucket(buckets, (day - created).days)
                counts[day, state.queue, state.priority, bucket] += 1
        day += DAY
    return counts


def flows(
    lives: dict[str, Life], is_open: dict, is_in_scope: dict, zone: ZoneInfo
) -> dict[tuple, Counter]:
    """What came and went by (day, queue, priority)."""
    counts: dict[tuple, Counter] = defaultdict(Counter)
    for life in lives.values():
        for step, before, kinds in moves(life, is_open, is_in_scope):
            day, after = local_day(step.at, zone), step.state
            left = before or after
            came_to, went_from = (
                (day, after.queue, after.priority),
                (day, left.queue, left.priority),
            )
            if "created" in kinds:
                counts[came_to]["created_count"] += 1
            if "came_back" in kinds:
                counts[came_to]["reopened_count"] += 1
            if "left" in kinds:
                counts[went_from]["resolved_count"] += 1
            if "transferred" in kinds:
                counts[came_to]["transferred_in_count"] += 1
                counts[went_from]["transferred_out_count"] += 1
    return counts
