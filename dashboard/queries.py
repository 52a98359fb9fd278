"""All SQL of the dashboard and the report. It selects, adds and divides; rules stand in the facts.

It reads a KPI where that can be narrowed down as the page is; else it adds up the columns a fact
has for that (is_rated, is_sla_met ...). Each function takes `read` (database.Read) and, where it
can be narrowed down, the filters. The dictionaries say by which filters, under which column.
"""

from datetime import date, datetime

import pandas as pd
from database import Read
from filters import Filters

BY_SOURCE = {"source_system": "source_system"}
BY_QUEUE = BY_SOURCE | {"queue": "queue"}
BY_PRIORITY = BY_QUEUE | {"priority": "priority"}
BY_CHANNEL = BY_PRIORITY | {"channel": "channel"}
BY_ALL = BY_CHANNEL | {"customer_tier": "customer_tier"}
# A clock has queue and priority of its own: those in force when it started.
BY_ALL_OF_CLOCKS = {
    "source_system": "clocks.source_system",
    "queue": "clocks.queue",
    "priority": "clocks.priority",
    "channel": "tickets.channel",
    "customer_tier": "tickets.customer_tier",
}

GRAINS = {"day": "date_day", "week": "week_start_date", "month": "month_start_date"}
TICKET_GROUPS = ["queue", "category", "priority", "channel", "customer_tier", "product", "language"]
CLOCK_GROUPS = {
    "queue": "clocks.queue",
    "priority": "clocks.priority",
    "customer tier": "tickets.customer_tier",
}
# Upper edges of the classes a distribution is shown in, in minutes.
CLASSES = {
    "under 15 min": 15,
    "15 min to 1 h": 60,
    "1 to 4 h": 240,
    "4 to 8 h": 480,
    "8 to 24 h": 1440,
    "1 to 3 days": 4320,
    "3 to 7 days": 10080,
    "over 7 days": None,
}
COMPARED_WEEKS = 8


# the build


def as_of(read: Read) -> tuple[datetime | None, date | None]:
    """The instant everything is measured at, UTC, and its day; None twice without tickets."""
    rows = read("select as_of, as_of_date from marts.dim_as_of", {})
    if rows.empty or pd.isna(rows["as_of"].iloc[0]):
        return None, None
    return rows["as_of"].iloc[0].to_pydatetime(), rows["as_of_date"].iloc[0].date()


def reporting_time_zone(read: Read) -> str:
    """The zone the days are days of."""
    rows = read("select reporting_time_zone from marts.dim_as_of", {})
    return rows["reporting_time_zone"].iloc[0]


def week_start(read: Read) -> date:
    """The first day of the week of the as-of day."""
    return read("select max(week_start_date) as day from marts.dim_date", {})["day"].iloc[0].date()


def first_day(read: Read) -> date:
    """The first day with data."""
    return read("select min(date_day) as day from marts.dim_date", {})["day"].iloc[0].date()


def choices(read: Read, column: str) -> list[str]:
    """Values of a filter's column, sorted."""
    rows = read(
        f"select distinct {column} as choice from marts.fct_tickets "
        f"where {column} is not null order by 1",
        {},
    )
    return rows["choice"].tolist()


def definitions(read: Read) -> pd.DataFrame:
    """The registry of figures."""
    return read("select * from reference.kpi_definitions", {})


def descriptions(read: Read) -> pd.DataFrame:
    """Descriptions of the columns of marts: table_name, column_name, comment."""
    return read(
        "select table_name, column_name, comment from duckdb_columns() "
        "where schema_name in ('marts', 'kpi') and comment is not null",
        {},
    )


# volume


def volume(read: Read, filters: Filters, grain: str = "day") -> pd.DataFrame:
    """Created and resolved tickets per day, week or month."""
    where, parameters = filters.where(BY_CHANNEL, "volume.volume_date")
    return read(
        f"""
        select
            dates.{GRAINS[grain]} as period_date,
            sum(volume.created_count)::bigint as created_count,
            sum(volume.resolved_count)::bigint as resolved_count
        from kpi.kpi_ticket_volume_daily as volume
        inner join marts.dim_date as dates on volume.volume_date = dates.date_day
        where {where}
        group by period_date
        order by period_date
        """,
        parameters,
    )


