"""Words of the desk, and what each category of tickets is like."""

from operator import mul
from typing import NamedTuple

STATUSES = ("new", "open", "pending", "on_hold", "resolved", "closed", "deleted", "spam")
NEW, OPEN, PENDING, ON_HOLD, RESOLVED, CLOSED, DELETED, SPAM = range(8)
NOT_OPEN = (RESOLVED, CLOSED, DELETED, SPAM)  # those that are not open (rule L1)

PRIORITIES = ("urgent", "high", "normal", "low")
URGENT, HIGH, NORMAL, LOW = range(4)

CHANNELS = ("email", "web", "chat", "phone", "api")
EMAIL, WEB, CHAT, PHONE, API = range(5)
CHANNEL_SHARES = (0.46, 0.27, 0.14, 0.10, 0.03)

QUEUES = ("general", "billing", "orders", "technical", "tier_2")
GENERAL, BILLING, ORDERS, TECHNICAL, TIER_2 = range(5)
# Where an agent of a queue helps out when nothing waits in it.
SECOND_SKILLS = (ORDERS, GENERAL, GENERAL, GENERAL, TECHNICAL)

TICKET_TYPES = ("question", "incident", "problem", "task")
QUESTION, INCIDENT, PROBLEM, TASK = range(4)

EVENT_TYPES = (
    "created",
    "status_changed",
    "priority_changed",
    "queue_changed",
    "agent_changed",
    "agent_replied",
    "customer_replied",
    "note_added",
    "rated",
    "merged",
)
(
    CREATED,
    STATUS_CHANGED,
    PRIORITY_CHANGED,
    QUEUE_CHANGED,
    AGENT_CHANGED,
    AGENT_REPLIED,
    CUSTOMER_REPLIED,
    NOTE_ADDED,
    RATED,
    MERGED,
) = range(10)

ACTOR_TYPES = ("customer", "agent", "system")
BY_CUSTOMER, BY_AGENT, BY_SYSTEM = range(3)


class Category(NamedTuple):
    """A kind of ticket: how many there are, who handles them and how hard they are."""

    name: str
    share: float  # of all tickets
    queue: int
    minutes: float  # mean minutes an agent works on it at a time
    solved: float  # chance that a stretch of work solves it
    pending: float  # chance that it ends in a question to the customer
    on_hold: float  # chance that it ends in waiting for a third party
    escalated: float  # chance that the first stretch ends in tier_2
    priorities: tuple[float, float, float, float]  # shares, urgent to low
    ticket_types: tuple[float, float, float, float]  # shares, question to task


CATEGORIES = (
    Category(
        "billing", 0.16, BILLING, 13, 0.68, 0.20, 0.04, 0.02,
        (0.02, 0.16, 0.60, 0.22), (0.50, 0.12, 0.08, 0.30),
    ),
    Category(
        "login", 0.15, GENERAL, 9, 0.72, 0.21, 0.01, 0.05,
        (0.07, 0.30, 0.50, 0.13), (0.15, 0.60, 0.15, 0.10),
    ),
    Category(
        "orders", 0.18, ORDERS, 11, 0.66, 0.14, 0.13, 0.01,
        (0.02, 0.15, 0.60, 0.23), (0.45, 0.15, 0.10, 0.30),
    ),
    Category(
        "bug", 0.14, TECHNICAL, 19, 0.56, 0.25, 0.04, 0.14,
        (0.06, 0.26, 0.50, 0.18), (0.05, 0.45, 0.50, 0.00),
    ),
    Category(
        "performance", 0.08, TECHNICAL, 18, 0.56, 0.23, 0.06, 0.16,
        (0.10, 0.32, 0.46, 0.12), (0.05, 0.60, 0.35, 0.00),
    ),
    Category(
        "account", 0.14, GENERAL, 9, 0.75, 0.18, 0.01, 0.02,
        (0.02, 0.14, 0.60, 0.24), (0.30, 0.10, 0.05, 0.55),
    ),
    Category(
        "integration", 0.10, TECHNICAL, 20, 0.55, 0.23, 0.09, 0.12,
        (0.05, 0.24, 0.52, 0.19), (0.40, 0.30, 0.30, 0.00),
    ),
    Category(
        "feature_request", 0.05, GENERAL, 7, 0.85, 0.10, 0.01, 0.01,
        (0.00, 0.03, 0.40, 0.57), (0.40, 0.00, 0.00, 0.60),
    ),
)  # fmt: skip
CATEGORY_NAMES = tuple(category.name for category in CATEGORIES)

# Work on a ticket in tier_2 takes this many times as long.
TIER_2_EFFORT = 1.7

HOUR = 3600
DAY = 24 * HOUR

# Chances at the desk.
AUTO_REPLIED = (0.20, 0.15, 0.0, 0.0, 0.0)  # by channel
TRIAGED = 0.14  # somebody looks at it minutes after it came, before an agent takes it
TRIAGED_IF_MISROUTED = 0.6
TRIAGE_RAISES, TRIAGE_LOWERS = 0.5, 0.2  # of the priority, by one step
BOT_SOLVES = (0.015, 0.03, 0.09, 0.0, 0.0)  # by channel: a bot answers and closes it
BOT_IS_REFUSED = 0.25  # the customer comes back for a person
IS_SPAM = 0.008  # of what comes by e-mail or web form
IS_DELETED = 0.004
MERGES_REPEAT = 0.65
CORRECTS_PRIORITY = 0.035
ESCALATES_LATER = 0.3  # as a multiple of the chance in the first stretch of work
HANDS_OVER = 0.25  # of those that stay open, where the colleague asked is there
WRITES_NOTE = 0.08
CHASES = 0.35
NEVER_ANSWERS = 0.12
REOPENS = (0.055, 0.05, 0.08, 0.035, 0.045)  # by channel
USUALLY_REOPENED = sum(map(mul, CHANNEL_SHARES, REOPENS))
THANKS = 0.03
RATES = (0.21, 0.25, 0.36, 0.17, 0.04)  # by channel
RATED_BETTER = (0.0, -0.1, 0.3, 0.15, -0.3)  # points, by channel
