"""Takes the pictures of the README from the current build: docs/images/*.png.

Two are pages of the dashboard, the others are made from tables of the build and the models' graph.
Needs Chromium (Debian: apt-get install chromium); asks no other host for anything.
"""

import argparse
import csv
import html
import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from publishing import summary
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["chromium", "chromium-browser", "google-chrome"]
START_SECONDS = 60
MOST_BYTES = 300_000
GRAPH_MILLISECONDS = 3000
# "2+kpi_sla_at_risk+1": two levels of what it comes from, one of who uses it.
GRAPH = "2%2Bkpi_sla_at_risk%2B1"
WIDTH = 1280
RAW_COLUMNS = ["ticket_id", "created_at", "first_responded_at", "resolved_at", "status", "priority"]
RAW_COLUMNS += ["channel", "queue", "agent_id", "customer_tier", "csat_score", "subject"]
SAMPLE = """select
    ticket_id, created_at, status, priority, queue, reopen_count, handoff_count,
    first_response_business_minutes, full_resolution_business_minutes, resolution_sla_outcome
from marts.fct_tickets
where first_response_business_minutes is not null
order by created_at desc, ticket_id
limit 8"""
QUERY = """select
    week_start_date,
    sum(met_count) as met,
    sum(breached_count) as breached,
    sum(overdue_count) as overdue,
    sum(running_count) as running,
    round(100.0 * sum(met_count) / nullif(sum(decided_count), 0), 1) as attainment_percent
from kpi.kpi_sla_attainment_weekly
where metric = 'resolution'
group by week_start_date
order by week_start_date desc
limit 12"""
STYLE = """<style>
body { margin: 0; background: #fff; }
main { padding: 24px; width: max-content; background: #fff; color: #24292f;
  font: 14px/1.5 "DejaVu Sans", sans-serif; }
h1 { font-size: 18px; margin: 0 0 12px; } h1 + p { margin: -8px 0 14px; color: #57606a; }
h2 { font-size: 15px; margin: 22px 0 8px; }
pre { background: #f3f5f7; border-radius: 6px; padding: 14px; margin: 0 0 16px;
  font: 13px/1.5 "DejaVu Sans Mono", monospace; }
table { border-collapse: collapse; font: 12px/1.5 "DejaVu Sans Mono", monospace; }
td, th { border-bottom: 1px solid #d0d7de; padding: 3px 18px 3px 0; text-align: left;
  white-space: nowrap; }
.right { text-align: right; }
</style>"""


