"""Writes the main charts and tables of a build into one HTML file that needs no server and no net.

For e-mail or a pages site. The same queries and charts as the dashboard's.
"""

import argparse
import html
import re
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dashboard"))

import altair as alt
import charts
import database
import pandas as pd
import queries
import vl_convert
import wording
from filters import PERIODS, Filters, period
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 520
# Text and lines of the charts take the page's colour, so that they show in light and in dark.
LINE, FAINT = "currentColor", "#88888855"
SVG_CONFIG = {
    "background": None,
    "font": "DejaVu Sans, Segoe UI, Helvetica, Arial, sans-serif",
    "axis": {
        "labelColor": LINE,
        "labelFontSize": 12,
        "titleColor": LINE,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domainColor": FAINT,
        "tickColor": FAINT,
        "gridColor": FAINT,
    },
    "legend": {"labelColor": LINE, "labelFontSize": 12, "titleColor": LINE},
    "view": {"stroke": None},
}
STYLE = """
:root { color-scheme: light dark; --back: #fff; --text: #24292f; --line: #d0d7de; --dim: #57606a; }
@media (prefers-color-scheme: dark) {
  :root { --back: #15171a; --text: #e6e6e6; --line: #3a3f45; --dim: #a2a8ae; }
}
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--back);
  color: var(--text); font: 15px/1.5 "Segoe UI", Helvetica, Arial, "DejaVu Sans", sans-serif; }
h1 { margin: 0; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.3rem; }
h3 { margin: .2rem 0 .6rem; font-size: 1rem; }
.dim { color: var(--dim); }
.grid { display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 32rem), 1fr)); }
.tiles { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); }
.grid > *, .tiles > * { border: 1px solid var(--line); border-radius: 8px;
  padding: .8rem 1rem; min-width: 0; }
.tiles b { display: block; font-size: 1.7rem; font-weight: 500; }
svg { max-width: 100%; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .7rem; border-bottom: 1px solid var(--line); text-align: left;
  white-space: nowrap; }
th { font-weight: 600; } td.number, th.number { text-align: right; }
dt { font-weight: 600; } dd { margin: 0 0 .6rem; }
dt, dd { overflow-wrap: anywhere; }
"""


