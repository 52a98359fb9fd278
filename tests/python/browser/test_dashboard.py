"""The dashboard's pages without a browser, and the queries behind them."""

import json
import re
import shutil
from datetime import date, timedelta

import database
import duckdb
import pytest
import queries
import time_pages
import wording
import yaml
from filters import Filters, period
from oracles import project
from publishing.problem import Problem
from streamlit.testing.v1 import AppTest

PAGES = [
    "overview",
    "volume",
    "backlog",
    "sla",
    "response_and_resolution",
    "team_and_customers",
    "themes",
    "ticket",
    "data_quality",
]
EVERYTHING = {"period": "everything"}


def app(monkeypatch, path, page: str = "overview", **query: str | list[str]) -> AppTest:
    """The app at a page, run once."""
    monkeypatch.setenv("TICKETS_DATABASE", str(path))
    return time_pages.drawn(page, **query)


def figures(opened: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in opened.metric}


def texts(opened: AppTest) -> str:
    kinds = [opened.markdown, opened.caption, opened.info, opened.error]
    return "\n".join(element.value for kind in kinds for element in kind)


@pytest.fixture
def read(small_build):
    return lambda query, parameters: database.read(small_build, query, parameters)


@pytest.fixture
def all_days(read) -> Filters:
    return Filters(queries.first_day(read), queries.as_of(read)[1], {})


# the pages


def test_every_page_of_the_app_is_tested():
    modules = {path.stem for path in (project.ROOT / "dashboard/views").glob("[a-z]*.py")}
    assert modules == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_figures_and_the_time_they_are_of(monkeypatch, small_build, sql, page):
    opened = app(monkeypatch, small_build, page)
    assert not opened.exception and not opened.error
    [(as_of,)] = sql("select as_of from intermediate.int_as_of")
    assert f"{as_of:%Y-%m-%d %H:%M} UTC" in opened.caption[0].value
    assert opened.get("download_button") or opened.info


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_build_without_tickets_says_so(monkeypatch, empty_build, page):
    opened = app(monkeypatch, empty_build, page)
    assert not opened.exception
    assert "no tickets" in opened.error[0].value


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_nothing_fits_says_why(monkeypatch, small_build, sql, page):
    """A queue and channel that never met: each part is there or tells why not."""
    [(queue, channel)] = sql(
        "select queues.queue, channels.channel from (select distinct queue from marts.fct_tickets) "
        "as queues cross join (select distinct channel from marts.fct_tickets) as channels "
        "where not exists (select 1 from marts.fct_tickets as tickets where "
        "tickets.queue = queues.queue and tickets.channel = channels.channel "
        "and tickets.created_date >= '2026-02-23') order by 1, 2 limit 1"
    )
    opened = app(
        monkeypatch, small_build, page, queue=queue, channel=channel, period="own dates",
        dates="2026-02-28",
    )  # fmt: skip
    assert not opened.exception and not opened.error


@pytest.mark.parametrize("page", PAGES)
def test_a_page_defines_what_it_shows(monkeypatch, small_build, page):
    opened = app(monkeypatch, small_build, page)
    helps = [metric.help for metric in opened.metric]
    helps += [element.proto.help for element in opened.markdown if element.proto.help]
    if page != "themes":
        assert helps
    assert not [text for text in helps if "A column of" in text]


def test_overview_shows_the_last_day(monkeypatch, small_build, sql):
    shown = figures(app(monkeypatch, small_build))
    [(created,)] = sql(
        "select count(*) from marts.fct_tickets where created_date = "
        "(select as_of_date from intermediate.int_as_of)"
    )
    [(still_open,)] = sql("select count(*) from marts.fct_tickets where is_open")
    [(overdue,)] = sql("select count(*) from marts.fct_sla_clocks where outcome = 'overdue'")
    assert shown["Created"] == f"{created:,}"
    assert shown["Open backlog"] == f"{still_open:,}"
    assert shown["Overdue now"] == f"{overdue:,}"


