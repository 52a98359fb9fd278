"""Charts as the app and the report draw them. Colour is never alone: dashes, shapes or text help.

Colours can be told apart with any colour blindness and stand out on white and on black.
"""

import altair as alt
import pandas as pd

COLOURS = ["#2f83c4", "#d9622b", "#2a9d78", "#a97bc0", "#8a8f98", "#c9a227", "#5b6fd6"]
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [10, 4], [4, 1], [1, 3]]
SHAPES = ["circle", "square", "triangle-up", "diamond"]
AGE_COLOURS = ["#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#c0562a", "#8c3210"]
OWNERS = ["agent", "customer", "third_party", "nobody"]
HEIGHT = 290
MOST_POINTS = 40
MOST_LABELS = 9
LEAST_TAIL = pd.Timedelta(minutes=10)

# What makes a backlog: 0 a level, 1 more of it, -1 less.
BRIDGE = {
    "opening_count": 0,
    "created_count": 1,
    "reopened_count": 1,
    "transferred_in_count": 1,
    "resolved_count": -1,
    "transferred_out_count": -1,
    "closing_count": 0,
}

COUNT = ",.0f"
SHARE = ".1%"
HOURS = ",.1f"


def words(name: str) -> str:
    """A column's name for people: created_count -> created."""
    for ending in ("_count", "_date", "_hours"):
        name = name.removesuffix(ending)
    return name.replace("_", " ")


def lines(
    rows: pd.DataFrame,
    x: str,
    figures: list[str],
    title: str,
    number_format: str = COUNT,
    from_zero: bool = True,
) -> alt.Chart:
    """One line per figure over time. title: of the axis, with the unit."""
    long = rows.melt([x], figures, "figure", "amount")
    long["figure"] = long["figure"].map(words)
    return series(long, x, "amount", "figure", title, number_format, from_zero)


def series(
    rows: pd.DataFrame,
    x: str,
    y: str,
    group: str,
    title: str,
    number_format: str = COUNT,
    from_zero: bool = True,
) -> alt.Chart:
    """One line per value of `group` over time, told apart by colour, dash and shape."""
    names = list(dict.fromkeys(rows[group]))
    longest = max(map(len, names), default=0)
    columns = 1 if longest > 20 else 2 if longest > 10 else 3  # a phone has room for these
    legend = alt.Legend(
        title=None,
        orient="top",
        columns=columns,
        symbolType="stroke",
        symbolSize=500,
        labelLimit=260 // columns + 30,
    )
    shown = legend if len(names) > 1 else None
    base = alt.Chart(rows).encode(
        x=time(rows, x),
        y=alt.Y(
            f"{y}:Q",
            title=title,
            scale=alt.Scale(zero=from_zero, nice=True),
            axis=alt.Axis(format=number_format, tickCount=5),
        ),
        color=alt.Color(
            f"{group}:N", scale=alt.Scale(domain=names, range=COLOURS), legend=shown, sort=None
        ),
        tooltip=[
            alt.Tooltip(f"{x}:T", format="%d %b %Y", title=words(x)),
            alt.Tooltip(f"{group}:N", title=words(group)),
            alt.Tooltip(f"{y}:Q", format=number_format, title=words(y)),
        ],
    )
    drawn = base.mark_line(strokeWidth=2.2).encode(
        strokeDash=alt.StrokeDash(
            f"{group}:N", scale=alt.Scale(domain=names, range=DASHES), legend=shown, sort=None
        )
    )
    # Points bear the hover text; where there are few, they show as well.
    are_few = len(rows) <= MOST_POINTS * max(len(names), 1)
    points = base.mark_point(filled=True, size=30, opacity=1 if are_few else 0)
    legend_rows = -(-len(names) // columns)
    return (drawn + points).properties(height=HEIGHT + 24 * (legend_rows - 1))


def time(rows: pd.DataFrame, column: str) -> alt.X:
    """A time axis without a title, with at most nine labels, each on a date of the rows."""
    dates = sorted(set(rows[column]))
    step = -(-len(dates) // MOST_LABELS)
    labelled = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in dates[::step]]
    axis = alt.Axis(
        format="%d %b %y", labelOverlap=True, labelAngle=0, values=labelled, grid=False, ticks=True
    )
    return alt.X(f"{column}:T", title=None, axis=axis)


def bars(
    rows: pd.DataFrame,
    y: str,
    x: str,
    title: str,
    number_format: str = COUNT,
    order: list[str] | None = None,
) -> alt.Chart:
    """Horizontal bars, each with its number; as they come, or in the given order."""
    names = order or list(dict.fromkeys(rows[y]))
    base = alt.Chart(rows).encode(
        y=alt.Y(
            f"{y}:N", sort=names, title=None, axis=alt.Axis(labelLimit=180, labelOverlap=False)
        ),
        x=alt.X(
            f"{x}:Q",
            title=title,
            axis=alt.Axis(tickCount=4),
            scale=alt.Scale(domain=[0, float(rows[x].max() or 1) * 1.15], nice=False),
        ),
        tooltip=[
            alt.Tooltip(f"{y}:N", title=words(y)),
            alt.Tooltip(f"{x}:Q", format=number_format, title=words(x)),
        ],
    )
    numbers = base.mark_text(align="left", dx=4, color="#8a8f98").encode(
        text=alt.Text(f"{x}:Q", format=number_format)
    )
    drawn = base.mark_bar(color=COLOURS[0], cornerRadiusEnd=2) + numbers
    return drawn.properties(height=28 * len(names) + 75)


def bridge(rows: pd.DataFrame) -> alt.Chart:
    """How the backlog went from opening to closing, one floating bar per cause."""
    row = rows.iloc[0].fillna(0)
    steps, level = [], 0
    for figure, sign in BRIDGE.items():
        amount = int(row[figure])
        start = level if sign else 0
        level = start + (sign or 1) * amount
        steps.append(
            {
                "cause": words(figure),
                "start": start,
                "end": level,
                "right": max(start, level),
                "kind": {0: "level", 1: "more", -1: "less"}[sign],
                "text": f"{ {0: '', 1: '+', -1: '−'}[sign] }{amount:,}",
            }
        )
    drawn = pd.DataFrame(steps)
    most = float(drawn["right"].max() or 1) * 1.15
    base = alt.Chart(drawn).encode(
        y=alt.Y("cause:N", sort=None, title=None, axis=alt.Axis(labelOverlap=False)),
        tooltip=[alt.Tooltip("cause:N"), alt.Tooltip("text:N", title="tickets")],
    )
    floating = base.mark_bar(cornerRadius=2).encode(
        x=alt.X(
            "start:Q",
            title="open tickets",
            scale=alt.Scale(domain=[min(0, int(drawn["end"].min())), most], nice=False),
            axis=alt.Axis(format=COUNT, tickCount=5),
        ),
        x2="end:Q",
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(
                domain=["level", "more", "less"], range=[COLOURS[4], COLOURS[1], COLOURS[0]]
            ),
            legend=alt.Legend(title=None, orient="top"),
        ),
    )
    numbers = base.mark_text(align="left", dx=4, color="#8a8f98").encode(x="right:Q", text="text:N")
    return (floating + numbers).properties(height=28 * len(steps) + 100)


