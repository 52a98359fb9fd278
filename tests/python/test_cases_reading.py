"""Files of tests/cases/reading, in one build: each of a kind that went wrong once (R1, R3)."""

import pytest
from oracles.project import ROOT, rows

FOLDER = ROOT / "tests/cases/reading"
LOOKALIKE = "please import:\nlk-9,2026-05-04 09:00:00,not a ticket\nthank you"
ACCEPTED = {
    "cells_begin_and_end_with_a_line_break.csv": [(2, "lb-1", "one\n"), (4, "lb-2", "\ntwo")],
    "a_line_of_a_cell_looks_like_a_record.csv": [(2, "lk-1", LOOKALIKE), (5, "lk-2", "second")],
    "prose_with_commas_in_a_narrow_file.csv": [
        (2, "pr-1", "Dear team,\nit stopped, again, today\nbye"),
        (5, "pr-2", "second"),
    ],
    "a_comma_in_a_name.csv": [(2, "cn-1", "first"), (3, "cn-2", "second")],
    "crlf_in_a_cell.csv": [(2, "cr-1", "one\r\ntwo"), (4, "cr-2", "second")],
    "upper_case_ending.csv.GZ": [(2, "gz-1", "first")],
    "crlf.csv": [(2, "wi-1", "one\ntwo")],
    "broken.csv": [
        (2, "br-1", "first, of all"),
        (5, "br-3", "third,\n\nin three lines"),
        (12, "br-5", '5" pipe'),
    ],
}
REJECTED = {
    "crlf_in_a_cell.csv": [(5, ",2026-05-05 09:00:00,no id", ["missing_ticket_id"])],
    "crlf.csv": [(4, 'wi-2,2026-13-04 09:00:00,"three\r\nfour"', ["invalid_created_at"])],
    "broken.csv": [
        (4, 'br-2,2026-05-04 09:00:00,"never closed', ["broken_quote"]),
        (8, "br-4,2026-05-06 09:00:00", ["too_few_columns"]),
        (9, 'br-3,2026-05-05 09:00:00,"third,\n\nin three lines"', ["duplicate"]),
    ],
}


@pytest.fixture(scope="module")
def database(builder):
    """A build of the whole folder."""
    path = builder.project / "builds/cases_reading/tickets.duckdb"
    path.parent.mkdir()
    outcome = builder.invoke(
        "build",
        {"ticket_sources": {"generic": {"tickets": str(FOLDER)}}, "min_accepted_share": 0},
        path,
        "--select",
        "+fct_tickets +fct_rejected_rows +fct_row_accounting",
        "--exclude-resource-type",
        "unit_test",
    )
    bad = [one for one in outcome.result.results if one.status not in ("success", "pass")]
    assert not bad, "\n".join(f"{one.node.name}: {one.message}" for one in bad)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    return path


def by_file(found: list[dict]) -> dict[str, list[tuple]]:
    files = {}
    for row in found:
        name, *cells = row.values()
        files.setdefault(name.removeprefix(f"{FOLDER}/"), []).append(tuple(cells))
    return files


def test_tickets_are_those_in_the_files(database):
    found = rows(
        database,
        """
        select stg.source_file, stg.source_row_number, stg.ticket_id, stg.subject
        from staging.stg_generic__tickets as stg
        inner join marts.fct_tickets using (ticket_key)
        anti join marts.fct_rejected_rows using (source_file, source_row_number)
        order by stg.row_id
        """,
    )
    assert by_file(found) == ACCEPTED


def test_rejected_rows_are_told_as_they_stand(database):
    found = rows(
        database,
        """
        select source_file, source_row_number, raw_row, reject_reasons
        from marts.fct_rejected_rows
        order by source_file, source_row_number
        """,
    )
    assert by_file(found) == REJECTED


def test_every_file_adds_up(database):
    found = by_file(
        rows(
            database,
            """
            select source_file, read_row_count, accepted_row_count, rejected_row_count
            from marts.fct_row_accounting
            """,
        )
    )
    counts = {name: (len(ACCEPTED[name]), len(REJECTED.get(name, []))) for name in ACCEPTED}
    assert found == {name: [(sum(pair), *pair)] for name, pair in counts.items()}