def test_filters_narrow_a_page_down(monkeypatch, small_build, sql):
    opened = app(monkeypatch, small_build, "sla", **EVERYTHING)
    before = figures(opened)
    opened.multiselect(key="priority").set_value(["high"]).run()
    [(met, decided)] = sql(
        "select count(*) filter (where outcome = 'met'), "
        "count(*) filter (where outcome in ('met', 'breached', 'overdue')) "
        "from marts.fct_sla_clocks where metric = 'resolution' and priority = 'high'"
    )
    shown = figures(opened)
    assert shown["Resolution"] == f"{100 * met / decided:.1f} %"
    assert shown["Resolution"] != before["Resolution"]


def test_filters_come_from_the_url(monkeypatch, small_build):
    opened = app(monkeypatch, small_build, "backlog", queue="billing", period="4 weeks")
    assert opened.multiselect(key="queue").value == ["billing"]
    assert "queue: billing" in opened.caption[0].value


def test_a_chart_says_which_filter_it_cannot_heed(monkeypatch, small_build):
    opened = app(monkeypatch, small_build, "backlog", channel="email")
    assert "every channel" in texts(opened)
    assert "every channel" not in texts(app(monkeypatch, small_build, "backlog"))


@pytest.mark.parametrize(
    "page", ["overview", "volume", "backlog", "team_and_customers", "themes", "data_quality"]
)
def test_a_page_says_which_filter_it_cannot_heed(monkeypatch, small_build, page):
    told = texts(app(monkeypatch, small_build, page, customer_tier="business"))
    assert re.search("every customer tier|filters do not apply|whatever the filters", told)


def test_what_runs_now_is_not_of_the_dates(monkeypatch, small_build):
    dates = {"period": "own dates", "dates": ["2026-02-02", "2026-02-08"]}
    for page in ("overview", "sla", "backlog"):
        assert "the dates do not apply" in texts(app(monkeypatch, small_build, page, **dates))
        assert "the dates do not apply" not in texts(app(monkeypatch, small_build, page))


def test_ticket_page_tells_its_story(monkeypatch, small_build, sql):
    [(ticket_id, target, elapsed)] = sql(
        "select tickets.ticket_id, clocks.target_business_minutes, clocks.elapsed_business_minutes "
        "from marts.fct_sla_clocks as clocks inner join marts.fct_tickets as tickets "
        "on clocks.ticket_key = tickets.ticket_key "
        "where clocks.outcome = 'breached' and clocks.metric = 'resolution' order by 1 limit 1"
    )
    opened = app(monkeypatch, small_build, "ticket", ticket=ticket_id)
    assert not opened.exception
    assert f"promises {wording.minutes(target)}" in texts(opened)
    assert f"ran {wording.minutes(elapsed)}" in texts(opened)


def test_ticket_page_knows_every_ticket(monkeypatch, small_build, sql):
    """One of each status and outcome, so that each null is met."""
    ids = sql(
        "select min(ticket_id) from marts.fct_tickets "
        "group by status, is_merged, resolution_sla_outcome, csat_score is null"
    )
    for (ticket_id,) in ids:
        opened = app(monkeypatch, small_build, "ticket", ticket=ticket_id)
        assert not opened.exception and not opened.error, ticket_id
        assert "Stretches" in texts(opened), ticket_id


def test_ticket_page_does_not_know_every_id(monkeypatch, small_build):
    assert "No ticket has the id" in texts(app(monkeypatch, small_build, "ticket", ticket="none"))


def test_data_quality_shows_rejected_rows(monkeypatch, small_build, sql):
    [(rejected,)] = sql("select count(*) from marts.fct_rejected_rows")
    assert rejected > 0
    shown = figures(app(monkeypatch, small_build, "data_quality"))
    assert shown["Rejected"] == f"{rejected:,}"


