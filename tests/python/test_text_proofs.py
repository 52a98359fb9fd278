"""The text models on generated tickets, on odd ones, and switched off.

Three seeds, shuffled dates and labelled queries are for scripts/judge_text.py: they take minutes.
"""

import csv
from datetime import datetime, timedelta

import judge_text
import pytest
from vaderSentiment import vaderSentiment

ODD_TEXTS = {
    "empty": "",
    "one word": "help",
    "emoji": "😀😀 😡",
    "html": "<div class='x'><script>var evil = 1;</script><p>The <b>printer</b> &amp; me</p></div>",
    "chinese": "无法登录我的帐户，请帮忙",
    "arabic": "لا أستطيع تسجيل الدخول إلى حسابي",
    "german": "Der Drucker druckt nicht mehr und ich habe die Lampe nicht gesehen",
    "quotes": "'; drop table x; -- \" % _ {{ jinja }} {% raw %}",
    "long word": "x" * 5000,
    "long": "the printer is broken again and again " * 27_000,
    "control": "a\x01b\tc printer",
    "only marks": "!!! ??? ...",
}


def write_tickets(folder, texts, categories=("bug",)):
    folder.mkdir(parents=True)
    start = datetime(2026, 1, 5, 9)
    with (folder / "support_tickets.csv").open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(["ticket_id", "created_at", "category", "description", "csat_score"])
        for number, text in enumerate(texts):
            category = categories[number % len(categories)]
            writer.writerow([number, start + timedelta(hours=number), category, text, ""])
    return folder


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("text")
    files = folder / "files"
    judge_text.generate(files, seed=11, tickets=4000, days=300)
    return files, judge_text.build(files, folder / "tickets.duckdb")


def test_planted_incidents_are_found(generated):
    found, planted, false_alarms, quiet_weeks = judge_text.incidents(*generated[::-1])
    assert planted >= 2
    assert found >= 0.9 * planted
    assert false_alarms <= quiet_weeks / 10


def test_vader_score_is_that_of_the_package(generated):
    count, same_class, correlation = judge_text.vader(generated[1], limit=2000)
    assert count == 2000
    assert same_class == 1
    assert correlation == pytest.approx(1)


def test_npmi_is_that_of_the_definition(generated):
    assert judge_text.npmi_difference(generated[1]) < 1e-9


def test_planted_near_duplicates_are_found(generated):
    planted, recall, precision = judge_text.duplicates(*generated[::-1])
    assert planted >= 50
    assert recall >= 0.99
    assert precision == 1


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    folder = tmp_path_factory.mktemp("odd")
    texts = list(ODD_TEXTS.values()) * 4
    files = write_tickets(folder / "files", texts, categories=("",))
    return judge_text.build(files, folder / "tickets.duckdb")


def test_odd_texts_get_a_row_each(odd):
    rows = judge_text.query(odd, "select count(*) from marts.fct_ticket_text")
    assert rows == [(4 * len(ODD_TEXTS),)]


def test_no_theme_is_made_of_markup(odd):
    rows = judge_text.query(odd, "select term from intermediate.int_text_terms")
    terms = {term for (term,) in rows}
    assert "printer" in terms
    assert not terms & {"div", "class", "script", "var", "evil", "amp", "span", "b", "p"}


def test_german_is_told_and_not_scored(odd):
    rows = judge_text.query(
        odd,
        """
        select distinct language, vader_score from marts.fct_ticket_text
        inner join intermediate.int_texts using (ticket_key)
        where message_text like '%Der Drucker%'
        """,
    )
    assert rows == [("german", None)]


def test_odd_texts_have_the_score_of_the_package(odd):
    scores = judge_text.query(
        odd,
        """
        select message_text, vader_score from intermediate.int_text_sentiment
        inner join intermediate.int_texts using (ticket_key)
        """,
    )
    analyzer = vaderSentiment.SentimentIntensityAnalyzer()
    assert len(scores) >= 20
    for text, score in scores:
        assert score == analyzer.polarity_scores(text)["compound"]


def test_one_ticket_is_enough(tmp_path):
    files = write_tickets(tmp_path / "files", ["The printer is broken"])
    database = judge_text.build(files, tmp_path / "tickets.duckdb")
    rows = judge_text.query(database, "select vader_class, language from marts.fct_ticket_text")
    assert rows == [("negative", "english")]


def test_one_thread_and_four_give_the_same_rows(generated, tmp_path, monkeypatch):
    files, database = generated
    threads = {}
    for count in ("1", "4"):
        monkeypatch.setenv("TICKETS_THREADS", count)
        threads[count] = table_hashes(judge_text.build(files, tmp_path / f"{count}.duckdb"))
    assert threads["1"] == threads["4"]
    assert len(threads["1"]) > 8


def table_hashes(database):
    tables = judge_text.query(
        database,
        """
        select table_schema || '.' || table_name from information_schema.tables
        where table_schema in ('marts', 'kpi')
            and regexp_matches(table_name, 'text|theme|sentiment|recurring')
        order by table_schema, table_name
        """,
    )
    return {
        table: judge_text.query(
            database, f"select count(*), sum(hash(whole)::hugeint) from {table} as whole"
        )
        for (table,) in tables
    }


@pytest.mark.parametrize(("off", "excluded"), [({"text_analysis": False}, []), ({}, ["tag:text"])])
def test_without_text_analysis_the_rest_is_built(tmp_path, off, excluded):
    files = write_tickets(tmp_path / "files", ["The printer is broken"] * 3)
    database = tmp_path / "tickets.duckdb"
    source = {"tickets": str(files / "support_tickets.csv"), "time_zone": "UTC"}
    settings = {"ticket_sources": {"generic": source}, **off}
    judge_text.run_dbt(database, settings, ["--exclude", "resource_type:unit_test", *excluded])
    tables = judge_text.query(database, "select table_name from information_schema.tables")
    names = {name for (name,) in tables}
    assert "fct_tickets" in names
    assert not {name for name in names if "text" in name}
