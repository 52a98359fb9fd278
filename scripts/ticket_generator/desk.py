"""The desk at work: agents on shift take tickets by urgency and age, second by second.

Nothing here draws a waiting time: first replies, backlog and handovers follow from who is on shift,
what waits and how long work takes. How long customers and third parties take is drawn.
"""

from collections.abc import Callable
from heapq import heappop, heappush
from random import Random

import numpy as np

from ticket_generator import catalogue as c
from ticket_generator.demand import Demand
from ticket_generator.event_log import (
    FIRST_AGENT,
    FIRST_PRIORITY,
    FIRST_QUEUE,
    FIRST_STATUS,
    NOBODY,
    NOTHING,
    EventLog,
)
from ticket_generator.outcomes import Outcomes
from ticket_generator.settings import Settings
from ticket_generator.staffing import Team

# An urgent ticket is taken like one that has waited this much longer than a low one.
HEAD_START = (60 * c.DAY, 3 * c.DAY, 1 * c.DAY, 0)
CHANNEL_HEAD_START = (0, 0, 4 * c.HOUR, 8 * c.HOUR, 0)  # people on chat and phone are waiting
OLDEST_RANK = sum(map(max, (HEAD_START, CHANNEL_HEAD_START)))

WAITS_FOR_OWNER = 1.3 * c.DAY  # if the agent is away for longer, the ticket goes back to the queue
CHASES_AFTER = 1.2 * c.DAY
# An idle agent turns to a new ticket within these seconds, urgent to low, times the agent's pace.
NOTICED_WITHIN = (180, 400, 780, 1500)
REMINDED_AFTER, GIVEN_UP_AFTER, CLOSED_AFTER = 3 * c.DAY, 7 * c.DAY, 4 * c.DAY

# What can happen is one number: the time, the kind, and the ticket, shift or agent.
ID_BITS = 24
TIME_BITS = ID_BITS + 2
ID_MASK = (1 << ID_BITS) - 1
TICKET_ARRIVES, TICKET_RETURNS, SHIFT_BEGINS, AGENT_FREE = range(4)