def age_classes(rows: pd.DataFrame, x: str, is_time: bool) -> alt.Chart:
    """Open tickets stacked by age class, darker and at last red with age; x: a time or a group."""
    names = (
        rows[["age_bucket", "min_age_days"]]
        .drop_duplicates()
        .sort_values("min_age_days")["age_bucket"]
        .tolist()
    )
    colour = alt.Color(
        "age_bucket:N",
        scale=alt.Scale(domain=names, range=AGE_COLOURS[: len(names)]),
        legend=alt.Legend(title=None, orient="top", columns=3, symbolStrokeWidth=0),
    )
    chart = alt.Chart(rows).encode(
        color=colour,
        order=alt.Order("min_age_days:Q"),
        tooltip=[
            alt.Tooltip(f"{x}:{'T' if is_time else 'N'}", title=words(x)),
            alt.Tooltip("age_bucket:N", title="age"),
            alt.Tooltip("open_ticket_count:Q", format=COUNT, title="open tickets"),
        ],
    )
    amount = alt.Y if is_time else alt.X
    encoded = amount(
        "open_ticket_count:Q",
        title="open tickets",
        stack="zero",
        axis=alt.Axis(format=COUNT, tickCount=5),
    )
    if is_time:
        return (
            chart.mark_area(interpolate="step-after")
            .encode(x=time(rows, x), y=encoded)
            .properties(height=HEIGHT)
        )
    groups = sorted(set(rows[x]))
    bars_by_group = chart.mark_bar(stroke="#888", strokeWidth=0.5).encode(
        y=alt.Y(f"{x}:N", sort=groups, title=None), x=encoded
    )
    return bars_by_group.properties(height=34 * len(groups) + 130)