def created_by(read: Read, filters: Filters, column: str) -> pd.DataFrame:
    """Tickets created in the dates, per value of a column of fct_tickets, most first."""
    where, parameters = filters.where(BY_ALL, "created_date")
    return read(
        f"""
        select coalesce({column}, 'not told') as {column}, count(*) as ticket_count
        from marts.fct_tickets
        where is_in_scope and {where}
        group by coalesce({column}, 'not told')
        order by ticket_count desc, {column}
        """,
        parameters,
    )


def created_by_weekday(read: Read, filters: Filters) -> pd.DataFrame:
    """Created tickets per weekday (1: Monday), with the number of such days in the dates."""
    where, parameters = filters.where(BY_CHANNEL)
    parameters |= {"first_date": filters.first_date, "last_date": filters.last_date}
    return read(
        f"""
        with created as (
            select volume_date, sum(created_count) as created_count
            from kpi.kpi_ticket_volume_daily
            where {where}
            group by volume_date
        )
        select
            dates.iso_weekday,
            count(*) as day_count,
            coalesce(sum(created.created_count), 0)::bigint as created_count,
            coalesce(sum(created.created_count), 0)::double / count(*) as created_per_day
        from marts.dim_date as dates
        left join created on dates.date_day = created.volume_date
        where dates.date_day between $first_date and $last_date
        group by dates.iso_weekday
        order by dates.iso_weekday
        """,
        parameters,
    )


def day_figures(read: Read, filters: Filters) -> pd.DataFrame:
    """One row per figure of the last day: that day, a week before, mean of the same weekday.

    The mean is over the weekdays of the eight weeks before that lie in the data; null: none does.
    """
    where, parameters = filters.where(BY_CHANNEL, weeks=COMPARED_WEEKS, day=filters.last_date)
    backlog_where, backlog_parameters = filters.where(BY_PRIORITY)
    return read(
        f"""
        with days as (
            select date_day, ($day::date - date_day) // 7 as weeks_ago
            from marts.dim_date
            where date_day <= $day and date_day >= $day::date - 7 * $weeks
                and ($day::date - date_day) % 7 = 0
        ),
        volume as (
            select
                volume_date,
                sum(created_count) as created_count,
                sum(resolved_count) as resolved_count
            from kpi.kpi_ticket_volume_daily
            where volume_date in (select date_day from days) and {where}
            group by volume_date
        ),
        backlog as (
            select backlog_date, sum(closing_count) as closing_count
            from kpi.kpi_backlog_daily
            where backlog_date in (select date_day from days) and {backlog_where}
            group by backlog_date
        ),
        figures as (
            select
                days.weeks_ago,
                unnest(['created_count', 'resolved_count', 'closing_count']) as figure,
                unnest([
                    coalesce(volume.created_count, 0),
                    coalesce(volume.resolved_count, 0),
                    coalesce(backlog.closing_count, 0)
                ]) as amount
            from days
            left join volume on days.date_day = volume.volume_date
            left join backlog on days.date_day = backlog.backlog_date
        )
        select
            figure,
            max(amount) filter (where weeks_ago = 0)::bigint as on_day,
            max(amount) filter (where weeks_ago = 1)::bigint as week_before,
            avg(amount::decimal(18, 3)) filter (where weeks_ago > 0) as weekday_mean
        from figures
        group by figure
        """,
        parameters | backlog_parameters,
    )


# backlog


def backlog(read: Read, filters: Filters, group: str | None = None) -> pd.DataFrame:
    """Open tickets at the end of each day, per queue or priority if asked."""
    where, parameters = filters.where(BY_PRIORITY, "backlog_date")
    column = f", {group}" if group else ""
    return read(
        f"""
        select backlog_date{column}, sum(closing_count)::bigint as closing_count
        from kpi.kpi_backlog_daily
        where {where}
        group by backlog_date{column}
        order by backlog_date{column}
        """,
        parameters,
    )


def bridge(read: Read, filters: Filters) -> pd.DataFrame:
    """One row: how the backlog went from the start of the first day to the end of the last."""
    where, parameters = filters.where(BY_PRIORITY, "backlog_date")
    return read(
        f"""
        select
            sum(opening_count) filter (where backlog_date = $first_date)::bigint as opening_count,
            sum(created_count)::bigint as created_count,
            sum(reopened_count)::bigint as reopened_count,
            sum(transferred_in_count)::bigint as transferred_in_count,
            sum(resolved_count)::bigint as resolved_count,
            sum(transferred_out_count)::bigint as transferred_out_count,
            sum(closing_count) filter (where backlog_date = $last_date)::bigint as closing_count
        from kpi.kpi_backlog_daily
        where {where}
        having count(*) > 0
        """,
        parameters,
    )