def test_data_quality_shows_the_tests_of_the_build(monkeypatch, small_build, tmp_path):
    copy = tmp_path / "tickets.duckdb"
    shutil.copy2(small_build, copy)
    names = ["law_one", "unique_two"]
    nodes = {f"test.{name}": {"resource_type": "test", "name": name} for name in names}
    results = [
        {"unique_id": "test.law_one", "status": "pass", "failures": 0, "message": None},
        {"unique_id": "test.unique_two", "status": "warn", "failures": 3, "message": "Got 3"},
    ]
    (tmp_path / "manifest.json").write_text(json.dumps({"nodes": nodes}), encoding="utf-8")
    (tmp_path / "run_results.json").write_text(json.dumps({"results": results}), encoding="utf-8")
    opened = app(monkeypatch, copy, "data_quality")
    shown = figures(opened)
    assert (shown["Tests passed"], shown["Tests with a warning or a failure"]) == ("1", "1")
    assert opened.dataframe[-1].value["test"].tolist() == ["unique_two", "law_one"]


def test_themes_page_of_a_build_without_texts_says_why(monkeypatch, small_build, tmp_path):
    copy = changed(small_build, tmp_path, "drop table if exists kpi.kpi_text_themes_monthly;"
        "drop table if exists kpi.kpi_emerging_themes_weekly;"
        "drop table if exists kpi.kpi_text_topics_weekly;"
        "drop table if exists kpi.kpi_sentiment_weekly;"
        "drop table if exists marts.fct_recurring_issues")  # fmt: skip
    opened = app(monkeypatch, copy, "themes")
    assert "text analysis was off" in opened.info[0].value


def test_themes_page_shows_the_themes(monkeypatch, small_build, sql):
    opened = app(monkeypatch, small_build, "themes")
    assert not opened.exception
    shown = {tuple(frame.value.columns): len(frame.value) for frame in opened.dataframe}
    (typical,) = (columns for columns in shown if "slice_ticket_count" in columns)
    themes = sql(
        "select term_label from kpi.kpi_text_themes_monthly where dimension = 'category' "
        "and part_of is null and month_start_date = date '2026-02-01'"
    )
    assert shown[typical] == len(themes) > 0
    weeks = sql("select count(*) from kpi.kpi_sentiment_weekly where ticket_count > 0")
    (sentiment,) = (columns for columns in shown if "vader_score_mean" in columns)
    assert 0 < shown[sentiment] <= weeks[0][0]


def changed(path, folder, statements: str):
    """A copy of a build with other tables."""
    copy = folder / "tickets.duckdb"
    shutil.copy2(path, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(statements)
    return copy


# the database


def test_a_missing_database_gets_a_sentence(monkeypatch, tmp_path):
    opened = app(monkeypatch, tmp_path / "tickets.duckdb")
    assert not opened.exception
    assert opened.error[0].value == "There is no database tickets.duckdb yet. Run: make build"


def test_pages_can_be_timed(monkeypatch, small_build, capsys):
    monkeypatch.setattr("sys.argv", ["time_pages.py", "--database", str(small_build)])
    monkeypatch.setattr(time_pages, "PAGES", ["volume", "ticket"])
    assert time_pages.main() == 0
    assert re.search(r"volume +\d+\.\d\d \(\d+\.\d\d\)", capsys.readouterr().out)


def test_an_older_database_gets_a_sentence(monkeypatch, small_build, tmp_path):
    copy = changed(small_build, tmp_path, "drop table kpi.kpi_sla_at_risk")
    opened = app(monkeypatch, copy)
    assert "has no kpi.kpi_sla_at_risk: an older version" in opened.error[0].value


def test_a_database_without_a_column_gets_a_sentence(monkeypatch, small_build, tmp_path):
    copy = changed(small_build, tmp_path, "alter table marts.fct_tickets drop resolved_date")
    opened = app(monkeypatch, copy, "response_and_resolution")
    assert not opened.exception
    told = opened.error[0].value
    assert "resolved_date" in told and told.endswith("Run: make build")


def test_a_renamed_copy_can_be_read(small_build, tmp_path):
    """Views must not name the database they were made in."""
    copy = shutil.copy2(small_build, tmp_path / "renamed.duckdb")
    unreadable = []
    with duckdb.connect(str(copy), read_only=True) as connection:
        names = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
        ).fetchall()
        for (name,) in names:
            try:
                connection.execute(f"select * from {name} limit 1").fetchall()
            except duckdb.Error as error:
                unreadable.append(f"{name}: {error}")
    assert len(names) > 40 and unreadable == []


