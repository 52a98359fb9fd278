"""What the pages are made of: figures, charts and tables with their definition and their data."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

import altair as alt
import database
import pandas as pd
import streamlit as st
import wording
from filters import Filters

DOCS_URL = os.environ.get("TICKETS_DOCS_URL", "http://localhost:8080")


@st.cache_data(max_entries=2000, show_spinner=False)
def cached_read(path: str, version: str, sql: str, parameters: dict) -> pd.DataFrame:
    """database.read, remembered as long as the file has this version."""
    return database.read(Path(path), sql, parameters)


def reader(path: Path) -> database.Read:
    """Reads the file, each query once per version of it."""
    version = database.version(path)
    return lambda sql, parameters: cached_read(str(path), version, sql, parameters)


@st.cache_data(max_entries=8, show_spinner=False)
def cached_test_results(path: str, version: str) -> pd.DataFrame | None:
    """database.test_results, remembered as long as the file has this version."""
    return database.test_results(Path(path))


@dataclass(frozen=True)
class View:
    """What a page is given: the database, the filters and the time everything is measured at."""

    path: Path
    read: database.Read
    filters: Filters
    as_of: datetime
    as_of_date: date

    def rows(self, query: Callable, *arguments: object) -> pd.DataFrame:
        """Runs a query of the module queries under the filters."""
        return query(self.read, self.filters, *arguments)

    def test_results(self) -> pd.DataFrame | None:
        """What the tests of this build said; None if that is not kept beside it."""
        return cached_test_results(str(self.path), database.version(self.path))

    def definition(self, *names: str) -> str:
        """Markdown for the hover: what each table.figure means, and where the docs tell more."""
        return "\n\n".join(self._definition(*name.split(".")) for name in names)

    def _definition(self, table: str, figure: str) -> str:
        text = wording.definition(self.read, table, figure)
        return f"**{figure}**: {text} [docs]({DOCS_URL}/{wording.docs_anchor(table)})"

    def figure(self, place, label: str, value: str, definition: str, **more: object) -> None:
        """One number. definition: table.figure, or a text for what no table defines."""
        place.metric(label, value, help=self.hover(definition), border=True, **more)

    def hover(self, *definitions: str) -> str:
        """table.figure becomes its definition; a sentence stays."""
        return "\n\n".join(
            self.definition(text) if "." in text and " " not in text else text
            for text in definitions
        )

    def chart(
        self,
        title: str,
        rows: pd.DataFrame,
        draw: Callable[[], alt.Chart],
        define: list[str],
        cut_by: dict | None = None,
        empty: str = "No tickets fit the filters and dates.",
    ) -> None:
        """A chart with heading, definitions and its data as CSV; or why there is none.

        cut_by: the filters the data can be narrowed down by; None where filters do not apply.
        """
        if self._head(title, rows, define, cut_by, empty):
            st.altair_chart(draw(), alt=alternative(title, rows))
            self._csv(title, rows)

    def table(
        self,
        title: str,
        rows: pd.DataFrame,
        define: list[str],
        cut_by: dict | None = None,
        empty: str = "No tickets fit the filters and dates.",
        columns: dict | None = None,
    ) -> None:
        """A table with heading, definitions and CSV; ticket ids lead to the ticket's page.

        columns: Streamlit column settings, by column.
        """
        if self._head(title, rows, define, cut_by, empty):
            shown, settings = linked(rows, columns or {})
            st.dataframe(shown, hide_index=True, column_config=settings, placeholder="–", alt=title)
            self._csv(title, rows)

    def _head(
        self,
        title: str,
        rows: pd.DataFrame,
        define: list[str],
        cut_by: dict | None,
        empty: str,
    ) -> bool:
        st.markdown(f"#### {title}", help=self.hover(*define))
        if cut_by is not None:
            self.say_ignored(cut_by)
        if rows.empty:
            st.info(empty, icon=":material/info:")
        return not rows.empty

    def say_ignored(self, cut_by: dict, what: str = "For") -> None:
        """Says which filters that are on do not apply to what can be cut by those of cut_by."""
        ignored = self.filters.not_in(cut_by)
        if ignored:
            st.caption(f"{what} every {' and '.join(ignored)}: that filter does not apply here.")

    def say_now(self, what: str) -> None:
        """Says that something is of the as-of time, where the dates end before that."""
        if self.filters.last_date < self.as_of_date:
            st.caption(f"{what}, as of {self.as_of_date:%Y-%m-%d}: the dates do not apply.")

    def _csv(self, title: str, rows: pd.DataFrame) -> None:
        name = "_".join("".join(c if c.isalnum() else " " for c in title.lower()).split())
        st.download_button(
            "CSV",
            lambda: wording.to_csv(rows),
            file_name=f"{name}.csv",
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            key=f"csv_{name}",
            help=f"The data of “{title}”",
            on_click="ignore",
        )


def alternative(title: str, rows: pd.DataFrame) -> str:
    """What a screen reader says of a chart."""
    return f"Chart: {title}. {len(rows)} rows of data; the button CSV after it has them all."


def linked(rows: pd.DataFrame, columns: dict) -> tuple[pd.DataFrame, dict]:
    """The rows with ticket ids as links, headings in words, shares and times in their format."""
    shown, settings = rows.copy(), {}
    for name in rows.columns:
        label = wording.heading(name)
        if name == "ticket_id":
            shown[name] = [f"/ticket?ticket={quote(str(ticket))}" for ticket in rows[name]]
            settings[name] = st.column_config.LinkColumn("ticket", display_text=r"ticket=(.*)")
        elif name.endswith(("_rate", "_share", "_share_change")):
            shown[name] = 100 * rows[name]
            unit = "points" if name.endswith("_change") else "%%"
            settings[name] = st.column_config.NumberColumn(label, format=f"%.1f {unit}")
        elif name.endswith("_at") or name in ("valid_from", "valid_to"):
            settings[name] = st.column_config.DatetimeColumn(
                f"{label} (UTC)", format="YYYY-MM-DD HH:mm"
            )
        elif name.endswith("_date"):
            settings[name] = st.column_config.DateColumn(label, format="YYYY-MM-DD")
        elif pd.api.types.is_float_dtype(rows[name]):
            settings[name] = st.column_config.NumberColumn(label, format="%,.1f")
        elif pd.api.types.is_integer_dtype(rows[name]):
            settings[name] = st.column_config.NumberColumn(label, format="localized")
        else:
            settings[name] = label
    return shown, settings | columns