def main() -> int:
    """Runs the command line; returns the exit code: 0 written, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", type=Path, help="default: tickets.duckdb, the current build")
    parser.add_argument("--out", type=Path, default=ROOT / "target/report.html")
    parser.add_argument(
        "--period",
        default="13 weeks",
        choices=[name for name in PERIODS if name != "own dates"],
        help="up to the as-of day (default: 13 weeks)",
    )
    parser.add_argument("--docs", help="address of the dbt docs; definitions link to it")
    arguments = parser.parse_args()
    try:
        path = arguments.database or database.current_database()
        if not path.is_file():
            raise Problem(f"There is no database {path}. Run: make build")
        with database.opened(path):
            text = Report(path, arguments.period, arguments.docs).html()
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(text, encoding="utf-8")
    except (Problem, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"Written: {arguments.out}")
    return 0


class Report:
    """The report of one build. Raises Problem where the build cannot be shown."""

    def __init__(self, path: Path, period_name: str, docs: str | None):
        self.read: database.Read = lambda sql, given: database.read(path, sql, given)
        self.docs = docs
        self.defined: dict[tuple[str, str], None] = {}
        database.check(self.read)
        self.as_of, self.as_of_date = queries.as_of(self.read)
        if self.as_of is None:
            raise Problem("The build has no tickets, so there is nothing to report.")
        self.filters = Filters(
            *period(
                period_name,
                self.as_of_date,
                queries.week_start(self.read),
                queries.first_day(self.read),
            ),
            {},
        )

    def rows(self, query: Callable, *arguments: object) -> pd.DataFrame:
        """Rows of a query in the report's dates."""
        return query(self.read, self.filters, *arguments)

    def html(self) -> str:
        """The page."""
        title = f"Support tickets, {self.as_of_date:%d %B %Y}"
        body = "\n".join(
            [
                f"<h1>{title}</h1>",
                f'<p class="dim">As of {self.as_of:%A %Y-%m-%d %H:%M} UTC. Charts and tables cover '
                f"{self.filters.first_date} to {self.filters.last_date} unless they say otherwise."
                "</p>",
                self.tiles(),
                "<h2>Volume and backlog</h2>",
                f'<div class="grid">{self.volume_and_backlog()}</div>',
                "<h2>SLA, response and resolution</h2>",
                *self.examples(),
                f'<div class="grid">{self.promises()}</div>',
                "<h2>Tickets to look at</h2>",
                f'<div class="grid">{self.tickets()}</div>',
                *self.themes(),
                "<h2>Team and customers</h2>",
                f'<div class="grid">{self.people()}</div>',
                "<h2>Rows read</h2>",
                f'<div class="grid">{self.quality()}</div>',
                "<h2>What the figures mean</h2>",
                self.definitions(),
            ]
        )
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n"
            "</body>\n</html>\n"
        )

    # parts

    def tiles(self) -> str:
        """The last day's figures and four weeks' attainment."""
        self.define("kpi_sla_attainment_weekly", "attainment_rate")
        days = self.rows(queries.day_figures).set_index("figure")
        made = []
        for label, figure, table in [
            ("Created", "created_count", "kpi_ticket_volume_daily"),
            ("Resolved", "resolved_count", "kpi_ticket_volume_daily"),
            ("Open backlog", "closing_count", "kpi_backlog_daily"),
        ]:
            self.define(table, figure)
            row = days.loc[figure]
            before = row["week_before"]
            note = "" if pd.isna(before) else f"{int(before):,} a week before"
            made.append(tile(f"{label}, {self.as_of_date:%A}", f"{int(row['on_day']):,}", note))
        compared = self.rows(queries.attainment_compared)
        for row in compared[compared["is_recent"]].itertuples():
            note = f"{row.met_count:,} of {row.decided_count:,} clocks, 28 days"
            name = f"{charts.words(row.metric).capitalize()} SLA"
            made.append(tile(name, wording.share(row.attainment_rate), note))
        return f'<div class="tiles">{"".join(made)}</div>'

    def volume_and_backlog(self) -> str:
        """Charts of what came, went and stayed."""
        volume = self.rows(queries.volume, "week")
        backlog = self.rows(queries.backlog, "queue")
        bridge = self.rows(queries.bridge)
        ageing = self.rows(queries.ageing)
        flows = ["created_count", "resolved_count"]
        return "".join(
            [
                self.chart(
                    "Created and resolved a week",
                    volume,
                    lambda: charts.lines(volume, "period_date", flows, "tickets a week"),
                    [("kpi_ticket_volume_daily", name) for name in flows],
                ),
                self.chart(
                    "Open tickets by queue",
                    backlog,
                    lambda: charts.series(
                        backlog, "backlog_date", "closing_count", "queue", "open tickets"
                    ),
                    [("kpi_backlog_daily", "closing_count")],
                ),
                self.chart(
                    "Backlog from opening to closing",
                    bridge,
                    lambda: charts.bridge(bridge),
                    [("kpi_backlog_daily", name) for name in charts.BRIDGE],
                ),
                self.chart(
                    f"Age by queue on {self.filters.last_date}",
                    ageing,
                    lambda: charts.age_classes(ageing, "queue", is_time=False),
                    [("kpi_backlog_ageing", "open_ticket_count")],
                ),
            ]
        )

    def examples(self) -> list[str]:
        """A sentence where the promises are those that ship (rule S6)."""
        if not queries.are_policies_examples(self.read):
            return []
        return [
            '<p class="dim">The promises are examples: write yours into '
            "seeds/reference/sla_policies.csv, or set policies_are_ours.</p>"
        ]

    def promises(self) -> str:
        """Attainment, and how long customers waited."""
        weeks = self.rows(queries.attainment).dropna(subset="attainment_rate")
        weeks["metric"] = weeks["metric"].map(charts.words)
        by_queue = self.rows(queries.attainment_by, "queue")
        by_queue["metric"] = by_queue["metric"].map(charts.words)
        made = [
            self.chart(
                "Attainment by week of start",
                weeks,
                lambda: charts.series(
                    weeks,
                    "week_start_date",
                    "attainment_rate",
                    "metric",
                    "share met, axis not from 0 %",
                    ".0%",
                    False,
                ),
                [("kpi_sla_attainment_weekly", "attainment_rate")],
            ),
            self.chart(
                "Attainment by queue",
                by_queue,
                lambda: charts.heat(by_queue, "metric", "queue", "attainment_rate"),
                [("kpi_sla_attainment_weekly", "decided_count")],
            ),
        ]
        for measure, title in [
            ("first_response", "First responses by week"),
            ("full_resolution", "Resolutions by week"),
        ]:
            rows = self.rows(queries.durations_by_week, measure, "business")
            figures = [f"{measure}_business_minutes_{name}" for name in ("median", "p90")]
            made.append(
                self.chart(
                    title,
                    rows,
                    lambda rows=rows: charts.lines(
                        rows, "week_start_date", ["median_hours", "p90_hours"], "business hours"
                    ),
                    [("kpi_response_and_resolution_weekly", name) for name in figures],
                )
            )
        return "".join(made)

    def tickets(self) -> str:
        """Tickets due next and those open longest."""
        due = self.rows(queries.at_risk, 10, ["due soon", "in time"])
        oldest = self.rows(queries.oldest_tickets, 10)
        return self.table(
            "Due next, as of now",
            due.drop(columns=["subject", "status", "agent_id"]),
            [("kpi_sla_at_risk", "due_at")],
        ) + self.table(
            "Open longest, as of now",
            oldest.drop(columns=["subject", "created_at"]),
            [("fct_tickets", "open_age_calendar_minutes")],
        )

    def themes(self) -> list[str]:
        """What customers write about and what is new; nothing in a build that read no texts."""
        there = database.tables(self.read)
        parts = {
            "kpi.kpi_emerging_themes_weekly": self.emerging,
            "kpi.kpi_text_topics_weekly": self.topics,
        }
        made = "".join(part() for table, part in parts.items() if table in there)
        return ["<h2>What customers write about</h2>", f'<div class="grid">{made}</div>'] * bool(
            made
        )

    def emerging(self) -> str:
        """What is written about more often than before."""
        rows = self.rows(queries.emerging_themes).head(10)
        rows["related_terms"] = rows["related_terms"].str.split(", ").str[:3].str.join(", ")
        figures = ["theme_ticket_count", "expected_tickets"]
        return self.table(
            "New and growing themes, newest first",
            rows[["week_start_date", "term_label", "related_terms", "is_new", *figures]],
            [
                ("kpi_emerging_themes_weekly", name)
                for name in ("is_new", "theme_ticket_count", "expected_tickets")
            ],
            "Nothing was written about more often than chance explains.",
        )

    def topics(self) -> str:
        """The topics with most tickets."""
        rows = self.rows(queries.largest_topics)
        return self.chart(
            "Largest topics by week",
            rows,
            lambda: charts.series(
                rows, "week_start_date", "ticket_count", "topic_name", "tickets a week"
            ),
            [("kpi_text_topics_weekly", "ticket_count")],
        )

    def people(self) -> str:
        """Ratings and agents."""
        rated = self.rows(queries.satisfaction).dropna(subset="satisfaction_rate")
        rates = ["satisfaction_rate", "response_rate"]
        agents = self.rows(queries.agents)
        return self.chart(
            "Satisfied customers by month",
            rated,
            lambda: charts.lines(rated, "month_start_date", rates, "share", ".0%"),
            [("kpi_csat_monthly", name) for name in rates],
        ) + self.table(
            "Agents, whole months",
            agents[
                ["agent_id", "resolved_count", "one_touch_rate", "reopened_rate"]
                + ["satisfaction_rate", "rated_count"]
            ],
            [
                ("kpi_agent_performance_monthly", name)
                for name in ("resolved_count", "one_touch_rate", "reopened_rate")
            ],
        )

    def quality(self) -> str:
        """What became of every row."""
        files = queries.accounting(self.read)
        files["source_file"] = [Path(name).name for name in files["source_file"]]
        reasons = queries.reject_reasons(self.read)
        return self.table("Files of the build", files, []) + self.table(
            "Why rows were rejected", reasons, [], "No row was rejected."
        )

    # pieces

    def chart(
        self,
        title: str,
        rows: pd.DataFrame,
        draw: Callable[[], alt.Chart],
        define: list[tuple[str, str]],
    ) -> str:
        """A chart as inline SVG; or a sentence where there is nothing to draw."""
        for table, figure in define:
            self.define(table, figure)
        if rows.empty:
            return f'<div><h3>{title}</h3><p class="dim">Nothing in these dates.</p></div>'
        specification = draw().properties(width=WIDTH, description=title).to_dict()
        specification["config"] = SVG_CONFIG
        svg = vl_convert.vegalite_to_svg(specification, allowed_base_urls=[])
        label = f'<svg role="img" aria-label="{html.escape(title)}"'
        return f"<div><h3>{title}</h3>{re.sub('<svg', label, svg, count=1)}</div>"

    def table(
        self,
        title: str,
        rows: pd.DataFrame,
        define: list[tuple[str, str]],
        empty: str = "Nothing to show.",
    ) -> str:
        """A table; or a sentence where it has no rows."""
        for table, figure in define:
            self.define(table, figure)
        if rows.empty:
            return f'<div><h3>{title}</h3><p class="dim">{empty}</p></div>'
        kinds = [
            ' class="number"' if rows[name].dtype.kind in "iuf" else "" for name in rows.columns
        ]
        head = "".join(
            f"<th{kind}>{html.escape(wording.heading(name))}</th>"
            for name, kind in zip(rows.columns, kinds, strict=True)
        )
        lines = "".join(
            "<tr>"
            + "".join(
                f"<td{kind}>{html.escape(cell(name, value))}</td>"
                for name, kind, value in zip(rows.columns, kinds, row, strict=True)
            )
            + "</tr>"
            for row in rows.itertuples(index=False)
        )
        return (
            f'<div><h3>{title}</h3><div class="scroll"><table><tr>{head}</tr>{lines}</table>'
            "</div></div>"
        )

    def define(self, table: str, figure: str) -> None:
        """Has the figure defined at the end of the page."""
        self.defined[(table, figure)] = None

    def definitions(self) -> str:
        """All figures of the page, each in a sentence."""
        made = []
        for table, figure in sorted(self.defined):
            name = f"{table}.{figure}"
            if self.docs:
                address = html.escape(f"{self.docs}{wording.docs_anchor(table)}")
                name = f'<a href="{address}">{name}</a>'
            text = html.escape(wording.definition(self.read, table, figure))
            made.append(f"<dt>{name}</dt><dd>{text}</dd>")
        return f"<dl>{''.join(made)}</dl>"


def tile(label: str, value: str, note: str) -> str:
    """One number with its name and what it is compared with."""
    return (
        f'<div>{html.escape(label)}<b>{value}</b><span class="dim">{html.escape(note)}</span></div>'
    )


def cell(name: str, value: object) -> str:
    """A value as text, by the name of its column."""
    if value is None or pd.isna(value):
        return "–"
    if name.endswith("_rate"):
        return wording.share(value)
    if name.endswith("_at"):
        return f"{value:%Y-%m-%d %H:%M}"
    if name.endswith("_date"):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    sys.exit(main())