def ageing(read: Read, filters: Filters) -> pd.DataFrame:
    """Open tickets of the last day per queue and age class."""
    where, parameters = filters.where(BY_PRIORITY, day=filters.last_date)
    return read(
        f"""
        select
            backlog.queue,
            backlog.age_bucket,
            buckets.min_age_days,
            sum(backlog.open_ticket_count)::bigint as open_ticket_count
        from marts.fct_backlog_daily as backlog
        inner join reference.age_buckets as buckets on backlog.age_bucket = buckets.age_bucket
        where backlog.backlog_date = $day and {where}
        group by backlog.queue, backlog.age_bucket, buckets.min_age_days
        having sum(backlog.open_ticket_count) > 0
        order by backlog.queue, buckets.min_age_days
        """,
        parameters,
    )


def ageing_over_time(read: Read, filters: Filters) -> pd.DataFrame:
    """Open tickets at the end of each day per age class."""
    where, parameters = filters.where(BY_PRIORITY, "backlog.backlog_date")
    return read(
        f"""
        select
            backlog.backlog_date,
            backlog.age_bucket,
            buckets.min_age_days,
            sum(backlog.open_ticket_count)::bigint as open_ticket_count
        from marts.fct_backlog_daily as backlog
        inner join reference.age_buckets as buckets on backlog.age_bucket = buckets.age_bucket
        where {where}
        group by backlog.backlog_date, backlog.age_bucket, buckets.min_age_days
        order by backlog.backlog_date, buckets.min_age_days
        """,
        parameters,
    )


def oldest_tickets(read: Read, filters: Filters, limit: int = 10) -> pd.DataFrame:
    """Tickets open at the as-of time, oldest first."""
    where, parameters = filters.where(BY_ALL, row_limit=limit)
    return read(
        f"""
        select
            ticket_id, open_age_calendar_minutes / 1440 as open_age_days, queue, priority, status,
            agent_id, subject, created_at
        from marts.fct_tickets
        where is_open and {where}
        order by created_at, source_system, ticket_id
        limit $row_limit
        """,
        parameters,
    )


# SLA


def clocks_and_tickets(
    filters: Filters, needs_tickets: bool = False, table: str = "marts.fct_sla_clocks"
) -> str:
    """What to select clocks from: with their tickets only where a filter or group is of those."""
    is_cut = any(filters.picked.get(name) for name in ("channel", "customer_tier"))
    if not (is_cut or needs_tickets):
        return f"{table} as clocks"
    on = "clocks.ticket_key = tickets.ticket_key"
    return f"{table} as clocks inner join marts.fct_tickets as tickets on {on}"


def attainment(read: Read, filters: Filters) -> pd.DataFrame:
    """Clocks by outcome per metric and week of their start."""
    where, parameters = filters.where(BY_ALL_OF_CLOCKS, "clocks.started_date")
    return read(
        f"""
        select dates.week_start_date, clocks.metric, {OUTCOMES}
        from {clocks_and_tickets(filters)}
        inner join marts.dim_date as dates on clocks.started_date = dates.date_day
        where clocks.is_sla_counted and {where}
        group by dates.week_start_date, clocks.metric
        order by dates.week_start_date, clocks.metric
        """,
        parameters,
    )


def attainment_by(read: Read, filters: Filters, group: str) -> pd.DataFrame:
    """Clocks by outcome per metric and queue, priority or customer tier."""
    where, parameters = filters.where(BY_ALL_OF_CLOCKS, "clocks.started_date")
    return read(
        f"""
        select
            clocks.metric, coalesce({CLOCK_GROUPS[group]}, 'not told') as "{group}", {OUTCOMES}
        from {clocks_and_tickets(filters, group == "customer tier")}
        where clocks.is_sla_counted and {where}
        group by clocks.metric, coalesce({CLOCK_GROUPS[group]}, 'not told')
        order by clocks.metric, coalesce({CLOCK_GROUPS[group]}, 'not told')
        """,
        parameters,
    )


