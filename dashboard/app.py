"""The dashboard: `make dashboard`. It shows the current build and follows when a new one comes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import database
import queries
import streamlit as st
from filters import LABELS, PERIODS, PRIORITIES, Filters, period
from publishing.problem import Problem
from show import View, reader
from views import (
    backlog,
    data_quality,
    overview,
    response_and_resolution,
    sla,
    team_and_customers,
    themes,
    ticket,
    volume,
)

PAGES = [
    overview,
    volume,
    backlog,
    sla,
    response_and_resolution,
    team_and_customers,
    themes,
    ticket,
    data_quality,
]
LOOK_EVERY_SECONDS = 15
# Less room around a page; two figures side by side on a phone, whose words wrap and are not cut;
# a page reached by keyboard is framed.
STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 4rem clamp(1rem, 3vw, 3rem) 3rem; }
[data-testid="stMainBlockContainer"] h1 { padding-top: 0; }
[data-testid="stColumn"]:has([data-testid="stMetric"]) { min-width: 9rem; }
[data-testid="stMetric"] :is([data-testid="stMetricLabel"], [data-testid^="stMetricDelta"]) * {
  white-space: normal; overflow: visible; }
[data-testid="stMetric"] div:has(> [data-testid="stMetricDelta"]) { flex-wrap: wrap; }
[data-testid="stSidebarNavLink"]:focus-visible { outline: 2px solid #2f83c4; }
</style>"""
ICON = Path(__file__).with_name("icon.svg")


def main() -> None:
    """Opens the database, asks for the filters and shows the page; else says what to run."""
    # A file: Streamlit would fetch an icon or emoji of the tab from another host.
    st.set_page_config("Support tickets", str(ICON), layout="wide")
    st.html(STYLE)
    page = st.navigation([as_page(module) for module in PAGES])
    try:
        show(page, database.current_database())
    except Problem as problem:
        st.error(str(problem), icon=":material/database_off:")


def show(page: st.Page, path: Path) -> None:
    """The filters and the page, over one opened file; raises Problem if it cannot be shown."""
    with database.opened(path):
        read = reader(path)
        database.check(read)
        watch(database.version(path))
        as_of, as_of_date = queries.as_of(read)
        if as_of is None:
            raise Problem(
                "The build has no tickets: every row was rejected, or the export has none. "
                "`make inspect TABLE=fct_rejected_rows` shows rejected rows with their reasons."
            )
        with st.sidebar:
            filters = ask(read, as_of_date)
        state["view"] = View(path, read, filters, as_of, as_of_date)
        st.caption(
            f"**As of {as_of:%A %Y-%m-%d %H:%M} UTC** · "
            f"{filters.first_date:%Y-%m-%d} to {filters.last_date:%Y-%m-%d}, days in "
            f"{queries.reporting_time_zone(read)}{picked_words(filters)}"
        )
        page.run()


# The view of this run: Streamlit calls a page without arguments.
state = st.session_state


def as_page(module) -> st.Page:
    """A module of views as a page of the navigation."""

    def run() -> None:
        st.title(module.TITLE)
        module.show(state["view"])

    name = module.__name__.rsplit(".", 1)[-1]
    return st.Page(
        run, title=module.TITLE, icon=module.ICON, url_path=name, default=module is overview
    )


def ask(read: database.Read, as_of_date) -> Filters:
    """The filters, which stand in the URL and stay from page to page."""
    earliest, week_start = queries.first_day(read), queries.week_start(read)
    st.markdown("**Filters**")
    name = st.selectbox(
        "Period",
        list(PERIODS),
        index=1,
        key="period",
        bind="query-params",
        help="Up to the as-of day, or the days you choose.",
    )
    first_date, last_date = period(name, as_of_date, week_start, earliest)
    if name == "own dates":
        chosen = st.date_input(
            "Dates",
            period("13 weeks", as_of_date, week_start, earliest),
            min_value=earliest,
            max_value=as_of_date,
            key="dates",
            bind="query-params",
        )
        if len(chosen) == 2:
            first_date, last_date = chosen
    picked = {}
    for column, label in LABELS.items():
        values = queries.choices(read, column)
        if column == "priority":
            values.sort(key=lambda word: PRIORITIES.index(word) if word in PRIORITIES else 9)
        if len(values) > 1:
            picked[column] = tuple(
                st.multiselect(
                    label.capitalize(), values, key=column, bind="query-params", placeholder="All"
                )
            )
    return Filters(first_date, last_date, picked)


def picked_words(filters: Filters) -> str:
    """What is picked, in words, for the line above each page."""
    return "".join(
        f" · {LABELS[name]}: {', '.join(values)}"
        for name, values in filters.picked.items()
        if values
    )


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def watch(version: str) -> None:
    """Shows the page anew once another build is current."""
    try:
        is_same = database.version(database.current_database()) == version
    except Problem:
        is_same = False
    if not is_same:
        st.rerun()


main()