class Desk:
    """State of all tickets and agents while time goes on."""

    def __init__(self, settings: Settings, demand: Demand, team: Team):
        self.end = settings.seconds
        self.log = EventLog()
        self.outcomes = Outcomes(settings.random(4))
        self.random = Random(int(settings.random(5).integers(0, 2**62))).random
        # Plain lists: reading one element of a numpy array is slow.
        self.created = demand.created.tolist()
        self.category = demand.category.tolist()
        self.channel = demand.channel.tolist()
        self.priority = demand.priority.tolist()
        self.queue = demand.queue.tolist()
        self.right_queue = demand.right_queue.tolist()
        self.origin = demand.origin.tolist()
        self.mood = demand.mood.tolist()
        tickets = len(demand)
        self.status = [c.NEW] * tickets
        self.owner = [NOBODY] * tickets
        self.stretches = [0] * tickets
        self.waiting_since = [0] * tickets
        self.first_reply = [0] * tickets
        self.reopenings = [0] * tickets
        self.is_untriaged = [False] * tickets
        agents = len(team.queue)
        self.home = team.queue.tolist()
        self.second = team.second_queue.tolist()
        self.effort = team.effort.tolist()
        self.care = team.care.tolist()
        self.pace = team.pace.tolist()
        self.quarter_length = team.quarter_length
        self.shift_agent = team.shift_agent.tolist()
        self.shift_end = team.shift_end.tolist()
        self.shift_next = team.next_starts().tolist()
        self.is_busy = [False] * agents
        self.until = [0] * agents  # end of the last shift that has begun
        self.back_at = [0] * agents  # start of the shift after it
        self.mine = [[] for _ in range(agents)]  # rank and ticket, heaps: back with their agent
        self.waiting = [[] for _ in c.QUEUES]  # the same, for anybody in the queue
        self.idle = [[] for _ in c.QUEUES]  # agents; some may be busy or gone by now
        self.coming = []  # heap of what can happen, as numbers
        self.known = known_beforehand(self.created, team)

    def run(self, on_day: Callable[[], None] = lambda: None) -> EventLog:
        """Lets time go on until the end of the data; calls on_day once for each day gone by."""
        known, coming = self.known, self.coming
        position, next_day = 0, c.DAY
        while True:
            if coming and coming[0] < known[position]:
                event = heappop(coming)
            else:
                event = known[position]
                position += 1
            now = event >> TIME_BITS
            while now >= next_day:
                next_day += c.DAY
                on_day()
            if now >= self.end:
                return self.log
            number = event & ID_MASK
            kind = (event >> ID_BITS) & 3
            if kind == AGENT_FREE:
                self.is_busy[number] = False
                self.next_work(number, now)
            elif kind == TICKET_ARRIVES:
                self.arrive(number, now)
            elif kind == TICKET_RETURNS:
                self.come_back(number, now)
            else:
                agent = self.shift_agent[number]
                self.until[agent] = self.shift_end[number]
                self.back_at[agent] = self.shift_next[number]
                if not self.is_busy[agent]:
                    self.next_work(agent, now)

    # ------------------------------------------------------------------ tickets come in

    def arrive(self, ticket: int, now: int) -> None:
        """A new ticket; some channels answer by themselves."""
        self.log.add(ticket, now, c.CREATED, c.BY_CUSTOMER)
        channel = self.channel[ticket]
        chance = self.random()
        if chance < c.BOT_SOLVES[channel]:
            self.solve_by_bot(ticket, now)
            return
        if chance > 1 - c.IS_DELETED:
            self.throw_away(ticket, now, c.DELETED)
            return
        if chance > 1 - c.IS_DELETED - c.IS_SPAM and channel in (c.EMAIL, c.WEB):
            self.throw_away(ticket, now, c.SPAM)
            return
        if self.random() < c.AUTO_REPLIED[channel]:
            self.log.add(ticket, now + 2 + int(60 * self.random()), c.AGENT_REPLIED, c.BY_SYSTEM)
        is_misrouted = self.queue[ticket] != self.right_queue[ticket]
        if self.random() < (c.TRIAGED_IF_MISROUTED if is_misrouted else c.TRIAGED):
            self.is_untriaged[ticket] = True
            self.schedule(ticket, now + 30 + int(300 * self.random()))
            return
        self.wait_in_queue(ticket, now)

    def throw_away(self, ticket: int, now: int, status: int) -> None:
        """Nobody will work on it: a filter says so within the hour."""
        self.set_status(ticket, now + 60 + int(c.HOUR * self.random()), status, c.BY_SYSTEM)

    def triage(self, ticket: int, now: int) -> None:
        """Minutes after it came: another priority, and the right queue; then it waits there."""
        self.is_untriaged[ticket] = False
        chance, priority = self.random(), self.priority[ticket]
        if chance < c.TRIAGE_RAISES:
            priority -= 1
        elif chance < c.TRIAGE_RAISES + c.TRIAGE_LOWERS:
            priority += 1
        if priority != self.priority[ticket]:
            self.set_priority(NOBODY, ticket, now, priority, c.BY_SYSTEM)
        right_queue = self.right_queue[ticket]
        if self.queue[ticket] != right_queue:
            self.set_queue(NOBODY, ticket, now, right_queue, c.BY_SYSTEM)
        self.wait_in_queue(ticket, now)

    def solve_by_bot(self, ticket: int, now: int) -> None:
        """A bot answers and resolves; some customers come back for a person, some rate it."""
        self.log.add(ticket, now + 3, c.AGENT_REPLIED, c.BY_SYSTEM)
        done = now + 60 + int(600 * self.random())
        self.set_status(ticket, done, c.RESOLVED, c.BY_SYSTEM)
        if self.random() < c.BOT_IS_REFUSED:
            back_at = done + min(self.outcomes.customer_delay(done, c.NORMAL), CLOSED_AFTER - 1)
            self.schedule(ticket, back_at)
            return
        self.set_status(ticket, done + CLOSED_AFTER, c.CLOSED, c.BY_SYSTEM)

    def come_back(self, ticket: int, now: int) -> None:
        """A customer or a third party has answered, or the agent goes on: there is work again."""
        status = self.status[ticket]
        if self.is_untriaged[ticket]:
            self.triage(ticket, now)
            return
        if status in (c.PENDING, c.RESOLVED):
            self.log.add(ticket, now, c.CUSTOMER_REPLIED, c.BY_CUSTOMER)
            self.set_status(ticket, now, c.OPEN, c.BY_CUSTOMER)
            self.reopenings[ticket] += status == c.RESOLVED
        elif status == c.ON_HOLD:
            self.set_status(ticket, now, c.OPEN, c.BY_SYSTEM)
        owner = self.owner[ticket]
        if owner == NOBODY or self.is_away(owner, now):
            self.wait_in_queue(ticket, now)
        else:
            self.wait_for(owner, ticket, now)

    def is_away(self, agent: int, now: int) -> bool:
        """Whether the agent is off for so long that colleagues take over."""
        return now >= self.until[agent] and self.back_at[agent] - now > WAITS_FOR_OWNER

    def rank(self, ticket: int, now: int) -> int:
        """Place in a heap: the smallest is taken first."""
        start = HEAD_START[self.priority[ticket]] + CHANNEL_HEAD_START[self.channel[ticket]]
        return (now + OLDEST_RANK - start) << ID_BITS | ticket

    def wait_in_queue(self, ticket: int, now: int) -> None:
        """Gives the ticket to an idle agent of its queue, or lets it wait."""
        self.waiting_since[ticket] = now
        queue = self.queue[ticket]
        heappush(self.waiting[queue], self.rank(ticket, now))
        idle = self.idle[queue]
        within = NOTICED_WITHIN[self.priority[ticket]]
        while idle:
            agent = idle.pop()
            if not self.is_busy[agent]:
                seen = now + int(self.random() * within * self.usual_pace(agent, now))
                if seen < self.until[agent]:
                    self.next_work(agent, seen)
                    return

    def usual_pace(self, agent: int, now: int) -> float:
        """Time that passes for the agent for each minute of work."""
        return self.pace[self.home[agent]][now // self.quarter_length]

    def wait_for(self, agent: int, ticket: int, now: int) -> None:
        """Puts the ticket on the agent's own heap."""
        self.waiting_since[ticket] = now
        heappush(self.mine[agent], self.rank(ticket, now))
        if not self.is_busy[agent] and now < self.until[agent]:
            self.next_work(agent, now)

    # ------------------------------------------------------------------ agents work

    def next_work(self, agent: int, now: int) -> None:
        """A free agent takes the most pressing ticket, own or of the home queue, or helps out."""
        if now >= self.until[agent]:
            return
        own, home = self.mine[agent], self.waiting[self.home[agent]]
        if own and (not home or own[0] < home[0]):
            heap = own
        else:
            heap = home or self.waiting[self.second[agent]]
        if not heap:
            self.idle[self.home[agent]].append(agent)
            self.idle[self.second[agent]].append(agent)
            return
        ticket = heappop(heap) & ID_MASK
        self.is_busy[agent] = True
        category = c.CATEGORIES[self.category[ticket]]
        self.take(agent, ticket, now)
        minutes = category.minutes * self.effort[agent] * self.outcomes.spread()
        if self.merges(agent, ticket, now):
            minutes = 2
        elif self.queue[ticket] == c.GENERAL and self.right_queue[ticket] != c.GENERAL:
            minutes = 2 + 3 * self.random()
            self.move(agent, ticket, now + int(60 * minutes), self.right_queue[ticket])
        else:
            if self.queue[ticket] == c.TIER_2:
                minutes *= c.TIER_2_EFFORT
            done = now + int(60 * minutes)
            if self.escalates(ticket, category):
                self.escalate(agent, ticket, done)
            else:
                self.answer(agent, ticket, now, done, category)
        free = now + int(60 * minutes * self.usual_pace(agent, now))
        heappush(self.coming, free << TIME_BITS | AGENT_FREE << ID_BITS | agent)

    def take(self, agent: int, ticket: int, now: int) -> None:
        """The agent opens the ticket, perhaps a colleague's, perhaps after the customer asked."""
        waited = now - self.waiting_since[ticket]
        if waited > CHASES_AFTER and self.random() < c.CHASES:
            asked_at = now - int(waited * 0.8 * self.random())
            self.log.add(ticket, asked_at, c.CUSTOMER_REPLIED, c.BY_CUSTOMER)
        self.assign(ticket, now, agent, agent)
        if not self.stretches[ticket] and self.random() < c.CORRECTS_PRIORITY:
            step = 1 if self.random() < 0.6 else -1
            self.set_priority(agent, ticket, now, self.priority[ticket] + step)

    def merges(self, agent: int, ticket: int, now: int) -> bool:
        """Whether the ticket is one sent twice that the agent recognises; then it is merged."""
        origin = self.origin[ticket]
        if origin < 0 or self.stretches[ticket] or self.random() >= c.MERGES_REPEAT:
            return False
        done = now + 120
        merged_into = FIRST_AGENT + len(self.home) + origin
        self.log.add(ticket, done, c.MERGED, c.BY_AGENT, agent, NOTHING, merged_into)
        self.set_status(ticket, done, c.CLOSED, c.BY_AGENT, agent)
        return True

    def escalates(self, ticket: int, category: c.Category) -> bool:
        """Whether the agent needs tier_2."""
        chance = category.escalated * (c.ESCALATES_LATER if self.stretches[ticket] else 1)
        return self.queue[ticket] != c.TIER_2 and self.random() < chance

    def escalate(self, agent: int, ticket: int, done: int) -> None:
        """A note for tier_2, often a higher priority, then it waits there."""
        self.log.add(ticket, done, c.NOTE_ADDED, c.BY_AGENT, agent)
        if self.priority[ticket] > c.HIGH and self.random() < 0.4:
            self.set_priority(agent, ticket, done, c.HIGH)
        self.move(agent, ticket, done, c.TIER_2)

    def move(self, agent: int, ticket: int, done: int, queue: int) -> None:
        """To another queue, where it waits once the agent has let go of it."""
        self.set_queue(agent, ticket, done, queue)
        self.assign(ticket, done, agent, NOBODY)
        self.schedule(ticket, done)

    def answer(self, agent: int, ticket: int, now: int, done: int, category: c.Category) -> None:
        """A stretch of work ends in a reply and in one of four ways."""
        self.stretches[ticket] += 1
        if self.random() < c.WRITES_NOTE:
            half = (now + done) // 2
            self.log.add(ticket, half, c.NOTE_ADDED, c.BY_AGENT, agent)
        self.log.add(ticket, done, c.AGENT_REPLIED, c.BY_AGENT, agent)
        if not self.first_reply[ticket]:
            self.first_reply[ticket] = done
        chance = self.random()
        solved = category.solved * self.care[agent]
        if chance < solved:
            self.resolve(ticket, done, agent)
        elif chance < solved + category.pending:
            self.ask_customer(agent, ticket, done)
        elif chance < solved + category.pending + category.on_hold:
            self.set_status(ticket, done, c.ON_HOLD, c.BY_AGENT, agent)
            self.schedule(ticket, done + self.outcomes.third_party_delay())
        else:
            self.set_status(ticket, done, c.OPEN, c.BY_AGENT, agent)
            if self.random() < c.HANDS_OVER:
                self.hand_over(agent, ticket, done)
            self.schedule(ticket, done + c.HOUR // 2)

    def ask_customer(self, agent: int, ticket: int, done: int) -> None:
        """A question to the customer, who may never answer."""
        self.set_status(ticket, done, c.PENDING, c.BY_AGENT, agent)
        if self.random() >= c.NEVER_ANSWERS:
            self.schedule(ticket, done + self.outcomes.customer_delay(done, self.priority[ticket]))
            return
        self.log.add(ticket, done + REMINDED_AFTER, c.AGENT_REPLIED, c.BY_SYSTEM)
        given_up = done + GIVEN_UP_AFTER
        self.set_status(ticket, given_up, c.RESOLVED, c.BY_SYSTEM)
        self.set_status(ticket, given_up + CLOSED_AFTER, c.CLOSED, c.BY_SYSTEM)

    def hand_over(self, agent: int, ticket: int, done: int) -> None:
        """To a colleague of the same queue who is on shift."""
        queue, colleagues = self.home[agent], len(self.home)
        other = int(self.random() * colleagues)
        if other != agent and self.home[other] == queue and done < self.until[other]:
            self.assign(ticket, done, agent, other)

    def resolve(self, ticket: int, done: int, agent: int) -> None:
        """Solved, as far as the agent knows; the customer rates, thanks or comes back."""
        self.set_status(ticket, done, c.RESOLVED, c.BY_AGENT, agent)
        channel = self.channel[ticket]
        if self.random() < c.REOPENS[channel] * (3 - 2 * self.care[agent]):
            self.schedule(
                ticket, done + min(self.outcomes.customer_delay(done, c.NORMAL), CLOSED_AFTER - 1)
            )
            return
        if self.random() < c.THANKS:
            thanked_at = done + self.outcomes.customer_delay(done, c.NORMAL) // 8
            self.log.add(ticket, thanked_at, c.CUSTOMER_REPLIED, c.BY_CUSTOMER)
        if self.random() < c.RATES[channel]:
            rating = self.outcomes.rating(
                self.priority[ticket],
                self.first_reply[ticket] - self.created[ticket],
                done - self.created[ticket],
                self.reopenings[ticket],
                self.mood[ticket],
                c.RATED_BETTER[channel],
            )
            rated_at = done + self.outcomes.customer_delay(done, c.NORMAL) // 2
            self.log.add(ticket, rated_at, c.RATED, c.BY_CUSTOMER, new=rating)
        closed_at = done + CLOSED_AFTER + int(c.HOUR * self.random())
        self.set_status(ticket, closed_at, c.CLOSED, c.BY_SYSTEM)

    # ------------------------------------------------------------------ what is written down

    def schedule(self, ticket: int, at: int) -> None:
        """The ticket needs work again from then on."""
        heappush(self.coming, at << TIME_BITS | TICKET_RETURNS << ID_BITS | ticket)

    def set_status(
        self, ticket: int, at: int, status: int, actor_type: int, agent: int = NOBODY
    ) -> None:
        """Changes the status, if it is another one."""
        old = self.status[ticket]
        if old != status:
            self.status[ticket] = status
            self.log.add(
                ticket, at, c.STATUS_CHANGED, actor_type, agent,
                FIRST_STATUS + old, FIRST_STATUS + status,
            )  # fmt: skip

    def set_queue(
        self, agent: int, ticket: int, at: int, queue: int, actor_type: int = c.BY_AGENT
    ) -> None:
        """Changes the queue."""
        old, self.queue[ticket] = self.queue[ticket], queue
        self.log.add(
            ticket, at, c.QUEUE_CHANGED, actor_type, agent, FIRST_QUEUE + old, FIRST_QUEUE + queue
        )

    def set_priority(
        self, agent: int, ticket: int, at: int, priority: int, actor_type: int = c.BY_AGENT
    ) -> None:
        """Changes the priority, if there is such a one."""
        if 0 <= priority < len(c.PRIORITIES):
            old, self.priority[ticket] = self.priority[ticket], priority
            self.log.add(
                ticket, at, c.PRIORITY_CHANGED, actor_type, agent,
                FIRST_PRIORITY + old, FIRST_PRIORITY + priority,
            )  # fmt: skip

    def assign(self, ticket: int, at: int, actor: int, agent: int) -> None:
        """Makes the agent (or nobody) the ticket's owner, if it was another one."""
        old = self.owner[ticket]
        if old != agent:
            self.owner[ticket] = agent
            self.log.add(
                ticket, at, c.AGENT_CHANGED, c.BY_AGENT, actor,
                NOTHING if old == NOBODY else FIRST_AGENT + old,
                NOTHING if agent == NOBODY else FIRST_AGENT + agent,
            )  # fmt: skip


def known_beforehand(created: list[int], team: Team) -> list[int]:
    """Arrivals and shifts as numbers, sorted, and one behind all others."""
    arrivals = np.array(created, dtype=np.int64) << TIME_BITS
    arrivals |= TICKET_ARRIVES << ID_BITS | np.arange(len(created))
    shifts = team.shift_start << TIME_BITS
    shifts |= SHIFT_BEGINS << ID_BITS | np.arange(len(shifts))
    return [*np.sort(np.concatenate([arrivals, shifts])).tolist(), 1 << 62]
