"""Times the pages of the dashboard on a build: server seconds, without network and browser.

A page is drawn as if nobody had asked for it with these filters before: what Streamlit remembers
of the database is forgotten first. The modules are loaded, as after the first page of a server.
"""

import argparse
import logging
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dashboard"))

import database
import streamlit as st
from publishing import summary
from publishing.problem import Problem
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

ROOT = Path(__file__).resolve().parent.parent
PAGES = [path.stem for path in sorted((ROOT / "dashboard/views").glob("[a-z]*.py"))]
VIEWS = {
    "13 weeks": {},
    "everything": {"period": "everything"},
    "13 weeks, high": {"priority": "high"},
    "everything, high": {"period": "everything", "priority": "high"},
}
# With all parts of its page: many clocks, events and stretches.
TICKET = """select ticket_id from marts.fct_tickets
order by customer_reply_count desc nulls last, source_system, ticket_id limit 1"""


def main() -> int:
    """Runs the command line; returns the exit code: 0 timed, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", type=Path, help="default: tickets.duckdb, the current build")
    parser.add_argument("--page", choices=PAGES, action="append", help="this one alone")
    arguments = parser.parse_args()
    try:
        if arguments.database:
            os.environ["TICKETS_DATABASE"] = str(arguments.database.absolute())
        ticket = database.read(database.current_database(), TICKET, {})["ticket_id"].iloc[0]
        drawn("overview")
        rows = []
        for page in arguments.page or PAGES:
            more = {"ticket": ticket} if page == "ticket" else {}
            rows.append([page, *(timed(page, view | more) for view in VIEWS.values())])
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    print("Seconds, and of all cores together in brackets")
    summary.print_table(["page", *VIEWS], rows)
    return 0


def timed(page: str, query: dict[str, str]) -> str:
    """Seconds a page takes, by wall and processor; raises Problem if it shows an error."""
    st.cache_data.clear()
    began, worked = time.perf_counter(), time.process_time()
    shown = drawn(page, **query)
    took = f"{time.perf_counter() - began:.2f} ({time.process_time() - worked:.2f})"
    for error in [*shown.exception, *shown.error]:
        raise Problem(f"{page}: {error.value}")
    return took


def drawn(page: str, **query: str | list[str]) -> AppTest:
    """The app at a page, run once without a browser."""
    opened = AppTest.from_file(str(ROOT / "dashboard/app.py"), default_timeout=120)
    for name, value in query.items():
        opened.query_params[name] = value
    # switch_page() knows pages that are files; ours are functions with a path in the URL.
    opened._page_hash = "" if page == "overview" else calc_hash(page)
    return opened.run()


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit misses its server
    sys.exit(main())
