"""A ticket's story: its figures are those of the marts, its sentences say what they mean."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import duckdb
import explain_ticket
import pytest
from oracles.project import rows

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/explain_ticket.py"


def explain(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def one_clock(sla_database):
    """Some clock that a condition holds for, with its ticket and its segments' minutes."""

    def find(condition: str) -> dict:
        found = rows(
            sla_database,
            f"""
            select
                clocks.*, tickets.ticket_id,
                (
                    select coalesce(sum(business_minutes) filter (where clock_state = 'running'), 0)
                    from marts.fct_sla_clock_segments as segments
                    where segments.sla_clock_key = clocks.sla_clock_key
                ) as running_minutes
            from marts.fct_sla_clocks as clocks
            join marts.fct_tickets as tickets using (ticket_key)
            where {condition}
            order by tickets.ticket_id, clocks.metric, clocks.cycle_number limit 1
            """,
        )
        assert found, f"the generated tickets have no clock where {condition}"
        return found[0]

    return find


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (
            "outcome = 'met' and elapsed_business_minutes > 0",
            "Met: {elapsed:,.1f} of {target:,.1f} minutes.",
        ),
        (
            "outcome = 'breached'",
            "The target ran out {breached_at:%a %Y-%m-%d %H:%M:%S}: {elapsed:,.1f} of "
            "{target:,.1f} minutes, {over:,.1f} too many.",
        ),
        (
            "outcome = 'running' and not is_paused and due_opening_at is null",
            "Due {due_at:%a %Y-%m-%d %H:%M:%S}: {left:,.1f} of {target:,.1f} minutes left.",
        ),
        (
            "outcome = 'running' and is_paused",
            "Paused with {left:,.1f} of {target:,.1f} minutes left; no due time until it goes on.",
        ),
        ("outcome = 'cancelled' and stop_reason = 'merged'", "Not judged: the ticket was merged."),
        ("stop_reason = 'no_policy'", "Not judged: from then on no policy fits the ticket."),
        (
            "stop_reason = 'resolved_by_system'",
            "Not judged: the system resolved the ticket, which answers nobody.",
        ),
        (
            "first_policy_id <> policy_id and stop_reason = 'responded'",
            "The promise changed: {first_policy_id} fitted as the clock started, ",
        ),
        (
            "first_policy_id is null and stop_reason = 'responded'",
            "{policy_id} does from {bound_from:%a %Y-%m-%d %H:%M:%S} on, and judges all of it.",
        ),
        (
            "first_policy_id = policy_id and bound_from > started_at and stop_reason = 'responded'",
            "The promise changed and came back: {policy_id} fits again from "
            "{bound_from:%a %Y-%m-%d %H:%M:%S} on.",
        ),
    ],
)
def test_each_outcome_is_told_with_its_arithmetic(sla_database, one_clock, condition, sentence):
    clock = one_clock(condition)
    assert clock["running_minutes"] == pytest.approx(clock["elapsed_business_minutes"])
    done = explain(clock["ticket_id"], "--database", sla_database)
    assert done.returncode == 0, done.stderr
    elapsed, target = clock["running_minutes"], clock["target_business_minutes"]
    expected = sentence.format(
        elapsed=elapsed,
        target=target,
        over=elapsed - target,
        left=target - elapsed,
        due_at=clock["due_at"],
        breached_at=clock["breached_at"],
        bound_from=clock["bound_from"],
        policy_id=clock["policy_id"],
        first_policy_id=clock["first_policy_id"],
    )
    assert expected in done.stdout
    assert f"Policy {clock['policy_id']}, for a {clock['priority']} ticket" in done.stdout


def test_events_and_states_are_all_there(sla_database, one_clock):
    ticket_id = one_clock("cycle_number = 2")["ticket_id"]
    lines = explain(ticket_id, "--database", sla_database).stdout.splitlines()
    counts = rows(
        sla_database,
        f"""
        select
            (select count(*) from marts.fct_ticket_events as e where e.ticket_key = t.ticket_key)
                as events,
            (select count(*) from marts.fct_ticket_intervals as i where i.ticket_key = t.ticket_key)
                as states,
            (select count(*) from marts.fct_sla_clocks as c where c.ticket_key = t.ticket_key)
                as clocks
        from marts.fct_tickets as t where ticket_id = '{ticket_id}'
        """,
    )[0]
    blocks = [block.splitlines() for block in "\n".join(lines).split("\n\n")]
    assert blocks[0][0].startswith(f"Ticket {ticket_id} (generic): ")
    assert len(blocks[1]) == counts["events"] + 2  # a title and a header
    assert len(blocks[2]) == counts["states"] + 2
    assert len(blocks) == counts["clocks"] + 3


def test_an_unknown_ticket_and_a_rejected_one(tmp_path):
    database = tmp_path / "tickets.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            """
            create schema marts;
            create table marts.fct_tickets (ticket_id varchar, source_system varchar);
            insert into marts.fct_tickets values ('T-1', 'one'), ('T-1', 'two');
            create table marts.fct_rejected_rows as
                select 'tickets' as file_kind, 'a.csv' as source_file, 7 as source_row_number,
                'T-2,2026-13-02' as raw_row, ['invalid_created_at'] as reject_reasons;
            """
        )
    said = {
        ticket_id: explain(ticket_id, "--database", database).stderr
        for ticket_id in ("T-1", "T-2", "T-3")
    }
    assert said == {
        "T-1": "Several sources have a ticket T-1: one, two. Add --source NAME.\n",
        "T-2": "There is no ticket T-2 in this build. Row 7 of a.csv names it and was rejected: "
        "invalid_created_at.\n",
        "T-3": "There is no ticket T-3 in this build.\n",
    }


def test_no_database(tmp_path):
    done = explain("T-000001", "--database", tmp_path / "none.duckdb")
    assert done.returncode == 1
    assert done.stderr.endswith("Run: make build\n")


def test_closing_time_is_told_as_the_next_opening():
    """Rule S5: a clock that is due as the doors close is in time until they open again."""
    clock = dict.fromkeys(["stopped_at", "breached_at", "is_paused"])
    friday, monday = datetime(2025, 10, 3, 18), datetime(2025, 10, 6, 8)
    clock |= {"is_sla_counted": True, "due_at": friday, "due_opening_at": monday}
    clock |= {"elapsed_business_minutes": 60.0, "target_business_minutes": 60.0}
    assert explain_ticket.verdict(clock | {"remaining_business_minutes": 0.0}) == [
        "Due Mon 2025-10-06 08:00:00, the next opening: its last minute ends at closing time, "
        "Fri 2025-10-03 18:00:00. 0.0 of 60.0 minutes left."
    ]
