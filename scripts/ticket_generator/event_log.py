"""Events as the desk writes them down: numbers in columns, turned into words at the end."""

from array import array

import numpy as np

from ticket_generator.catalogue import ACTOR_TYPES, PRIORITIES, QUEUES, STATUSES

# Old and new values are places in one list of words: nothing, ratings, statuses, priorities,
# queues, agents ... and last, for merged tickets, the ids of all tickets.
WORDS = ("", "1", "2", "3", "4", "5", *STATUSES, *PRIORITIES, *QUEUES)
NOTHING = 0
FIRST_STATUS = 6
FIRST_PRIORITY = FIRST_STATUS + len(STATUSES)
FIRST_QUEUE = FIRST_PRIORITY + len(PRIORITIES)
FIRST_AGENT = len(WORDS)
NOBODY = -1


class EventLog:
    """Columns of what happened; rows are in the order in which they were written down."""

    def __init__(self):
        self.ticket = array("i")
        self.time = array("i")
        self.kind = array("b")  # event type and actor type in one
        self.agent = array("i")
        self.old = array("i")
        self.new = array("i")

    def add(
        self,
        ticket: int,
        time: int,
        event_type: int,
        actor_type: int,
        agent: int = NOBODY,
        old: int = NOTHING,
        new: int = NOTHING,
    ) -> None:
        """Writes down one event; agent is the actor if an agent acts."""
        self.ticket.append(ticket)
        self.time.append(time)
        self.kind.append(event_type * len(ACTOR_TYPES) + actor_type)
        self.agent.append(agent)
        self.old.append(old)
        self.new.append(new)

    def columns(self, end: int) -> dict[str, np.ndarray]:
        """Events before `end` in the order of time; those of one instant as they were written."""
        time = np.frombuffer(self.time, dtype=np.int32)
        order = np.argsort(time, kind="stable")
        order = order[: np.searchsorted(time[order], end)]
        kind = np.frombuffer(self.kind, dtype=np.int8)[order]
        return {
            "ticket": np.frombuffer(self.ticket, dtype=np.int32)[order],
            "time": time[order],
            "event_type": kind // len(ACTOR_TYPES),
            "actor_type": kind % len(ACTOR_TYPES),
            "agent": np.frombuffer(self.agent, dtype=np.int32)[order],
            "old": np.frombuffer(self.old, dtype=np.int32)[order],
            "new": np.frombuffer(self.new, dtype=np.int32)[order],
        }
