"""Every raw row is accepted or refused as a reader of single records says (rule R3)."""

import csv
from collections import Counter

import pytest
from oracles import adversary, project
from oracles.compare import assert_same


@pytest.fixture(scope="module", params=["everything", "generated"])
def dirty(request):
    return request.getfixturevalue(request.param)


def test_refused_rows_and_their_reasons(dirty):
    found = {
        (row["file_kind"], row["source_row_number"]): (
            sorted(row["reject_reasons"]),
            row["raw_row"],
        )
        for row in dirty.rows("select * from marts.fct_rejected_rows")
    }
    expected = {
        (row.file_kind, row.number): (sorted(row.reasons), row.text)
        for row in dirty.export.rejected
    }
    assert_same(found, expected)


def test_every_reason_occurs(everything):
    """The data set has a row for each reason the reader knows."""
    reasons = {reason for row in everything.export.rejected for reason in row.reasons}
    assert {
        "broken_quote",
        "too_few_columns",
        "too_many_columns",
        "missing_ticket_id",
        "missing_created_at",
        "missing_occurred_at",
        "missing_event_type",
        "invalid_created_at",
        "invalid_occurred_at",
        "implausible_time",
        "duplicate",
        "superseded",
        "unknown_ticket",
        "before_ticket_created",
    } <= reasons


def test_cells_that_cannot_be_read(dirty):
    """R6: of accepted rows; and there is one of each kind."""
    found = {
        (row["file_kind"], row["source_row_number"], row["column_name"]): row["cell"]
        for row in dirty.rows("select * from marts.fct_unread_cells")
    }
    assert_same(found, dirty.export.unread)
    assert {"csat_score", "reopen_count"} <= {
        column for _, _, column in found
    }


def test_rows_read_accepted_rejected(dirty):
    found = {
        row["file_kind"]: tuple(
            row[f"{what}_row_count"] for what in ("read", "accepted", "rejected")
        )
        for row in dirty.rows("select * from marts.fct_row_accounting")
    }
    export = dirty.export
    refused = Counter(row.file_kind for row in export.rejected)
    accepted = {
        "tickets": len(export.tickets),
        "events": sum(map(len, export.events.values())),
    }
    expected = {
        kind: (export.read[kind], accepted[kind], refused[kind]) for kind in ("tickets", "events")
    }
    assert_same(found, expected)
    assert all(read == kept + lost for read, kept, lost in found.values())


def test_planted_faults_are_the_refused_rows(generated):
    """The generator's own list of what it did wrong: nothing more is refused, and nothing less."""
    with open(generated.files[0].with_name("planted_faults.csv"), encoding="utf-8") as file:
        planted = list(csv.DictReader(file))
    kinds = {"support_tickets.csv": "tickets", "ticket_events.csv": "events"}
    expected = {
        (kinds[row["file"]], int(row["row_number"])): row["kind"]
        for row in planted
        if row["is_rejected"] == "true"
    }
    found = {}
    for row in generated.rows("select * from marts.fct_rejected_rows"):
        key, reasons = (row["file_kind"], row["source_row_number"]), row["reject_reasons"]
        found[key] = expected[key] if expected.get(key) in reasons else reasons
    assert_same(found, expected)


def build_lines(builder, name: str, tickets: list[dict], select: str):
    """Builds from ticket rows alone; returns a function that queries the build."""
    files = adversary.write(
        builder.project / "raw" / name, [adversary.ticket_line(row) for row in tickets], []
    )
    return build_files(builder, name, files, select)


def build_files(builder, name: str, files, select: str):
    database = builder.project / "builds" / name / "tickets.duckdb"
    failed = builder.build(files, database, {}, select)
    assert failed == []
    return lambda query: project.rows(database, query)


def small_tickets(count: int) -> list[dict]:
    """Tickets without events, one a day, all pending; their subjects hold a quoted comma."""
    return [
        {
            "ticket_id": f"T{day}",
            "created_at": f"2026-01-{day:02} 10:00:00",
            "updated_at": f"2026-01-{day:02} 11:00:00",
            "status": "pending",
            "subject": "hello, there",
        }
        for day in range(1, count + 1)
    ]


def test_broken_quotes_swallow_no_rows(builder):
    """Line 3 opens a quote that is never closed; the lone quote in line 7 is part of its cell."""
    files = adversary.write(
        builder.project / "raw/quotes", [adversary.ticket_line(row) for row in small_tickets(9)], []
    )
    lines = files[0].read_text(encoding="utf-8").split("\n")
    lines[2] = lines[2].replace('there"', "there")
    lines[6] = lines[6].replace('"hello, there"', 'hello"')
    files[0].write_text("\n".join(lines), encoding="utf-8")
    query = build_files(builder, "quotes", files, "+fct_rejected_rows +int_tickets")
    refused = query("select source_row_number, reject_reasons from marts.fct_rejected_rows")
    assert [row["source_row_number"] for row in refused] == [3]
    assert len(query("select * from intermediate.int_tickets")) == 8


def test_update_before_creation(builder):
    """A ticket whose update is said to come before its creation must not break the build."""
    tickets = small_tickets(3)
    tickets[1]["updated_at"] = "2026-01-02 09:59:59"
    query = build_lines(builder, "early_update", tickets, project.MARTS)
    starts = query(
        """
        select t.ticket_id, min(i.valid_from) = any_value(t.created_at) as is_created_first
        from marts.fct_tickets as t join marts.fct_ticket_intervals as i using (ticket_key)
        group by t.ticket_id
        """
    )
    assert {"T1", "T3"} <= {row["ticket_id"] for row in starts}
    assert all(row["is_created_first"] for row in starts)