def heat(rows: pd.DataFrame, x: str, y: str, figure: str, number_format: str = SHARE) -> alt.Chart:
    """A grid of numbers, shaded; the number is written in each field."""
    base = alt.Chart(rows).encode(
        x=alt.X(
            f"{x}:N",
            title=None,
            sort=None,
            axis=alt.Axis(
                labelAngle=0,
                orient="top",
                labelOverlap=False,
                labelExpr="split(datum.label, ' ')",  # a line a word, for a phone
            ),
        ),
        y=alt.Y(f"{y}:N", title=None, sort=None, axis=alt.Axis(labelLimit=160, labelOverlap=False)),
    )
    shades = base.mark_rect(stroke="#888", strokeWidth=0.5).encode(
        color=alt.Color(
            f"{figure}:Q",
            scale=alt.Scale(
                domain=[0.5, 1],
                range=["#d9622b", "#f3efe6", "#2f83c4"],
                interpolate="rgb",
                clamp=True,
            ),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip(f"{y}:N", title=words(y)),
            alt.Tooltip(f"{x}:N", title=words(x)),
            alt.Tooltip(f"{figure}:Q", format=number_format, title=words(figure)),
            alt.Tooltip("met_count:Q", format=COUNT, title="met"),
            alt.Tooltip("decided_count:Q", format=COUNT, title="decided"),
        ],
    )
    is_dark = f"datum.{figure} > 0.93 || datum.{figure} < 0.57"
    numbers = base.mark_text(fontWeight="bold").encode(
        text=alt.Text(f"{figure}:Q", format=number_format),
        color=alt.condition(is_dark, alt.value("white"), alt.value("#222")),
    )
    return (shades + numbers).properties(height=32 * rows[y].nunique() + 45)


def present(rows: pd.DataFrame, column: str) -> list[str]:
    """The values a column has."""
    return sorted(set(rows[column].dropna()))


def timeline(intervals: pd.DataFrame, events: pd.DataFrame) -> alt.Chart:
    """A ticket's life: a bar per stretch in the row of its status, a mark per reply and event.

    It ends a little after the last event: a ticket can be closed for years.
    """
    start, last = (
        intervals["valid_from"].min(),
        max(intervals["valid_from"].max(), events["occurred_at"].max()),
    )
    intervals = intervals.assign(
        valid_to=intervals["valid_to"].clip(upper=last + (last - start) / 10 + LEAST_TAIL)
    )
    statuses = list(dict.fromkeys(intervals["status"]))
    rows = [*statuses, "events"]
    bars_of_status = (
        alt.Chart(intervals)
        .mark_bar(height=18, cornerRadius=2)
        .encode(
            x=alt.X("valid_from:T", title="UTC", axis=alt.Axis(labelOverlap=True, tickCount=6)),
            x2="valid_to:T",
            y=alt.Y(
                "status:N",
                sort=rows,
                scale=alt.Scale(domain=rows),
                title=None,
                axis=alt.Axis(labelOverlap=False),
            ),
            color=alt.Color(
                "clock_owner:N",
                scale=alt.Scale(
                    domain=OWNERS, range=[COLOURS[0], COLOURS[1], COLOURS[3], COLOURS[4]]
                ),
                legend=alt.Legend(
                    title="waits for",
                    orient="top",
                    columns=1,
                    values=present(intervals, "clock_owner"),
                ),
            ),
            tooltip=[
                alt.Tooltip("status:N"),
                alt.Tooltip("clock_owner:N", title="waits for"),
                alt.Tooltip("valid_from:T", format="%d %b %Y %H:%M", title="from"),
                alt.Tooltip("valid_to:T", format="%d %b %Y %H:%M", title="to"),
                alt.Tooltip("queue:N"),
                alt.Tooltip("priority:N"),
                alt.Tooltip("agent_id:N", title="agent"),
            ],
        )
    )
    marks = (
        alt.Chart(events.assign(row="events"))
        .mark_point(filled=True, size=60, color="#c9a227")
        .encode(
            x="occurred_at:T",
            y=alt.Y("row:N", sort=rows),
            shape=alt.Shape(
                "actor_type:N",
                scale=alt.Scale(
                    domain=["agent", "customer", "system", "unknown"], range=SHAPES[:4]
                ),
                legend=alt.Legend(
                    title="by", orient="top", columns=2, values=present(events, "actor_type")
                ),
            ),
            tooltip=[
                alt.Tooltip("event_type:N", title="event"),
                alt.Tooltip("occurred_at:T", format="%d %b %Y %H:%M", title="at"),
                alt.Tooltip("actor_id:N", title="by"),
                alt.Tooltip("old_value:N", title="before"),
                alt.Tooltip("new_value:N", title="after"),
            ],
        )
    )
    return (bars_of_status + marks).properties(height=32 * len(rows) + 140)