def attainment_compared(read: Read, filters: Filters, days: int = 28) -> pd.DataFrame:
    """Attainment per metric of clocks started in the last `days` days, and in those before."""
    where, parameters = filters.where(BY_ALL_OF_CLOCKS, day=filters.last_date, days=days)
    return read(
        f"""
        select
            clocks.metric,
            clocks.started_date > $day::date - $days as is_recent,
            {OUTCOMES}
        from {clocks_and_tickets(filters)}
        where clocks.is_sla_counted
            and clocks.started_date > $day::date - 2 * $days and clocks.started_date <= $day
            and {where}
        group by clocks.metric, is_recent
        order by clocks.metric, is_recent
        """,
        parameters,
    )


OUTCOMES = """
    count(*) filter (where clocks.is_sla_met) as met_count,
    count(*) filter (where clocks.is_sla_breached) as breached_count,
    count(*) filter (where clocks.is_sla_overdue) as overdue_count,
    count(*) filter (where clocks.is_sla_running) as running_count,
    count(*) filter (where clocks.is_sla_decided) as decided_count,
    count(*) filter (where clocks.is_sla_met)
    / nullif(count(*) filter (where clocks.is_sla_decided), 0) as attainment_rate
"""

STATES = ["overdue", "due soon", "in time", "paused"]


def at_risk(
    read: Read, filters: Filters, limit: int = 200, states: list[str] = STATES
) -> pd.DataFrame:
    """Clocks that run, by due time, overdue ones first; paused ones, never due, last."""
    where, parameters = filters.where(BY_ALL_OF_CLOCKS, row_limit=limit, states=states)
    return read(
        f"""
        select
            clocks.ticket_id, clocks.risk_state as state, clocks.metric,
            coalesce(clocks.due_opening_at, clocks.due_at) as due_at,
            clocks.remaining_business_minutes / 60 as remaining_business_hours,
            clocks.queue, clocks.priority, clocks.status, clocks.agent_id, tickets.subject
        from {clocks_and_tickets(filters, True, "kpi.kpi_sla_at_risk")}
        where list_contains($states, clocks.risk_state) and {where}
        order by clocks.due_rank
        limit $row_limit
        """,
        parameters,
    )


def at_risk_counts(read: Read, filters: Filters) -> pd.DataFrame:
    """Running clocks per metric and state: overdue, due soon, in time, paused."""
    where, parameters = filters.where(BY_ALL_OF_CLOCKS)
    return read(
        f"""
        select clocks.metric, clocks.risk_state as state, count(*) as clock_count
        from {clocks_and_tickets(filters, False, "kpi.kpi_sla_at_risk")}
        where {where}
        group by clocks.metric, clocks.risk_state
        order by clocks.metric, clocks.risk_state
        """,
        parameters,
    )


def are_policies_examples(read: Read) -> bool:
    """Whether the promises are those that ship, which nobody has called theirs (rule S6)."""
    found = read("select count(*) as example_count from marts.dim_sla_policy where is_example", {})
    return bool(found["example_count"][0])


def policies(read: Read) -> pd.DataFrame:
    """The SLA policies, in the order they are tried."""
    return read(
        """
        select
            metric,
            precedence,
            policy_id,
            coalesce(queue, 'any') as queue,
            coalesce(priority, 'any') as priority,
            coalesce(customer_tier, 'any') as customer_tier,
            target_business_minutes / 60 as target_business_hours,
            coalesce(calendar_id, 'that of the queue') as calendar_id,
            coalesce(paused_statuses, 'never') as paused_statuses,
            binds
        from marts.dim_sla_policy
        order by metric, precedence, policy_id
        """,
        {},
    )


# response and resolution

# The day on which each measure was reached, and whether that is counted.
MEASURES = {
    "first_response": ("first_responded_date", "is_first_response_counted"),
    "full_resolution": ("resolved_date", "is_resolution_counted"),
}

PERCENTILES = """
    count(minutes) as ticket_count,
    quantile_cont(minutes, [0.5, 0.9])[1] / 60 as median_hours,
    quantile_cont(minutes, [0.5, 0.9])[2] / 60 as p90_hours
"""


def reached(filters: Filters, measure: str, minutes: str) -> tuple[str, dict]:
    """A subquery and its parameters: tickets that reached the measure in the dates, and when."""
    reached_date, is_counted = MEASURES[measure]
    where, parameters = filters.where(BY_ALL, reached_date)
    subquery = f"""
        (
            select queue, {reached_date} as reached_date, {measure}_{minutes}_minutes as minutes
            from marts.fct_tickets
            where {is_counted} and {where}
        )
    """
    return subquery, parameters


