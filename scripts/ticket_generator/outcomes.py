"""Chances that are no one's choice at the desk: effort, other people's delays, satisfaction."""

from math import log2

import numpy as np

from ticket_generator.catalogue import DAY, HOUR

POOL = 1 << 14
HASTE = (0.3, 0.6, 1.0, 1.6)  # customers' delays as a multiple of the usual, urgent to low
# Hours from creation to solution that customers take as a matter of course, urgent to low.
EXPECTED_HOURS = (8, 24, 48, 96)


class Outcomes:
    """Draws from pools made beforehand: a hundred times faster than one draw at a time."""

    def __init__(self, rng: np.random.Generator):
        self.efforts = np.exp(rng.normal(-0.18, 0.6, POOL)).tolist()  # mean 1
        self.customer_delays = delays(rng, median=6 * HOUR, spread=1.3, longest=12 * DAY)
        self.third_party_delays = delays(rng, median=40 * HOUR, spread=1.0, longest=60 * DAY)
        self.moods = rng.normal(0, 0.85, POOL).tolist()
        self.places = rng.integers(0, POOL, 1 << 18).tolist()
        self.next_place = 0

    def place(self) -> int:
        """A random place in a pool."""
        self.next_place = (self.next_place + 1) & ((1 << 18) - 1)
        return self.places[self.next_place]

    def spread(self) -> float:
        """Effort of a stretch of work as a multiple of the usual."""
        return self.efforts[self.place()]

    def customer_delay(self, now: int, priority: int) -> int:
        """Seconds until a customer answers: sooner if it is urgent, and not at night."""
        delay = int(self.customer_delays[self.place()] * HASTE[priority])
        hour = (now + delay) // HOUR % 24
        return delay + (7 - hour) * HOUR if hour < 7 else delay

    def third_party_delay(self) -> int:
        """Seconds until a third party answers."""
        return self.third_party_delays[self.place()]

    def rating(
        self,
        priority: int,
        to_reply: int,
        to_solution: int,
        reopenings: int,
        mood: int,
        more: float,
    ) -> int:
        """Score from 1 to 5: the longer it took for its priority, the lower; mood is -1, 0 or 1.

        more: points on top, those of the channel.
        """
        expected = EXPECTED_HOURS[priority] * HOUR
        score = 5.1 - 0.55 * log2(1 + to_solution / expected)
        score -= 0.45 * log2(1 + 4 * to_reply / expected) + 0.6 * reopenings
        score += more + (0.8 * mood if mood < 0 else 0.4 * mood)
        return min(5, max(1, round(score + self.moods[self.place()])))


def delays(rng: np.random.Generator, median: int, spread: float, longest: int) -> list[int]:
    """Log-normal delays in seconds, at least two minutes."""
    drawn = np.exp(rng.normal(np.log(median), spread, POOL))
    return np.clip(drawn, 120, longest).astype(int).tolist()
