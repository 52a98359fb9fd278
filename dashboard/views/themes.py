"""What customers write about, and what is new."""

import charts
import database
import queries
import streamlit as st
from show import View

TITLE = "Themes"
ICON = ":material/forum:"
OFF = (
    "This build read no texts: text analysis was off (the var text_analysis), or an older version "
    "of the project made it. Turn it on and run: make build"
)


def show(view: View) -> None:
    """Draws the page: each part whose table the build has."""
    parts = {
        "kpi.kpi_emerging_themes_weekly": emerging,
        "kpi.kpi_text_themes_monthly": typical,
        "kpi.kpi_text_topics_weekly": topics,
        "kpi.kpi_sentiment_weekly": sentiment,
        "marts.fct_recurring_issues": recurring,
    }
    there = [part for table, part in parts.items() if table in database.tables(view.read)]
    if not there:
        st.info(OFF, icon=":material/info:")
        return
    st.caption("Of all tickets: queue, priority and the other filters do not apply to texts.")
    for part in there:
        part(view)


def emerging(view: View) -> None:
    """What is more frequent than before."""
    view.table(
        "New and growing",
        view.rows(queries.emerging_themes),
        [f"kpi_emerging_themes_weekly.{name}" for name in ("is_new", "expected_tickets")],
        empty="Nothing was written about more often than chance explains.",
    )


def typical(view: View) -> None:
    """What is typical of a month, or of its categories."""
    dimensions = queries.theme_dimensions(view.read)
    dimension = st.segmented_control(
        "Typical of each",
        dimensions or ["all"],
        default="category" if "category" in dimensions else (dimensions or ["all"])[0],
        key="themes_by",
        bind="query-params",
        required=True,
    )
    view.table(
        f"Typical words and phrases, {view.filters.last_date:%B %Y}",
        view.rows(queries.themes, dimension),
        [f"kpi_text_themes_monthly.{name}" for name in ("ticket_share", "ticket_share_change")],
        empty=f"No word was typical of a {dimension} in {view.filters.last_date:%B %Y}: "
        "there were too few tickets.",
    )


def topics(view: View) -> None:
    """Topics per week: the largest as lines, all as a table."""
    largest = view.rows(queries.largest_topics)
    view.chart(
        "Largest topics by week",
        largest,
        lambda: charts.series(
            largest, "week_start_date", "ticket_count", "topic_name", "tickets a week"
        ),
        ["kpi_text_topics_weekly.ticket_count"],
    )
    view.table(
        "Topics by week",
        view.rows(queries.weekly_topics),
        [f"kpi_text_topics_weekly.{name}" for name in ("ticket_share", "negative_share")],
    )


def sentiment(view: View) -> None:
    """Mood per week."""
    view.table(
        "Sentiment by week",
        view.rows(queries.weekly_sentiment),
        [f"kpi_sentiment_weekly.{name}" for name in ("negative_share", "vader_score_mean")],
    )


def recurring(view: View) -> None:
    """The same thing again and again."""
    view.table(
        "The same issue again",
        view.rows(queries.recurring_issues),
        [f"fct_recurring_issues.{name}" for name in ("ticket_count", "requester_count")],
        empty="No two tickets say nearly the same.",
    )