def durations_by_week(read: Read, filters: Filters, measure: str, minutes: str) -> pd.DataFrame:
    """Median and p90, in hours, per week in which the response or resolution came."""
    source, parameters = reached(filters, measure, minutes)
    return read(
        f"""
        select dates.week_start_date, {PERCENTILES}
        from {source} as durations
        inner join marts.dim_date as dates on durations.reached_date = dates.date_day
        group by dates.week_start_date
        order by dates.week_start_date
        """,
        parameters,
    )


def durations_by_queue(read: Read, filters: Filters, measure: str, minutes: str) -> pd.DataFrame:
    """Number, median and p90, in hours: per queue, and first in all, where queue is null."""
    source, parameters = reached(filters, measure, minutes)
    return read(
        f"""
        select queue, {PERCENTILES}
        from {source} as durations
        group by grouping sets ((), (queue))
        order by queue nulls first
        """,
        parameters,
    )


def distribution(read: Read, filters: Filters, measure: str, minutes: str) -> pd.DataFrame:
    """Tickets per class of duration, every class shown."""
    source, parameters = reached(filters, measure, minutes)
    edges = [edge for edge in CLASSES.values() if edge]
    steps = " ".join(f"when minutes < {edge} then {number}" for number, edge in enumerate(edges))
    return read(
        f"""
        with classes as (
            select unnest($labels) as duration_class, unnest(range(len($labels))) as class_number
        ),
        counted as (
            select
                case {steps} else {len(edges)} end as class_number,
                count(*) as ticket_count
            from {source} as durations
            where minutes is not null
            group by 1
        )
        select
            classes.duration_class,
            classes.class_number,
            coalesce(counted.ticket_count, 0) as ticket_count
        from classes
        left join counted on classes.class_number = counted.class_number
        where exists (select 1 from counted)
        order by classes.class_number
        """,
        parameters | {"labels": list(CLASSES)},
    )


# team and customers


def agents(read: Read, filters: Filters) -> pd.DataFrame:
    """Counts and rates per agent over the months the dates touch."""
    where, parameters = filters.where(BY_SOURCE, "month_start_date", each="month")
    return read(
        f"""
        select
            agent_id,
            sum(resolved_count)::bigint as resolved_count,
            sum(agent_reply_count)::bigint as agent_reply_count,
            sum(one_touch_count) / nullif(sum(one_touch_known_count), 0) as one_touch_rate,
            sum(reopened_count) / nullif(sum(reopened_known_count), 0) as reopened_rate,
            sum(satisfied_count) / nullif(sum(rated_count), 0) as satisfaction_rate,
            sum(rated_count)::bigint as rated_count,
            sum(satisfied_count)::bigint as satisfied_count,
            sum(one_touch_count)::bigint as one_touch_count,
            sum(one_touch_known_count)::bigint as one_touch_known_count,
            sum(reopened_count)::bigint as reopened_count,
            sum(reopened_known_count)::bigint as reopened_known_count
        from kpi.kpi_agent_performance_monthly
        where {where}
        group by agent_id, is_system
        order by resolved_count desc, agent_id, is_system
        """,
        parameters,
    )


def satisfaction(read: Read, filters: Filters) -> pd.DataFrame:
    """Ratings per month of first resolution."""
    where, parameters = filters.where(BY_QUEUE, "month_start_date", each="month")
    return read(
        f"""
        select
            month_start_date,
            sum(resolved_count)::bigint as resolved_count,
            sum(rated_count)::bigint as rated_count,
            sum(satisfied_count)::bigint as satisfied_count,
            sum(rated_count) / nullif(sum(resolved_count), 0) as response_rate,
            sum(satisfied_count) / nullif(sum(rated_count), 0) as satisfaction_rate
        from kpi.kpi_csat_monthly
        where {where}
        group by month_start_date
        order by month_start_date
        """,
        parameters,
    )


