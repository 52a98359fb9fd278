"""What is wrong with vars, seeds and files is told at once, before dbt starts and by plain dbt."""

import gzip
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from oracles import project
from publishing import checks, run_dbt, sources

GENERIC = {"tickets": "a.csv"}
WRONG_VARS = {
    "as_off": "2026-10-01",
    "as_of": "2026-02-30 10:00",
    "reporting_time_zone": "Mars",
    "week_starts_on": "tuesday",
    "text_analysis": "maybe",
    "policies_are_ours": "perhaps",
    "text_topic_count": 0,
    "ticket_sources": {
        "jira": {},
        "generic": {
            "tickets": "it's.csv",
            "file": "a",
            "delimiter": "x",
            "end_time": "closed_on",
            "time_zone": "CEST5",
        },
        "servicenow_log": 5,
    },
}
WRONG_VARS_TOLD = [
    "There is no var as_off. The closest is as_of; there are ticket_sources, as_of, ",
    "var as_of is 2026-02-30 10:00: write a UTC time like 2026-10-01",
    "var week_starts_on is tuesday: write monday or sunday.",
    "var text_analysis is maybe: write true or false.",
    "var policies_are_ours is perhaps: write true or false.",
    "var text_topic_count is 0: write a whole number above zero.",
    "var ticket_sources names the source jira; there are adapters for generic, ",
    "var ticket_sources.generic.file is a: a source takes tickets, events, time_zone",
    "var ticket_sources.generic.delimiter is x: it can be a comma",
    "var ticket_sources.generic.end_time is closed_on: it can be updated_at, where the last update",
    "var ticket_sources.servicenow_log is 5: write a mapping",
    "var reporting_time_zone is Mars: write a zone of the IANA list",
    "var ticket_sources.generic.time_zone is CEST5: write a zone of the IANA list",
]
WRONG_SEEDS = {
    "calendars": "calendar_id,calendar_name,zone\nalways,Always,UTC\n",
    "queue_calendars": "source_system,queue,calendar_id,time_zone\n,,always,Mars\n",
    "holidays": "calendar_id,holiday_date,holiday_name\nalways,2026-02-30,A day\n",
    "age_buckets": "age_bucket,min_age_days,max_age_days\nyoung,0,2.5\nold,three,\n",
    "ticket_statuses": "status,is_open,is_in_scope,clock_owner,sort_order\n"
    "new,perhaps,true,agent,1\n",
}
WRONG_SEEDS_TOLD = [
    "seeds/reference/calendars.csv has the column zone, which is not known. There are calendar_id,",
    "seeds/reference/calendars.csv lacks the column time_zone.",
    "seeds/reference/queue_calendars.csv has the column time_zone, which is not known. There are",
    "seeds/reference/queue_calendars.csv: time_zone is Mars; write a zone of the IANA list",
    "seeds/reference/holidays.csv, row 2: holiday_date is 2026-02-30; write a day like 2026-12-25.",
    "seeds/reference/ticket_statuses.csv, row 2: is_open is perhaps; write true or false.",
    "seeds/reference/age_buckets.csv, row 2: max_age_days is 2.5; write a whole number.",
    "seeds/reference/age_buckets.csv, row 3: min_age_days is three; write a whole number.",
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory) -> Path:
    return project.copy_project(tmp_path_factory.mktemp("checks") / "project")


@pytest.fixture
def here(copied, monkeypatch) -> Path:
    """A copy of the project as the working directory; seeds are put back after the test."""
    monkeypatch.chdir(copied)
    kept = {file: file.read_bytes() for file in (copied / "seeds/reference").iterdir()}
    yield copied
    for file, content in kept.items():
        file.write_bytes(content)


def write_seeds(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / f"seeds/reference/{name}.csv").write_text(text, encoding="utf-8")


def generic(**files: str) -> dict:
    return {"ticket_sources": {"generic": files}}


def told(given: dict | None = None) -> list[str]:
    """What is told when the default files are still to come."""
    return checks.faults(given or {}, sources.default_generic_files().values())


@pytest.fixture(scope="module")
def of_files(copied):
    """What is told of the files, without the rest of the checks."""
    with duckdb.connect() as connection, pytest.MonkeyPatch.context() as patch:
        patch.chdir(copied)
        known = checks.dbt_names(connection, {})
        yield lambda given: checks.file_faults(known, given, ())