def test_a_file_that_is_no_database_gets_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "tickets.duckdb").write_text("ticket_id,created_at\n", encoding="utf-8")
    opened = app(monkeypatch, tmp_path / "tickets.duckdb")
    assert "not a database this DuckDB can read" in opened.error[0].value


def test_a_new_build_shows_without_a_restart(monkeypatch, small_build, tmp_path):
    link = tmp_path / "tickets.duckdb"
    link.symlink_to(small_build)
    opened = app(monkeypatch, link)
    before = figures(opened)["Open backlog"]
    (tmp_path / "next").mkdir()
    copy = changed(small_build, tmp_path / "next", "delete from kpi.kpi_backlog_daily")
    link.unlink()
    link.symlink_to(copy)
    assert before != "0"
    assert figures(opened.run())["Open backlog"] == "0"


@pytest.mark.parametrize(
    "statement",
    [
        "create table kpi.other as select 1",
        "copy (select 1) to '{folder}/out.csv'",
        "attach '{folder}/other.duckdb'",
        "select * from read_csv('{folder}/in.csv')",
        "set enable_external_access = true",
        "install httpfs",
    ],
)
def test_a_connection_reads_this_file_alone(small_build, tmp_path, statement):
    (tmp_path / "in.csv").write_text("a\n1\n", encoding="utf-8")
    with pytest.raises(duckdb.Error):
        database.read(small_build, statement.format(folder=tmp_path), {})
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_a_connection_does_not_outlive_its_page(monkeypatch, small_build, tmp_path):
    copy = changed(small_build, tmp_path, "select 1")
    assert not app(monkeypatch, copy).error
    with duckdb.connect(str(copy)) as writer:  # refused while a reader is there
        writer.execute("create table kpi.other as select 1")


def test_a_connection_does_not_outlive_its_query(small_build, tmp_path):
    copy = changed(small_build, tmp_path, "select 1")
    database.read(copy, "select 1", {})
    with duckdb.connect(str(copy)) as writer:  # refused while a reader is there
        writer.execute("create table kpi.other as select 1")
    with duckdb.connect(str(copy)) as writer, pytest.raises(Problem, match="Run: make build|Try"):
        writer.execute("select 1")
        database.read(copy, "select 1", {})


def test_exposures_name_every_table_the_pages_read():
    """Private tables cannot be named, so the pages read public ones alone."""
    code = (project.ROOT / "dashboard/queries.py").read_text(encoding="utf-8")
    tables = set(re.findall(r"\b(?:marts|kpi|reference|intermediate|staging)\.(\w+)", code))
    exposures = (project.ROOT / "models/_exposures.yml").read_text(encoding="utf-8")
    named = {
        exposure["name"]: set(re.findall(r"ref\('(\w+)'\)", " ".join(exposure["depends_on"])))
        for exposure in yaml.safe_load(exposures)["exposures"]
    }
    assert tables <= named["dashboard"] | named["themes"]
    assert named["dashboard"] <= tables


# the queries: equal to the KPI tables where those have the figure