def customers(
    read: Read, filters: Filters, column: str = "customer_tier", limit: int = 20
) -> pd.DataFrame:
    """Tickets created in the dates per customer tier or organization, most first."""
    where, parameters = filters.where(BY_ALL, "created_date", row_limit=limit)
    return read(
        f"""
        select
            coalesce({column}, 'not told') as {column},
            count(*) as ticket_count,
            count(*) filter (where is_open) as open_ticket_count,
            count(*) filter (where is_resolution_sla_met) as resolution_met_count,
            count(*) filter (where is_resolution_sla_decided) as resolution_decided_count,
            count(*) filter (where is_resolution_sla_met)
            / nullif(count(*) filter (where is_resolution_sla_decided), 0)
                as resolution_attainment_rate,
            count(*) filter (where is_satisfied) as satisfied_count,
            count(*) filter (where is_rated) as rated_count,
            count(*) filter (where is_satisfied)
            / nullif(count(*) filter (where is_rated), 0) as satisfaction_rate
        from marts.fct_tickets
        where is_in_scope and {where}
        group by coalesce({column}, 'not told')
        order by ticket_count desc, {column}
        limit $row_limit
        """,
        parameters,
    )


# one ticket


def tickets_with_id(read: Read, ticket_id: str) -> pd.DataFrame:
    """The ticket, or one row per source that has a ticket of that id."""
    return read(
        "select * from marts.fct_tickets where ticket_id = $ticket_id order by source_system",
        {"ticket_id": ticket_id},
    )


def intervals(read: Read, ticket_key: int) -> pd.DataFrame:
    """The stretches of a ticket's life, in order."""
    return read(
        """
        select
            valid_from, valid_to, status, clock_owner, priority, queue, agent_id,
            calendar_minutes, business_minutes
        from marts.fct_ticket_intervals
        where ticket_key = $ticket_key
        order by valid_from
        """,
        {"ticket_key": ticket_key},
    )


def events(read: Read, ticket_key: int) -> pd.DataFrame:
    """What happened to a ticket, in order."""
    return read(
        """
        select occurred_at, event_type, actor_type, actor_id, old_value, new_value, is_derived
        from marts.fct_ticket_events
        where ticket_key = $ticket_key
        order by event_number
        """,
        {"ticket_key": ticket_key},
    )


def clocks(read: Read, ticket_key: int) -> pd.DataFrame:
    """A ticket's SLA clocks with the policy that set the target."""
    return read(
        """
        select clocks.*, policies.precedence, policies.paused_statuses
        from marts.fct_sla_clocks as clocks
        inner join marts.dim_sla_policy as policies on clocks.policy_id = policies.policy_id
        where clocks.ticket_key = $ticket_key
        order by clocks.started_at, clocks.metric, clocks.cycle_number
        """,
        {"ticket_key": ticket_key},
    )


def segments(read: Read, sla_clock_keys: list[int]) -> pd.DataFrame:
    """Where the minutes of some SLA clocks went, clock by clock."""
    return read(
        """
        select
            sla_clock_key, valid_from, valid_to, clock_state, status, priority, queue, agent_id,
            calendar_minutes, outside_hours_minutes, business_minutes,
            elapsed_business_minutes_before
        from marts.fct_sla_clock_segments
        where list_contains($sla_clock_keys::bigint[], sla_clock_key)
        order by sla_clock_key, segment_number
        """,
        {"sla_clock_keys": sla_clock_keys},
    )


# data quality


def accounting(read: Read) -> pd.DataFrame:
    """Rows read, accepted and rejected per file."""
    return read(
        """
        select
            source_system, file_kind, source_file, read_row_count, accepted_row_count,
            rejected_row_count
        from marts.fct_row_accounting
        order by source_system, file_kind desc, source_file
        """,
        {},
    )


def reject_reasons(read: Read) -> pd.DataFrame:
    """Rejected rows per kind of file and reason; a row with two reasons counts in both."""
    return read(
        """
        select file_kind, reason, count(*) as row_count
        from (
            select file_kind, unnest(reject_reasons) as reason from marts.fct_rejected_rows
        ) as reasons
        group by file_kind, reason
        order by row_count desc, file_kind, reason
        """,
        {},
    )


def rejected_rows(read: Read, limit: int = 500) -> pd.DataFrame:
    """Rejected rows as they stand in the file, with their reasons."""
    return read(
        """
        select
            source_system, file_kind, source_row_number,
            array_to_string(reject_reasons, '; ') as reject_reasons, raw_row
        from marts.fct_rejected_rows
        order by source_system, file_kind desc, source_file, source_row_number
        limit $row_limit
        """,
        {"row_limit": limit},
    )