def begin(sentences: list[str], expected: list[str]) -> bool:
    return len(sentences) == len(expected) and all(
        sentence.startswith(one)
        for sentence, one in zip(sorted(sentences), sorted(expected), strict=True)
    )


def test_a_sound_project_is_told_nothing(here):
    assert told() == []


def test_every_var_of_the_project_is_known(here):
    for name, value in sources.project_vars().items():
        assert told({name: value}) == []


def test_all_wrong_vars_are_told_at_once(here):
    missing = "No file it's.csv (var ticket_sources.generic.tickets). Put an export there"
    assert begin(told(WRONG_VARS), [*WRONG_VARS_TOLD, missing])
    assert told({"ticket_sources": 5}) == [
        "var ticket_sources is 5: write a mapping like "
        "{generic: {tickets: data/raw/support_tickets.csv, time_zone: UTC}}."
    ]
    assert told(generic(events="data/raw/ticket_events.csv")) == [
        "var ticket_sources.generic.tickets is missing: name the file to read."
    ]


def test_all_wrong_seeds_are_told_at_once(here):
    write_seeds(here, WRONG_SEEDS)
    assert begin(told(), WRONG_SEEDS_TOLD)


def test_an_optional_column_may_be_missing_and_is_read_where_it_is_there(here):
    file = here / "seeds/reference/business_hours.csv"
    header = "calendar_id,iso_weekday,opens_at,closes_at"
    calendars = {row.split(",")[0] for row in file.read_text().splitlines()[1:]}

    def write(column: str, cell: str) -> None:
        lines = [header + column, *(f"{name},1,09:00,17:00{cell}" for name in sorted(calendars))]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    write("", "")
    assert told() == []
    write(",valid_to", ",soon")
    assert told()[0] == (
        "seeds/reference/business_hours.csv, row 2: valid_to is soon; write a day like 2026-12-25."
    )
    write(",valid_till", ",")
    assert told() == [
        "seeds/reference/business_hours.csv has the column valid_till, which is not known. "
        "There are calendar_id, iso_weekday, opens_at, closes_at, valid_from, valid_to."
    ]


def test_what_seeds_mean_is_checked(here):
    hours = here / "seeds/reference/business_hours.csv"
    hours.write_text(hours.read_text().replace("always,1,00:00,24:00", "always,1,00:00,24:05"))
    days = here / "seeds/reference/holidays.csv"
    empty = "," * (days.read_text().splitlines()[0].count(",") - 2)
    days.write_text(days.read_text() + f"alwyas,2026-12-24,Christmas Eve{empty}\n")
    queues = here / "seeds/reference/queue_calendars.csv"
    queues.write_text(queues.read_text() + ",,always\n")
    policies = here / "seeds/reference/sla_policies.csv"
    policies.write_text(policies.read_text() + "new,95,,,hihg,,resolution,60,always,,,,\n")
    statuses = here / "seeds/reference/ticket_statuses.csv"
    statuses.write_text(statuses.read_text() + "new,true,true,agent,1\n,true,true,agent,1\n")
    assert told() == [
        "holidays.csv names the calendar_id alwyas, which is not in calendars.csv.",
        "ticket_statuses.csv has the status new twice.",
        "ticket_statuses.csv has 1 rows without status.",
        "Calendar always in business_hours.csv has, on weekday 1, "
        "hours off the quarter hour; open and close at :00, :15, :30 or :45.",
        "SLA policy new in sla_policies.csv names the priority hihg, "
        "which no row of value_map.csv leads to.",
        "queue_calendars.csv has 2 rows for all other queues of any source: always and berlin. "
        "Keep one.",
    ]