def test_weekly_durations_are_those_of_the_kpi(read, all_days, sql):
    kpi = sql(
        "select queue, priority, week_start_date, responded_count, resolved_count, "
        "first_response_business_minutes_median, full_resolution_calendar_minutes_p90 "
        "from kpi.kpi_response_and_resolution_weekly"
    )
    queue, priority = max((row[:2] for row in kpi), key=[row[:2] for row in kpi].count)
    of_slice = {row[2]: row[3:] for row in kpi if row[:2] == (queue, priority)}
    some = Filters(
        all_days.first_date, all_days.last_date, {"queue": (queue,), "priority": (priority,)}
    )
    responses = queries.durations_by_week(read, some, "first_response", "business")
    resolutions = queries.durations_by_week(read, some, "full_resolution", "calendar")
    assert {
        row.week_start_date.date(): (row.ticket_count, pytest.approx(row.median_hours * 60))
        for row in responses.itertuples()
    } == {week: (row[0], row[2]) for week, row in of_slice.items() if row[0]}
    assert {
        row.week_start_date.date(): (row.ticket_count, pytest.approx(row.p90_hours * 60))
        for row in resolutions.itertuples()
    } == {week: (row[1], row[3]) for week, row in of_slice.items() if row[1]}


def test_weekly_attainment_is_that_of_the_kpi(read, all_days, sql):
    kpi = sql(
        "select week_start_date, metric, sum(met_count), sum(decided_count) "
        "from kpi.kpi_sla_attainment_weekly group by 1, 2"
    )
    rows = queries.attainment(read, all_days)
    assert {
        (row.week_start_date.date(), row.metric): (row.met_count, row.decided_count)
        for row in rows.itertuples()
    } == {(week, metric): (met, decided) for week, metric, met, decided in kpi}


def test_volume_counts_every_ticket(read, all_days, sql):
    [(created, resolved)] = sql(
        "select count(*), count(resolved_at) filter (where not is_merged) from marts.fct_tickets "
        "where is_in_scope"
    )
    for grain in queries.GRAINS:
        rows = queries.volume(read, all_days, grain)
        assert (rows["created_count"].sum(), rows["resolved_count"].sum()) == (created, resolved)


def test_bridge_closes(read, all_days):
    some = Filters(date(2026, 1, 12), date(2026, 2, 8), {})
    for filters in (all_days, some):
        row = queries.bridge(read, filters).iloc[0].fillna(0)
        assert (
            row["opening_count"] + row["created_count"] + row["reopened_count"]
            + row["transferred_in_count"] - row["resolved_count"] - row["transferred_out_count"]
        ) == row["closing_count"]  # fmt: skip


def test_distribution_counts_each_duration_once(read, all_days):
    for measure in queries.MEASURES:
        classes = queries.distribution(read, all_days, measure, "calendar")
        in_all, *by_queue = queries.durations_by_queue(read, all_days, measure, "calendar")[
            "ticket_count"
        ]
        assert classes["duration_class"].tolist() == list(queries.CLASSES)
        assert classes["ticket_count"].sum() == in_all == sum(by_queue) > 0


def test_customers_are_judged_by_the_rules(read, all_days, sql):
    """Merged tickets are out, satisfied is 4 or 5, decided is met, breached or overdue."""
    expected = sql(
        "select customer_tier, count(*), "
        "count(*) filter (where resolution_sla_outcome = 'met'), "
        "count(*) filter (where resolution_sla_outcome in ('met', 'breached', 'overdue')), "
        "count(*) filter (where csat_score >= 4 and not is_merged), "
        "count(csat_score) filter (where not is_merged) "
        "from marts.fct_tickets where is_in_scope group by customer_tier"
    )
    figures = ["ticket_count", "resolution_met_count", "resolution_decided_count"]
    figures += ["satisfied_count", "rated_count"]
    rows = queries.customers(read, all_days)[["customer_tier", *figures]]
    assert set(rows.itertuples(index=False, name=None)) == set(expected)


