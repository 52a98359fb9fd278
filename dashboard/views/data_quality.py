"""Whether the figures can be trusted: rows accounted for, words understood, tests passed."""

import queries
import streamlit as st
from show import View

TITLE = "Data quality"
ICON = ":material/verified:"


def show(view: View) -> None:
    """Draws the page. The filters do not matter here."""
    st.caption("All files of the build, whatever the filters say.")
    files = queries.accounting(view.read)
    read, accepted, rejected = st.columns(3)
    for place, label, column in [
        (read, "Rows read", "read_row_count"),
        (accepted, "Accepted", "accepted_row_count"),
        (rejected, "Rejected", "rejected_row_count"),
    ]:
        view.figure(
            place,
            label,
            f"{int(files[column].sum()):,}",
            "Rows read = accepted + rejected, per file; a law of the build tests it.",
        )
    view.table("Files", files, ["Rows read = accepted + rejected, per file (rule R3)."])
    reasons = queries.reject_reasons(view.read)
    view.table(
        "Why rows were rejected",
        reasons,
        ["fct_rejected_rows.reject_reasons", "A row with two reasons counts in both."],
        empty="No row was rejected.",
    )
    if not reasons.empty:
        view.table(
            "Rejected rows",
            queries.rejected_rows(view.read),
            ["fct_rejected_rows.raw_row", "At most 500; marts.fct_rejected_rows has all."],
        )
    view.table(
        "Words that count as unknown",
        queries.unmapped_words(view.read),
        ["Translate them in seeds/reference/value_map.csv and build again (rule R2)."],
        empty="Every word for status, priority, channel, event and actor was understood.",
    )
    tests(view)


def tests(view: View) -> None:
    """Results of the build's own tests."""
    st.markdown("#### Tests of the build")
    results = view.test_results()
    if results is None:
        st.info(
            "No test results lie beside this database: plain dbt built it. "
            "`make build` keeps them.",
            icon=":material/info:",
        )
        return
    passed = int((results["status"] == "pass").sum())
    good, bad = st.columns(2)
    view.figure(good, "Tests passed", f"{passed:,}", "Data tests and laws of the last build.")
    view.figure(
        bad,
        "Tests with a warning or a failure",
        f"{len(results) - passed:,}",
        "A build with a failure is not published, so these are warnings.",
    )
    order = results.assign(is_good=results["status"] == "pass")
    view.table(
        "What each test found",
        order.sort_values(["is_good", "kind", "test"], ascending=[True, False, True]).drop(
            columns="is_good"
        ),
        ["A law holds on any data; a data test looks at keys and ranges."],
        empty="The build ran no tests.",
    )
