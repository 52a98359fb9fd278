"""Agents: their queues, shifts, days off and pace, and how many of them the work needs."""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from ticket_generator.catalogue import (
    CATEGORIES,
    DAY,
    ESCALATES_LATER,
    GENERAL,
    HOUR,
    NEVER_ANSWERS,
    QUEUES,
    SECOND_SKILLS,
    TECHNICAL,
    TIER_2,
    TIER_2_EFFORT,
    USUALLY_REOPENED,
    Category,
)
from ticket_generator.demand import Demand
from ticket_generator.holidays import LONDON, NEW_YORK, is_holiday, utc_offsets
from ticket_generator.settings import Settings

QUARTER = 91 * DAY  # about: the data are cut into equal parts of this length
NEVER = 1 << 33
FEWEST_AGENTS = 2
USUAL_PACE = 2.2  # time on shift for each minute of work: breaks, meetings, training
SLOWEST_PACE = 7.0  # in a small team agents have other duties as well
SHIFT_HOURS = 8.5
HOURS_A_QUARTER = 13 * 5 * SHIFT_HOURS * 0.87  # of one agent, less holidays, leave and sick days
QUEUES_OPEN_ON_HOLIDAYS = (GENERAL, TECHNICAL, TIER_2)

# Weekdays worked (0 is Monday), hour at which the shift begins, site.
SHIFT_PLANS = (
    ((0, 1, 2, 3, 4), 8.0, LONDON),
    ((0, 1, 2, 3, 4), 9.5, LONDON),
    ((1, 2, 3, 4, 5), 9.0, LONDON),
    ((0, 1, 2, 3, 4), 9.0, NEW_YORK),
    ((0, 1, 2, 3, 4), 8.5, LONDON),
    ((0, 1, 2, 3, 6), 9.0, LONDON),
    ((0, 1, 2, 3, 4), 7.5, LONDON),
    ((0, 1, 2, 3, 4), 13.0, LONDON),
)


@dataclass
class Team:
    """All agents who ever worked here, and their shifts."""

    queue: np.ndarray  # home queue of each agent
    effort: np.ndarray  # minutes each agent takes, as a multiple of the usual
    care: np.ndarray  # chance of a lasting solution, as a multiple of the usual
    quarter_length: int  # seconds
    pace: np.ndarray  # queue x quarter: time on shift for each minute of work
    shift_agent: np.ndarray  # shifts in the order of their start
    shift_start: np.ndarray  # seconds since the start
    shift_end: np.ndarray

    @property
    def second_queue(self) -> np.ndarray:
        """Where each agent helps out."""
        return np.array(SECOND_SKILLS)[self.queue]

    def next_starts(self) -> np.ndarray:
        """For each shift, when its agent's next one begins; far away if there is none."""
        order = np.lexsort((self.shift_start, self.shift_agent))
        agent, start = self.shift_agent[order], self.shift_start[order]
        after = np.append(start[1:], NEVER)
        after[np.append(agent[1:] != agent[:-1], True)] = NEVER
        starts = np.empty_like(start)
        starts[order] = after
        return starts