def test_clocks_that_run_are_each_in_one_state(read, all_days, sql):
    counts = queries.at_risk_counts(read, all_days)
    shown = counts.groupby("state")["clock_count"].sum().to_dict()
    [(overdue, due_soon, paused, in_time)] = sql(
        "with running as (select *, remaining_business_minutes <= 240 as is_near from "
        "marts.fct_sla_clocks where outcome = 'running') select "
        "(select count(*) from marts.fct_sla_clocks where outcome = 'overdue'), "
        "count(*) filter (where is_near and not is_paused), count(*) filter (where is_paused), "
        "count(*) filter (where not is_near and not is_paused) from running"
    )
    expected = {"overdue": overdue, "due soon": due_soon, "paused": paused, "in time": in_time}
    assert shown == {state: count for state, count in expected.items() if count}
    listed = queries.at_risk(read, all_days)
    assert len(listed) == sum(shown.values())


def test_ageing_is_that_of_the_kpi(read, all_days, sql):
    kpi = sql("select queue, age_bucket, open_ticket_count from kpi.kpi_backlog_ageing")
    rows = queries.ageing(read, all_days)
    shown = rows[["queue", "age_bucket", "open_ticket_count"]].itertuples(index=False, name=None)
    assert sorted(shown) == sorted(kpi)


def test_day_figures_compare_with_the_week_before(read, all_days, sql):
    rows = queries.day_figures(read, all_days).set_index("figure")
    [(on_day, before)] = sql(
        "select count(*) filter (where created_date = $1), "
        "count(*) filter (where created_date = $1::date - 7) from marts.fct_tickets",
        all_days.last_date,
    )
    assert tuple(rows.loc["created_count", ["on_day", "week_before"]]) == (on_day, before)


def test_usual_is_the_mean_of_eight_weeks(read, all_days, sql):
    rows = queries.day_figures(read, all_days).set_index("figure")
    [(created,)] = sql(
        "select count(*) from marts.fct_tickets where created_date between $1::date - 56 and "
        "$1::date - 7 and ($1::date - created_date) % 7 = 0",
        all_days.last_date,
    )
    assert float(rows.loc["created_count", "weekday_mean"]) == pytest.approx(created / 8)


# filters and CSV


def test_periods_are_whole_weeks():
    monday, saturday, long_ago = date(2026, 2, 23), date(2026, 2, 28), date(2020, 1, 1)
    first = date(2026, 2, 10)
    assert period("4 weeks", saturday, monday, long_ago) == (date(2026, 2, 2), saturday)
    assert period("4 weeks", saturday, monday, first) == (first, saturday)
    assert period("everything", saturday, monday, long_ago) == (long_ago, saturday)
    # where weeks begin on Sunday
    sunday = monday - timedelta(days=1)
    assert period("4 weeks", saturday, sunday, long_ago) == (date(2026, 2, 1), saturday)


def test_csv_disarms_formulas(read):
    rows = read("select '=1+1' as subject, -2 as amount, null::varchar as agent_id", {})
    assert wording.to_csv(rows).splitlines() == ["subject,amount,agent_id", "'=1+1,-2,"]


def test_docs_links_lead_to_models():
    model = "#!/model/model.support_ticket_analytics.kpi_by_priority"
    assert wording.docs_anchor("kpi_by_priority") == model


# the README


def test_the_page_of_the_readme_works(monkeypatch, small_build, sql):
    """The example of «Add a page», run as it stands."""
    readme = (project.ROOT / "README.md").read_text(encoding="utf-8")
    code = readme.split("```python\n")[1].split("```")[0]
    set_up = (
        "import database, queries\nfrom filters import Filters\nfrom show import View, reader\n"
        "path = database.current_database()\nread = reader(path)\nas_of = queries.as_of(read)\n"
        "filters = Filters(queries.first_day(read), as_of[1], {})\n"
        "show(View(path, read, filters, *as_of))\n"
    )
    monkeypatch.setenv("TICKETS_DATABASE", str(small_build))
    opened = AppTest.from_string(f"{code}\n{set_up}", default_timeout=60).run()
    assert not opened.exception and not opened.info
    assert "Created tickets by language" in opened.markdown[0].value