def unmapped_words(read: Read) -> pd.DataFrame:
    """Words of the sources that count as unknown."""
    return read(
        """
        select source_system, field, raw_value, row_count
        from marts.fct_unmapped_words
        order by row_count desc, source_system, field, raw_value
        """,
        {},
    )


# what customers write about: tables of builds with text analysis


def themes(read: Read, filters: Filters, dimension: str) -> pd.DataFrame:
    """Typical words and phrases per slice in the last month of the dates, the longer ones alone."""
    return read(
        """
        select
            slice, term_label, ticket_count, slice_ticket_count, ticket_share,
            ticket_share_change, kind, example_ticket_ids
        from kpi.kpi_text_themes_monthly
        where dimension = $dimension and part_of is null
            and month_start_date = date_trunc('month', $last_date::date)
        order by slice, ticket_count desc, kind, theme_rank
        """,
        {"dimension": dimension, "last_date": filters.last_date},
    )


def theme_dimensions(read: Read) -> list[str]:
    """By what the themes are cut into slices."""
    rows = read("select distinct dimension from kpi.kpi_text_themes_monthly order by 1", {})
    return rows["dimension"].tolist()


def emerging_themes(read: Read, filters: Filters) -> pd.DataFrame:
    """Themes more frequent than before, in the weeks of the dates, newest first."""
    where, parameters = filters.where({}, "week_start_date", each="week")
    return read(
        f"""
        select
            week_start_date, term_label, is_new, theme_ticket_count, expected_tickets, ticket_ratio,
            ticket_count, raised_since_date, related_terms, alarms_by_chance, example_ticket_ids
        from kpi.kpi_emerging_themes_weekly
        where {where}
        order by week_start_date desc, theme_rank
        """,
        parameters,
    )


def recurring_issues(read: Read, filters: Filters, limit: int = 30) -> pd.DataFrame:
    """Groups of nearly equal tickets whose last ticket came in the dates, largest first."""
    return read(
        """
        select
            example_ticket_id as ticket_id, example_subject, category, product, ticket_count,
            open_ticket_count, requester_count, first_seen_at, last_seen_at
        from marts.fct_recurring_issues
        where last_seen_at >= $first_date
        order by ticket_count desc, last_seen_at desc, first_seen_at desc, example_ticket_id
        limit $row_limit
        """,
        {"first_date": filters.first_date, "row_limit": limit},
    )


def largest_topics(read: Read, filters: Filters, limit: int = 5) -> pd.DataFrame:
    """Tickets per week of the topics with most tickets in the weeks of the dates."""
    where, parameters = filters.where({}, "week_start_date", each="week", row_limit=limit)
    return read(
        f"""
        with weeks as (
            select week_start_date, topic_name, ticket_count
            from kpi.kpi_text_topics_weekly
            where {where}
        ),
        largest as (
            select topic_name, sum(ticket_count) as topic_ticket_count
            from weeks
            group by topic_name
            order by topic_ticket_count desc, topic_name
            limit $row_limit
        )
        select weeks.week_start_date, weeks.topic_name, weeks.ticket_count
        from weeks
        inner join largest on weeks.topic_name = largest.topic_name
        order by largest.topic_ticket_count desc, weeks.topic_name, weeks.week_start_date
        """,
        parameters,
    )


def weekly_topics(read: Read, filters: Filters) -> pd.DataFrame:
    """Tickets and mood per topic in the weeks of the dates, newest week and largest topic first."""
    where, parameters = filters.where({}, "week_start_date", each="week")
    return read(
        f"""
        select
            week_start_date, topic_name, ticket_count, ticket_share, ticket_share_change,
            negative_count, scored_count, negative_share
        from kpi.kpi_text_topics_weekly
        where {where}
        order by week_start_date desc, ticket_count desc, topic_name
        """,
        parameters,
    )


def weekly_sentiment(read: Read, filters: Filters) -> pd.DataFrame:
    """Mood per category in the weeks of the dates, newest week first."""
    where, parameters = filters.where({}, "week_start_date", each="week")
    return read(
        f"""
        select
            week_start_date, category, ticket_count, scored_count, negative_count, negative_share,
            positive_share, vader_score_mean, domain_score_mean
        from kpi.kpi_sentiment_weekly
        where {where}
        order by week_start_date desc, category
        """,
        parameters,
    )
