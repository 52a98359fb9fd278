"""What a build says in words: rows taken and refused, and what a support lead asks for."""

import duckdb

PRIORITIES = ["urgent", "high", "normal", "low"]
MINUTES_PER_HOUR = 60


def print_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Prints rows read, accepted and rejected per file, reasons, and words not translated."""
    print("\nRows")
    print_table(
        ["source", "file", "read", "accepted", "rejected"],
        connection.execute(
            "select source_system, "
            "case count(*) when 1 then min(source_file) "
            "else count(*) || ' files, ' || min(source_file) || ' and so on' end, "
            "sum(read_row_count), sum(accepted_row_count), sum(rejected_row_count) "
            "from marts.fct_row_accounting "
            "group by source_system, file_kind order by source_system, file_kind desc"
        ).fetchall(),
    )
    reasons = connection.execute(
        "select file_kind, reason, count(*) from "
        "(select file_kind, unnest(reject_reasons) as reason from marts.fct_rejected_rows) "
        "group by all order by file_kind desc, count(*) desc, reason"
    ).fetchall()
    if reasons:
        print(
            "  Rejected because (a row can have several reasons; the rows: marts.fct_rejected_rows)"
        )
        print_table(["rows of", "reason", "count"], reasons)
    unmapped = connection.execute(
        "select source_system, field, raw_value, row_count, "
        "(select arg_max(known.raw_value, jaro_winkler_similarity(known.raw_value, one.raw_value)) "
        "from reference.value_map as known where known.field = one.field) "
        "from marts.fct_unmapped_words as one "
        "order by row_count desc, source_system, field, raw_value limit 20"
    ).fetchall()
    if unmapped:
        print("  Words counted as unknown (translate them in seeds/reference/value_map.csv)")
        print_table(["source", "field", "word", "rows", "closest known"], unmapped)
    print_unknown_shares(connection)


def print_unknown_shares(connection: duckdb.DuckDBPyConnection) -> None:
    """Prints a headline where more than a tenth of the statuses or priorities are unknown."""
    shares = connection.execute(
        "select field, sum(row_count), (select coalesce("
        "sum(accepted_row_count) filter (where file_kind = 'tickets'), sum(accepted_row_count)) "
        "from marts.fct_row_accounting where source_system = one.source_system) as rows "
        "from marts.fct_unmapped_words as one where field in ('status', 'priority') "
        "group by source_system, field having sum(row_count) * 10 > rows "
        "order by source_system, field"
    ).fetchall()
    for field, words, rows in shares:
        print(
            f"\n!!! {words:,} of {rows:,} rows have a {field} that value_map does not know. "
            f"Translate the words before you use any figure by {field}. !!!"
        )


EXAMPLES = (
    "The promises are examples: write yours into seeds/reference/sla_policies.csv, "
    "or set policies_are_ours."
)


def print_kpis(connection: duckdb.DuckDBPyConnection) -> None:
    """Prints the state of support as of the build in a dozen lines."""
    as_of, as_of_date = connection.execute(
        "select as_of, as_of_date from intermediate.int_as_of"
    ).fetchone()
    print(f"\nSupport as of {as_of:%Y-%m-%d %H:%M} UTC" if as_of else "\nNo tickets were accepted.")
    if not as_of:
        return
    last_week, week_before = connection.execute(
        "select coalesce(sum(created_count) filter (where volume_date > $1::date - 7), 0), "
        "coalesce(sum(created_count) filter (where volume_date <= $1::date - 7), 0) "
        "from kpi.kpi_ticket_volume_daily "
        "where volume_date > $1::date - 14 and volume_date <= $1::date",
        [as_of_date],
    ).fetchone()
    tickets, rated, satisfied = connection.execute(
        "select coalesce(sum(ticket_count), 0), coalesce(sum(rated_count), 0), "
        "coalesce(sum(satisfied_count), 0) from kpi.kpi_by_priority"
    ).fetchone()
    backlog, oldest_days = connection.execute(
        "select coalesce(sum(open_ticket_count), 0), max(oldest_ticket_age_days) "
        "from kpi.kpi_backlog_ageing"
    ).fetchone()
    resolved, reopened = connection.execute(
        "select count(*), count(*) filter (where is_reopened) from marts.fct_tickets "
        "where is_first_resolution_counted"
    ).fetchone()
    attained = connection.execute(
        "select metric, sum(met_count), sum(decided_count) from kpi.kpi_sla_attainment_weekly "
        "group by metric order by metric"
    ).fetchall()
    overdue, due_soon = connection.execute(
        "select count(*) filter (where risk_state = 'overdue'), "
        "count(*) filter (where is_due_soon) from kpi.kpi_sla_at_risk"
    ).fetchone()
    (examples,) = connection.execute(
        "select count(*) from marts.dim_sla_policy where is_example"
    ).fetchone()
    age = f", the oldest {oldest_days:,} days old" if oldest_days is not None else ""
    print(f"  Tickets        {tickets:,}")
    print(
        f"  Created        {last_week:,} in the last 7 days, {week_before:,} in the 7 before"
        f"{change(last_week, week_before)}"
    )
    print(f"  Open backlog   {backlog:,}{age}")
    print(f"  Satisfaction   {share(satisfied, rated)} satisfied of {rated:,} rated")
    print(f"  Reopened       {share(reopened, resolved)} of {resolved:,} tickets ever resolved")
    if attained:
        shares = ", ".join(
            f"{metric.replace('_', ' ')} {share(met, decided)}" for metric, met, decided in attained
        )
        print(f"  SLA met        {shares}")
        print(f"  SLA now        {overdue:,} overdue, {due_soon:,} more due soon")
        if examples:
            print(f"                 {EXAMPLES}")
    print("  By priority (business hours from creation; 90 of 100 tickets take at most the p90)")
    print_table(
        ["priority", "tickets", "open", "response median", "p90", "resolution median", "p90"],
        [
            (priority, ticket_count, open_count, *(hours(minutes) for minutes in figures))
            for priority, ticket_count, open_count, *figures in sorted(
                connection.execute(
                    "select priority, ticket_count, open_ticket_count, "
                    "first_response_business_minutes_median, first_response_business_minutes_p90, "
                    "full_resolution_business_minutes_median, full_resolution_business_minutes_p90 "
                    "from kpi.kpi_by_priority"
                ).fetchall(),
                key=lambda row: (PRIORITIES.index(row[0]) if row[0] in PRIORITIES else 9, row[0]),
            )
        ],
    )


def change(now: int, before: int) -> str:
    """Like ' (+12 %)'; empty where there is nothing to compare with."""
    return f" ({100 * (now - before) / before:+.0f} %)" if before else ""


def share(part: int, whole: int) -> str:
    """Percentage with one decimal; n/a of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "n/a"


def hours(minutes: float | None) -> str:
    """Minutes as hours with one decimal; - where nothing was measured."""
    return "-" if minutes is None else f"{minutes / MINUTES_PER_HOUR:,.1f} h"


def print_table(header: list[str], rows: list[tuple], widest: int = 44) -> None:
    """Prints rows in columns, numbers to the right; cells are cut at `widest` characters."""
    cells = [[cell(value, widest) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    right = [
        any(isinstance(row[i], int | float) or str(row[i]).endswith(" h") for row in rows)
        for i in range(len(header))
    ]
    for line in [header, *cells]:
        aligned = [
            text.rjust(width) if is_right else text.ljust(width)
            for text, width, is_right in zip(line, widths, right, strict=True)
        ]
        print(("    " + "  ".join(aligned)).rstrip())


def cell(value: object, widest: int) -> str:
    """A value in one line: 1,234 for numbers, - for null."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.1f}"
    text = " ".join(str(value).split())
    return text if len(text) <= widest else text[: widest - 3] + "..."
