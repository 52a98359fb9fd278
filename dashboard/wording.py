"""How names, numbers and definitions read, in the app and in the report."""

import database
import pandas as pd
import queries

PLURALS = {"ticket": "tickets", "reply": "replies", "row": "rows", "requester": "requesters"}
FORMULA = r"^([=+\-@\t\r])"


def heading(name: str) -> str:
    """A column's name as a heading: open_ticket_count -> open tickets."""
    words = name.removesuffix("_count").removesuffix("_date").removesuffix("_id").split("_")
    if name.endswith("_count"):
        words[-1] = PLURALS.get(words[-1], words[-1])
    return " ".join(words).replace("business hours", "business h")


def hours(amount: float | None) -> str:
    """Like 3.4 h; – where nothing was measured."""
    return "–" if amount is None or pd.isna(amount) else f"{amount:,.1f} h"


def minutes(amount: float | None) -> str:
    """Minutes as hours and minutes, like 7 h 45 min; – for null."""
    if amount is None or pd.isna(amount):
        return "–"
    sign, whole = ("−" if round(amount) < 0 else ""), abs(round(amount))
    return f"{sign}{whole // 60:,} h {whole % 60:02d} min" if whole >= 60 else f"{sign}{whole} min"


def share(part: float | None) -> str:
    """Like 93.4 %; – where there is nothing to divide by."""
    return "–" if part is None or pd.isna(part) else f"{100 * part:.1f} %"


def to_csv(rows: pd.DataFrame) -> str:
    """CSV text; texts a spreadsheet would take for a formula get a ' in front."""
    safe = rows.copy()
    for name in safe.select_dtypes(exclude=["number", "datetime", "bool"]):
        is_text = safe[name].map(lambda cell: isinstance(cell, str))
        safe.loc[is_text, name] = (
            safe.loc[is_text, name].astype("str").str.replace(FORMULA, r"'\1", regex=True)
        )
    return safe.to_csv(index=False)


def definition(read: database.Read, table: str, figure: str) -> str:
    """What a figure means: from the registry of figures, else the column's description."""
    known = queries.definitions(read)
    found = known[(known["kpi_table"] == table) & (known["figure"] == figure)]
    if not found.empty:
        row = found.iloc[0]
        rules = f" Rules {row['rule_ids']}." if isinstance(row["rule_ids"], str) else ""
        return f"{row['definition']} In {row['unit']}, {row['direction']}.{rules}"
    columns = queries.descriptions(read)
    found = columns[(columns["table_name"] == table) & (columns["column_name"] == figure)]
    return found["comment"].iloc[0].strip() if not found.empty else f"A column of {table}."


def docs_anchor(table: str) -> str:
    """Where in the dbt docs a table's page is."""
    kind = "model" if table.startswith(("kpi_", "fct_", "dim_")) else "seed"
    return f"#!/{kind}/{kind}.support_ticket_analytics.{table}"