def test_a_seed_that_is_no_table_is_told(here):
    write_seeds(
        here, {"holidays": "calendar_id,holiday_date,holiday_name\nalways,2026-12-24,a,b\n"}
    )
    (here / "seeds/reference/age_buckets.csv").unlink()
    assert begin(
        told(),
        [
            "seeds/reference/age_buckets.csv cannot be read: ",
            "seeds/reference/holidays.csv has 4 cells in line 2, its header has 3: a text with",
        ],
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("ticket_id,created_at\n", []),
        ('\ufeff"Ticket_ID" , created_at\n', []),
        ('"ID, as printed",created_at,ticket_id\n1,2026-03-02,2\n', []),
        ("", ["a.csv is empty: it needs a header line and rows."]),
        (
            "ticket_id,opened\n",
            ["a.csv lacks the required column created_at. The closest it has is opened: "],
        ),
        (
            "status,opened\n",
            [
                "a.csv lacks the required column created_at. ",
                "a.csv lacks the required column ticket_id. ",
            ],
        ),
        ("1,2026-03-02\n", ["a.csv has no header: its first line is '1,2026-03-02'. It must name"]),
        (
            "ticket_id;created_at\n",
            ["a.csv has no header: its first line is 'ticket_id;created_at'. "],
        ),
        ("ticket_id,created_at,status,Status\n", ["a.csv names the column status twice. Keep one"]),
        (
            "ticket_id,created_at\n1,Gr\u00fc\u00dfe\n".encode("latin-1"),
            ["a.csv, line 2 is not UTF-8. "],
        ),
    ],
)
def test_headers(here, of_files, content, expected):
    file = here / "a.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert begin(of_files(generic(tickets="a.csv")), expected)
    packed = here / "a.csv.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    expected = [sentence.replace("a.csv", "a.csv.gz") for sentence in expected]
    assert begin(of_files(generic(tickets="a.csv.gz")), expected)


def test_headers_of_parquet_and_other_delimiters(here, of_files):
    duckdb.sql("select 1 as ticket_id, 2 as opened").write_parquet("a.parquet")
    expected = ["a.parquet lacks the required column created_at. The closest it has is opened"]
    assert begin(of_files(generic(tickets="a.parquet")), expected)
    (here / "a.csv").write_text("ticket_id;created_at\n", encoding="utf-8")
    assert of_files(generic(tickets="a.csv", delimiter=";")) == []


def test_events_may_be_missing_and_a_glob_is_all_its_files(here, of_files):
    (here / "raw").mkdir()
    for name, columns in [("1", "ticket_id,created_at"), ("2", "ticket_id"), ("3", "created_at")]:
        (here / f"raw/{name}.csv").write_text(columns + "\n", encoding="utf-8")
    expected = [
        "raw/2.csv lacks the required column created_at.",
        "raw/3.csv lacks the required column ticket_id.",
    ]
    assert of_files(generic(tickets="raw/*.csv", events="none.csv")) == expected


def test_nothing_slow_is_imported(here):
    code = (
        "import sys, time; from publishing import checks; checks.faults({}); "
        "assert not {'dbt', 'pandas', 'numpy', 'agate'} & set(sys.modules); "
        "assert time.process_time() < 3, time.process_time()"
    )
    (here / "data/raw").mkdir(parents=True, exist_ok=True)
    (here / "data/raw/support_tickets.csv").write_text("ticket_id,created_at\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(project.ROOT / "scripts")}
    )


def test_plain_dbt_tells_all_at_once_too(builder, tmp_path):
    # dbt reads the project first, and ends there at an unknown source or a wrong text_analysis.
    given = {name: value for name, value in WRONG_VARS.items() if name != "text_analysis"}
    given["ticket_sources"] = {"generic": WRONG_VARS["ticket_sources"]["generic"]}
    unread = ("var text_analysis", "var ticket_sources names", "var ticket_sources.servicenow_log")
    expected = [one for one in WRONG_VARS_TOLD if not one.startswith(unread)] + WRONG_SEEDS_TOLD
    kept = {
        name: (builder.project / f"seeds/reference/{name}.csv").read_text() for name in WRONG_SEEDS
    }
    write_seeds(builder.project, WRONG_SEEDS)
    try:
        outcome = builder.invoke("build", given, tmp_path / "tickets.duckdb", "--select", "staging")
    finally:
        write_seeds(builder.project, kept)
    assert not outcome.success
    assert not outcome.result
    message = run_dbt.sentence(str(outcome.exception))
    assert [sentence for sentence in expected if sentence not in message] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (generic(events="a.csv"), "var ticket_sources.generic.tickets is missing: name the file"),
        (
            generic(tickets="it's.csv"),
            "No file it's.csv (var ticket_sources.generic.tickets). Put an",
        ),
    ],
)
def test_plain_dbt_looks_for_the_files(builder, tmp_path, given, expected):
    outcome = builder.invoke("build", given, tmp_path / "tickets.duckdb", "--select", "staging")
    assert expected in run_dbt.sentence(str(outcome.exception))
    assert not outcome.result