def chromium() -> str | None:
    """Path of an installed Chromium; None without one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium; raises Problem if none is installed."""
    program = chromium()
    if program is None:
        raise Problem("No Chromium is installed. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The dashboard over a database on a free port of this computer; gives its address.

    Raises Problem if it does not start.
    """
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", f"--server.port={port}"],
        cwd=ROOT,
        env=os.environ | {"TICKETS_DATABASE": str(database)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, server: subprocess.Popen) -> None:
    """Returns once the url answers; raises Problem if the server ends or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise Problem("The dashboard did not start. Try: make dashboard")


def opened(page: Page, url: str) -> None:
    """Goes to a page of the dashboard and waits until all of it is drawn."""
    page.goto(url)
    page.get_by_text("As of").first.wait_for()
    settled(page)


def settled(page: Page) -> None:
    """Waits until Streamlit has run and the charts stand."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart]')]"
        ".every(chart => chart.querySelector('svg.marks'))"
    )


def main() -> int:
    """Runs the command line; returns the exit code: 0 taken, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", type=Path, default=ROOT / "tickets.duckdb")
    parser.add_argument("--docs", type=Path, default=ROOT / "target/index.html")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/images")
    arguments = parser.parse_args()
    try:
        if not arguments.database.is_file():
            raise Problem(f"There is no database {arguments.database}. Run: make build")
        if not arguments.docs.is_file():
            raise Problem(f"There is no documentation {arguments.docs}. Run: make docs")
        take(arguments.database.resolve(), arguments.docs.resolve(), arguments.out)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def take(database: Path, docs: Path, out: Path) -> None:
    """Takes all pictures."""
    out.mkdir(parents=True, exist_ok=True)
    with browser() as opened_browser:
        page = opened_browser.new_page(viewport={"width": WIDTH, "height": 900})
        with duckdb.connect(str(database), read_only=True) as connection:
            pages = {
                "01_raw_tickets_preview": raw_preview(connection),
                "02_duckdb_tables_and_sample": tables_and_sample(connection),
                "03_kpi_query_result": query_and_result(connection, QUERY),
            }
        for name, text in pages.items():
            page.set_content(f"{STYLE}<main>{text}</main>")
            save(page.locator("main").screenshot(), out / f"{name}.png")
        with served(database) as address:
            opened(page, address)
            save(page.screenshot(), out / "04_dashboard_or_trends.png")
        # dbt's own graph: what a KPI comes from, one colour a layer.
        page.set_viewport_size({"width": WIDTH, "height": 640})
        page.goto(f"{docs.as_uri()}#!/overview?g_v=1&g_i={GRAPH}")
        page.locator(".graph-fullscreen canvas, canvas").first.wait_for()
        page.wait_for_timeout(GRAPH_MILLISECONDS)
        save(page.screenshot(), out / "05_lineage.png")


def save(picture: bytes, path: Path) -> None:
    """Writes a picture with at most 256 colours; raises Problem if it is too large even so."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256).save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise Problem(f"{path} is larger than {MOST_BYTES:,} bytes.")
    print(f"Taken: {path}")


def raw_preview(connection: duckdb.DuckDBPyConnection) -> str:
    """The first rows of the tickets file the build read, as they stand there."""
    found = connection.execute(
        "select source_file, read_row_count from marts.fct_row_accounting "
        "where file_kind = 'tickets' order by source_file limit 1"
    ).fetchone()
    if found is None or not (ROOT / found[0]).is_file():
        raise Problem("The tickets file of the build is not there any more. Run: make build")
    with open(ROOT / found[0], encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names = [name for name in RAW_COLUMNS if name in (reader.fieldnames or [])]
        rows = [[row[name] for name in names] for row, _ in zip(reader, range(15), strict=False)]
    return (
        f"<h1>{html.escape(Path(found[0]).name)}</h1><p>{found[1]:,} rows as the helpdesk wrote "
        f"them; {len(names)} of {len(reader.fieldnames or [])} columns</p>{as_table(names, rows)}"
    )


def tables_and_sample(connection: duckdb.DuckDBPyConnection) -> str:
    """The public tables with their rows, and some tickets."""
    names = connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where table_schema in ('marts', 'kpi') order by table_schema desc, table_name"
    ).fetchall()
    rows = [
        (
            f"{schema}.{name}",
            connection.execute(f'select count(*) from "{schema}"."{name}"').fetchone()[0],
        )
        for schema, name in names
    ]
    half = -(-len(rows) // 2)
    pairs = [[*left, *right] for left, right in zip(rows, [*rows[half:], ("", "")], strict=False)][
        :half
    ]
    tables = as_table(["table", "rows", "table", "rows"], pairs)
    return f"<h1>tickets.duckdb</h1>{tables}<h2>marts.fct_tickets</h2>{result(connection, SAMPLE)}"


def query_and_result(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """A query and what it gives."""
    return (
        f"<h1>Resolution SLA, week by week</h1><pre>{html.escape(query)}</pre>"
        f"{result(connection, query)}"
    )


def result(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    """Rows of a query as an HTML table."""
    cursor = connection.execute(query)
    return as_table([column[0] for column in cursor.description], cursor.fetchall())


def as_table(names: list[str], rows: list) -> str:
    """An HTML table, numbers to the right."""
    right = [any(isinstance(row[i], int | float) for row in rows) for i in range(len(names))]
    lines = [names, *rows]
    cells = [
        "".join(
            f"<{tag} class={'right' if is_right else 'left'}>"
            f"{html.escape(summary.cell(value, 44))}</{tag}>"
            for value, is_right in zip(line, right, strict=True)
        )
        for tag, line in zip(["th", *["td"] * len(rows)], lines, strict=True)
    ]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>"


if __name__ == "__main__":
    sys.exit(main())
