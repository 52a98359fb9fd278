"""Writes the index page of the site: report, documentation, lineage, and the CSV files."""

import argparse
import html
import sys
from datetime import datetime
from pathlib import Path

import duckdb
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "report.html": ("Report", "the main charts and tables"),
    "docs.html": ("Documentation", "every table and column, tests and lineage"),
    "lineage.html": ("Lineage of columns", "from a figure back to the export's column"),
}
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Support tickets</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0 auto; max-width: 44rem; padding: 1.5rem; font: 16px/1.6 sans-serif; }}
td {{ padding-right: 2rem; }} .number {{ text-align: right; }}
</style>
</head>
<body>
<h1>Support tickets</h1>
<p>As of {as_of}.</p>
<ul>
{pages}
</ul>
<h2>Figures as CSV files</h2>
<table>
{files}
</table>
</body>
</html>
"""


def main() -> int:
    """Runs the command line; returns the exit code: 0 written, 1 not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder with the pages and data/*.csv")
    parser.add_argument("--database", type=Path, default=ROOT / "tickets.duckdb")
    arguments = parser.parse_args()
    try:
        text = index(arguments.site, as_of(arguments.database))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    (arguments.site / "index.html").write_text(text, encoding="utf-8")
    print(f"Written: {arguments.site}/index.html")
    return 0


def as_of(database: Path) -> datetime | None:
    """The instant the build's figures are measured at, UTC; raises Problem without a build."""
    if not database.is_file():
        raise Problem(f"There is no database {database}. Run: make build")
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("select as_of from marts.dim_as_of").fetchone()
    return found[0] if found else None


def index(site: Path, measured_at: datetime | None) -> str:
    """The page. Raises Problem if a page it leads to is missing."""
    missing = [name for name in PAGES if not (site / name).is_file()]
    if missing:
        raise Problem(f"{site} has no {', '.join(missing)}. Run: make site")
    return PAGE.format(
        as_of=f"{measured_at:%A %Y-%m-%d %H:%M} UTC" if measured_at else "no tickets yet",
        pages="\n".join(
            f'<li><a href="{name}">{title}</a>: {text}</li>'
            for name, (title, text) in PAGES.items()
        ),
        files="\n".join(
            f'<tr><td><a href="data/{html.escape(path.name)}">{html.escape(path.stem)}</a></td>'
            f'<td class="number">{path.stat().st_size / 1000:,.0f} kB</td></tr>'
            for path in sorted((site / "data").glob("*.csv"))
        ),
    )


if __name__ == "__main__":
    sys.exit(main())
