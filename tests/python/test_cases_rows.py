"""Files of tests/cases/rows: ratings, dates, columns, refusals; each went wrong once."""

import csv
import sys
from datetime import datetime

import pytest
from oracles.project import ROOT, rows

sys.path.insert(0, str(ROOT / "scripts"))
from publishing import checks
from reading.check import check
from reading.times import time_forms

FOLDER = ROOT / "tests/cases/rows"
SELECT = "+fct_tickets +fct_rejected_rows +fct_unread_cells +fct_row_accounting +fct_unmapped_words"


def built(builder, name: str, path, **settings):
    """A build of some files, what it printed and which tests failed."""
    database = builder.project / f"builds/cases_rows_{name}/tickets.duckdb"
    database.parent.mkdir()
    said = []
    outcome = builder.invoke(
        "build",
        {"ticket_sources": {"generic": {"tickets": str(path), **settings}}},
        database,
        "--select",
        SELECT,
        "--exclude-resource-type",
        "unit_test",
        callbacks=[lambda event: said.append(getattr(event.data, "msg", ""))],
    )
    results = outcome.result.results if outcome.result else []
    bad = [one.node.name for one in results if one.status not in ("success", "pass")]
    return database, "\n".join(said), bad


@pytest.fixture(scope="module")
def read(builder):
    """All files that can be read, in one build; the order of day and month is stated."""
    return built(builder, "read", FOLDER / "read", date_order="mdy")


def test_the_build_is_good(read):
    assert read[2] == []


def test_ratings(read):
    found = rows(
        read[0],
        "select ticket_id, csat_score from marts.fct_tickets where csat_score is not null",
    )
    assert {row["ticket_id"]: row["csat_score"] for row in found} == {
        **{f"a-{number}": 4 for number in (0, 1, 3, 13, 16, 17)},
        **{"a-18": 5, "a-19": 5, "D5-1": 5, "D5-2": 1, "D5-6": 5},
    }


def test_cells_that_cannot_be_read_are_listed(read):
    found = rows(read[0], "select column_name, cell from marts.fct_unread_cells")
    assert {(row["column_name"], row["cell"]) for row in found} == {
        ("csat_score", cell) for cell in ("4.5", "five", "-1", "0", "6", "NaN", "١", "1e0")
    }


def test_written_dates(read):
    found = rows(
        read[0],
        "select ticket_id, created_at from intermediate.int_ticket_versions "
        "where is_newest and source_file similar to '.*(written_dates|two_digit_years).csv'",
    )
    october = datetime(2025, 10, 6, 9)
    assert {row["ticket_id"]: row["created_at"] for row in found} == {
        "86256": datetime(2017, 12, 28, 3, 11),
        "89890": datetime(2017, 8, 15, 20, 23),
        "111611": datetime(2017, 10, 4, 21, 30),
        "D6-US": october,
        "D6-Z": october,
        "D6-J": october,
        "D6-E": october,
        "td-1": datetime(2021, 3, 12, 9, 57),
        "td-2": datetime(2021, 2, 15, 11, 41),
    }


def test_columns_that_nothing_reads_are_named_with_the_closest(read):
    assert "Nothing reads these columns" in read[1]
    assert "solved_at" in read[1]


def test_words_that_nobody_translated_are_named_with_the_closest(read):
    assert "generic rating 'five' (1 times) is not in" in read[1]


def test_nothing_accepted_is_not_published(builder):
    _, said, bad = built(builder, "refused", FOLDER / "all_rejected.csv")
    assert bad[0] == "law_files_are_accepted"
    assert "2 of 2 rows are refused" in said
    assert "invalid_created_at, like 'yesterday', 'the day before'" in said


def test_a_key_is_proposed_by_its_values():
    faults = checks.faults(
        {"ticket_sources": {"generic": {"tickets": str(FOLDER / "incident_list.csv")}}}
    )
    assert any("Its column number is unique and never empty" in fault for fault in faults)
    assert any("The closest it has is opened_at" in fault for fault in faults)


def forms(tmp_path, cells: list[str], stated: str | None = None) -> dict:
    file = tmp_path / "tickets.csv"
    with open(file, "w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([["created_at", "id"], *([cell, "x"] for cell in cells)])
    return time_forms([check(str(file), ",", lambda: tmp_path)], ["created_at"], stated)


@pytest.mark.parametrize(
    ("cells", "stated", "expected"),
    [
        (["2026-05-14 09:00:00", "2026-05-14T09:00:00Z"], None, None),
        (["14/05/2026 09:00", "05/06/2026"], None, ["%d/%m/%Y", "%d/%m/%Y %H:%M"]),
        (["05/14/2026 9:00:10 pm"], None, ["%m/%d/%Y %I:%M:%S %p"]),
        (["05/06/2026 09:00"], None, None),
        (["05/06/2026 09:00"], "dmy", ["%d/%m/%Y %H:%M"]),
        (["05/14/2026", "14/05/2026"], None, None),
        (["05.06.2026", "14/05/2026"], None, ["%d/%m/%Y"]),
        (["26-05-14"], None, None),
        (["26-05-14", "26-05-32"], None, ["%d-%m-%y"]),
        (["26-05-14"], "ymd", ["%y-%m-%d"]),
        (["3/12/21", "2/15/21"], None, ["%m/%d/%y"]),
        (["May 14, 2026", "14 October 2026 9:00"], None, ["%b %d, %Y", "%d %B %Y %H:%M"]),
    ],
)
def test_forms_are_decided_by_all_values(tmp_path, cells, stated, expected):
    found = forms(tmp_path, cells, stated)["formats"].get("created_at")
    assert (sorted(found) if found else None) == expected
