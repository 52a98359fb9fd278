"""A var that cannot be used stops the run with a sentence before any model."""

import pytest
from publishing import run_dbt

GENERIC = {"tickets": "a.csv"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"as_of": "tomorrow"}, "var as_of is tomorrow: write a UTC time like 2026-10-01"),
        ({"as_of": "2026-02-30 10:00"}, "var as_of is 2026-02-30 10:00: write a UTC time"),
        ({"reporting_time_zone": "Mars"}, "var reporting_time_zone is Mars: write a zone of the"),
        ({"ticket_sources": 5}, "var ticket_sources is 5: write a mapping like {generic: "),
        ({"ticket_sources": {"jira": {}}}, "the source jira; there are adapters for generic, "),
        ({"ticket_sources": {"generic": 5}}, "var ticket_sources.generic is 5: write a mapping"),
        (
            {"ticket_sources": {"generic": {"file": "a.csv"}}},
            "var ticket_sources.generic.file is a.csv: a source takes tickets, events, time_zone",
        ),
        (
            {"ticket_sources": {"generic": {**GENERIC, "time_zone": "CEST5"}}},
            "var ticket_sources.generic.time_zone is CEST5: write a zone of the IANA list",
        ),
        (
            {"ticket_sources": {"generic": {**GENERIC, "delimiter": "x"}}},
            "var ticket_sources.generic.delimiter is x: it can be a comma",
        ),
        (
            {"ticket_sources": {"generic": {"events": "a.csv"}}},
            "var ticket_sources.generic.tickets is missing: name the file to read.",
        ),
        (
            {"ticket_sources": {"generic": {"tickets": "it's.csv"}}},
            "No file it's.csv (var ticket_sources.generic.tickets). Put an export there",
        ),
    ],
)
def test_bad_values_stop_the_run(builder, tmp_path, given, expected):
    outcome = builder.invoke("build", given, tmp_path / "tickets.duckdb", "--select", "staging")
    assert not outcome.success
    assert expected in run_dbt.sentence(str(outcome.exception))
    assert not outcome.result