def make_team(settings: Settings, demand: Demand) -> Team:
    """Hires for the work of each quarter; settings.staffing makes it more or fewer than needed."""
    rng = settings.random(3)
    quarters = max(1, round(settings.seconds / QUARTER))
    length = ceil(settings.seconds / quarters)
    work = work_by_quarter(demand, demand.created // length, quarters)
    heads = headcounts(work, length)
    queue = np.repeat(np.arange(len(QUEUES)), heads.max(axis=1))
    rank = np.concatenate([np.arange(most) for most in heads.max(axis=1)])
    employed = rank[:, None] < heads[queue]
    shifts = [
        agent_shifts(settings, queue[number], rank[number], employed[number], length, rng)
        for number in range(len(queue))
    ]
    agent = np.repeat(np.arange(len(queue)), [len(starts) for starts in shifts])
    start = np.concatenate(shifts)
    order = np.argsort(start, kind="stable")
    agent, start = agent[order], start[order]
    end = start + int(SHIFT_HOURS * HOUR)
    return Team(
        queue=queue,
        effort=np.clip(np.exp(rng.normal(0, 0.18, len(queue))), 0.7, 1.5),
        care=np.clip(rng.normal(1, 0.08, len(queue)), 0.8, 1.2),
        quarter_length=length,
        pace=paces(work, heads, queue[agent], start // length) / settings.staffing,
        shift_agent=agent,
        shift_start=start,
        shift_end=end,
    )


def work_by_quarter(demand: Demand, quarter: np.ndarray, quarters: int) -> np.ndarray:
    """Hours of work by queue and quarter of arrival; nobody can plan for incidents."""
    at_home, in_tier_2 = np.array([planned_minutes(category) for category in CATEGORIES]).T / 60
    counted = (demand.incident < 0) * np.where(demand.origin < 0, 1, 0.4)
    work = np.zeros((len(QUEUES), quarters))
    np.add.at(work, (demand.right_queue, quarter), counted * at_home[demand.category])
    np.add.at(work[TIER_2], quarter, counted * in_tier_2[demand.category])
    return work


def planned_minutes(category: Category) -> tuple[float, float]:
    """Minutes of work on a ticket, on average, in its own queue and in tier_2."""
    stretches = (1 + USUALLY_REOPENED) / (category.solved + NEVER_ANSWERS * category.pending)
    escalated = category.escalated * (1 + ESCALATES_LATER * (stretches - 1))
    at_home = stretches * (1 - escalated) + 1.2 * escalated
    return at_home * category.minutes, stretches * escalated * category.minutes * TIER_2_EFFORT


def headcounts(work: np.ndarray, length: int) -> np.ndarray:
    """Agents by queue and quarter of this length in seconds."""
    needed = work * USUAL_PACE / (HOURS_A_QUARTER * length / QUARTER) / 0.85
    return np.maximum(FEWEST_AGENTS, np.round(needed)).astype(int)


def utilisation(heads: int) -> float:
    """Share of its time a team of this size can be busy before queues grow long."""
    return min(0.95, 1 - 0.34 / sqrt(heads))


def paces(
    work: np.ndarray, heads: np.ndarray, queue: np.ndarray, quarter: np.ndarray
) -> np.ndarray:
    """Queue x quarter: the pace at which the hours on shift are as busy as utilisation says."""
    shift_hours = np.zeros_like(work)
    np.add.at(shift_hours, (queue, quarter), SHIFT_HOURS)
    busy = np.vectorize(utilisation)(heads)
    return np.clip(shift_hours * busy / np.maximum(work, 1.0), 1.0, SLOWEST_PACE)


def agent_shifts(
    settings: Settings,
    queue: int,
    rank: int,
    employed: np.ndarray,
    quarter_length: int,
    rng: np.random.Generator,
) -> np.ndarray:
    """Starts of one agent's shifts in seconds; employed: in which quarters the agent is there."""
    weekdays, begins_at, site = SHIFT_PLANS[(rank + 3 * (queue == TIER_2)) % len(SHIFT_PLANS)]
    first_day = settings.start.date()
    days = np.arange(settings.days)
    works = np.isin((first_day.weekday() + days) % 7, weekdays)
    works &= employed[days * DAY // quarter_length]
    if queue not in QUEUES_OPEN_ON_HOLIDAYS or rank % 3:
        works &= ~is_holiday(site, first_day, settings.days)
    works &= rng.random(settings.days) > 0.02
    for leave_start in rng.integers(0, 365, 3):
        works &= (days - leave_start) % 365 > rng.integers(5, 10)
    ahead = utc_offsets(site, first_day, settings.days)
    late = rng.integers(-10, 11, settings.days) * 60
    return (days * DAY + int(begins_at * HOUR) - ahead + late)[works]
