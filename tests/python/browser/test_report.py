"""The report is one file that needs nothing else, and its figures are those of the build."""

import re
import shutil
import subprocess
import sys

import duckdb
import pytest
from oracles import project

SCRIPT = project.ROOT / "scripts/write_report.py"


def write(database, out, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, SCRIPT, "--database", database, "--out", out, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def report(small_build, tmp_path_factory) -> str:
    out = tmp_path_factory.mktemp("report") / "deep/report.html"
    done = write(small_build, out)
    assert done.returncode == 0, done.stderr
    return out.read_text(encoding="utf-8")


def test_it_needs_no_other_file(report):
    assert not re.search(r"<(script|link|iframe|img|object)\b", report)
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", report)
    assert not re.search(r"url\((?!#)|@import", report)


def test_it_has_the_charts(report):
    assert report.count("<svg") == report.count("</svg>") >= 9
    assert "Nothing in these dates" not in report


def test_figures_are_those_of_the_build(report, sql):
    [(as_of,)] = sql("select as_of from intermediate.int_as_of")
    [(created, still_open)] = sql(
        "select count(*) filter (where created_date = (select as_of_date from "
        "intermediate.int_as_of)), count(*) filter (where is_open) "
        "from marts.fct_tickets"
    )
    assert f"As of {as_of:%A %Y-%m-%d %H:%M} UTC" in report
    values = re.findall(r"<div>([\w ]+), \w+<b>([\d,]+)</b>", report)
    assert ("Created", f"{created:,}") in values
    assert ("Open backlog", f"{still_open:,}") in values


def test_it_tells_what_customers_write_about(report, sql):
    [(topic,)] = sql(
        "select topic_name from kpi.kpi_text_topics_weekly group by topic_name "
        "order by sum(ticket_count) desc, topic_name limit 1"
    )
    assert "<h2>What customers write about</h2>" in report
    assert topic in report


def test_a_build_without_texts_has_no_section_on_them(small_build, tmp_path):
    copy = shutil.copy2(small_build, tmp_path / "tickets.duckdb")
    with duckdb.connect(str(copy)) as connection:
        connection.execute("drop table kpi.kpi_emerging_themes_weekly")
        connection.execute("drop table kpi.kpi_text_topics_weekly")
    assert write(copy, tmp_path / "report.html").returncode == 0
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "What customers write about" not in text and "Team and customers" in text


def test_every_figure_is_defined(report, sql):
    [(definition,)] = sql(
        "select definition from reference.kpi_definitions "
        "where kpi_table = 'kpi_sla_attainment_weekly' and figure = 'attainment_rate'"
    )
    assert definition in report
    assert "A column of" not in report


def test_definitions_link_to_the_docs_when_there_are_some(small_build, tmp_path):
    out = tmp_path / "report.html"
    assert write(small_build, out, "--docs", "docs.html").returncode == 0
    assert 'href="docs.html#!/model/model.' in out.read_text(encoding="utf-8")


def test_texts_from_outside_stay_texts(small_build, tmp_path):
    copy = tmp_path / "tickets.duckdb"
    shutil.copy2(small_build, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("update marts.fct_tickets set queue = '<script>' where is_open")
        connection.execute("update kpi.kpi_backlog_daily set queue = '<script>'")
    assert write(copy, tmp_path / "report.html").returncode == 0
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_a_build_without_tickets_gets_a_sentence(empty_build, tmp_path):
    done = write(empty_build, tmp_path / "report.html")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no tickets" in done.stderr


def test_a_missing_build_gets_a_sentence(tmp_path):
    done = write(tmp_path / "none.duckdb", tmp_path / "report.html")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Run: make build" in done.stderr
