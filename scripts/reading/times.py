"""Decides in which form a column's times are written, by all of its values (rule T6).

ISO times need no deciding and are not looked at twice. What else stands in a column is counted by
its form: separator, digits of the year, AM/PM. Whether day, month or year comes first is proven by
a number that can be nothing else, or stated (`date_order` of the source), or left open: then cells
of that form are not read.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

import duckdb

from reading.known import File, grouped, literal, quoted, reader

ORDERS = {"dmy": ("%d", "%m", "%y"), "mdy": ("%m", "%d", "%y"), "ymd": ("%y", "%m", "%d")}
CALLED = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
MOST = {"%d": 31, "%m": 12, "%y": 99}
# first part, what separates it, second, what separates that, third, and the time of day
PATTERN = (
    "^([0-9]{1,2}|[0-9]{4}|[A-Za-z]{3,9})([-/. ])([0-9]{1,2}|[A-Za-z]{3,9})([-/. ]|, )"
    "([0-9]{4}|[0-9]{1,2})($|[^0-9].*$)"
)
TIMES = {"9:9": "%H:%M", "9:9:9": "%H:%M:%S", "9:9:9.9": "%H:%M:%S.%f"}


@dataclass
class Form:
    """Cells of one column that are written alike."""

    column: str
    kinds: tuple[str, str, str]  # of each part: 2 or 4 digits, b or B for a month's name
    separators: tuple[str, str]
    time: str  # its digits as 9
    most: tuple[int, int, int]
    count: int
    example: str

    @property
    def family(self) -> tuple:
        """What is decided together."""
        return self.column, self.kinds, self.separators, "M" in self.time

    def written(self, parts: tuple[str, str, str]) -> str | None:
        """The form as strptime takes it; None if the time of day is none, or it is ISO."""
        if self.kinds[0] == "4" and self.separators[0] in "-/" and "M" not in self.time:
            return None
        shape = re.fullmatch(r"(T|,? *)([9:.]*)( ?)(PM)?", self.time)
        if not shape or bool(self.time) != bool(shape[2]):
            return None
        time = TIMES.get(shape[2], "") if shape[2] else ""
        if shape[2] and not time:
            return None
        if shape[4]:
            time = time.replace("%H", "%I") + shape[3] + "%p"
        first, second, third = parts
        return f"{first}{self.separators[0]}{second}{self.separators[1]}{third}{shape[1]}{time}"


def time_forms(files: list[File], columns: list[str], stated: str | None) -> dict:
    """Per column the forms to read it by; and what stays open, a sentence each."""
    families = defaultdict(list)
    for form in forms_in(files, columns):
        if form.written(("", "", "")) is not None:
            families[form.family].append(form)
    proven = defaultdict(set)
    for (_, *alike), family in families.items():
        if len(possible_orders(family)) == 1:
            proven[tuple(alike)].update(possible_orders(family))
    formats, undecided = defaultdict(list), []
    for (column, *alike), family in families.items():
        orders = possible_orders(family)
        if len(orders) > 1 and len(proven[tuple(alike)]) == 1:
            orders = list(proven[tuple(alike)])  # another column, written alike, proves it
        if len(orders) != 1 and stated in (orders or readable_orders(family[0])):
            orders = [stated]
        if len(orders) == 1:
            formats[column] += [form.written(parts_of(form, orders[0])) for form in family]
        else:
            undecided.append(
                {
                    "column": column,
                    "count": sum(form.count for form in family),
                    "example": family[0].example,
                    "orders": readings(orders or readable_orders(family[0])),
                    "is_mixed": not orders,
                }
            )
    return {"formats": formats, "undecided": undecided}


def readings(orders: list[str]) -> str:
    """Like 'day first (dmy) or month first (mdy)'."""
    return " or ".join(f"{CALLED[order]} ({order})" for order in orders)


def readable_orders(form: Form) -> list[str]:
    """The orders that a form can have, whatever the numbers."""
    first, second, third = form.kinds
    if "b" in form.kinds[0].lower():
        return ["mdy"]
    if first == "4":
        return ["ymd"]
    if second.lower() == "b":
        return ["dmy"]
    return ["dmy", "mdy"] if third == "4" else ["dmy", "mdy", "ymd"]


def possible_orders(family: list[Form]) -> list[str]:
    """The orders in which all numbers of a family can be what they would have to be."""
    readable = readable_orders(family[0])
    if len(readable) == 1:
        return readable
    return [
        order
        for order in readable
        if all(
            most <= (9999 if kind == "4" else MOST[part])
            for form in family
            for part, kind, most in zip(ORDERS[order], form.kinds, form.most, strict=True)
            if kind.lower() != "b"
        )
    ]


def parts_of(form: Form, order: str) -> tuple[str, ...]:
    """Each part as strptime takes it."""
    special = {"4": "%Y", "b": "%b", "B": "%B"}
    return tuple(
        special.get(kind, part) for part, kind in zip(ORDERS[order], form.kinds, strict=True)
    )


def forms_in(files: list[File], columns: list[str]) -> list[Form]:
    """The forms that the cells of some columns have, but for ISO."""
    found: dict[tuple, Form] = {}
    for group in grouped(files):
        known = dict(zip(group.files[0].names(), group.files[0].columns(), strict=True))
        cells = {
            name: f"cast({quoted(known[name])} as varchar)" for name in columns if name in known
        }
        if not cells:
            continue
        for row in connection().execute(query(cells, reader(group.files))).fetchall():
            name, first, second, third, one, other, time, *most, count, example = row
            form = Form(
                name, (first, second, third), (one, other), time, tuple(most), count, example
            )
            key = (*form.family, time)
            if key in found:
                known_form = found[key]
                form.most = tuple(map(max, form.most, known_form.most))
                form.count += known_form.count
                form.example = known_form.example
            found[key] = form
    return list(found.values())


def query(cells: dict[str, str], source: str) -> str:
    """One pass over the files; nearly every cell is ISO and goes no further."""
    others = {
        name: f"({cell} is not null and not coalesce(try_cast({cell} as timestamp) "
        f">= timestamp '1970-01-01', false))"
        for name, cell in cells.items()
    }
    pairs = ", ".join(
        f"case when {others[name]} then {{'name': {literal(name)}, 'cell': trim({cell})}} end"
        for name, cell in cells.items()
    )
    kind = (
        "case when {0} > '9' then case when length({0}) = 3 then 'b' else 'B' end "
        "when length({0}) = 4 then '4' else '2' end"
    )
    kinds = [kind.format(f"parts.{part}") for part in "abc"]
    return f"""
        with others as (
            select unnest([{pairs}], recursive := true) from {source}
            where {" or ".join(others.values())}
        ),
        parted as (
            select name, cell, regexp_extract(
                cell, '{PATTERN}', ['a', 'one', 'b', 'other', 'c', 'time']
            ) as parts
            from others where regexp_matches(cell, '{PATTERN}')
        )
        select
            name, {kinds[0]}, {kinds[1]}, {kinds[2]}, parts.one, parts.other,
            regexp_replace(regexp_replace(parts.time, '[0-9]+', '9', 'g'), '[AaPp][Mm]$', 'PM'),
            coalesce(max(try_cast(parts.a as integer)), 0),
            coalesce(max(try_cast(parts.b as integer)), 0),
            coalesce(max(try_cast(parts.c as integer)), 0),
            count(*), min(cell)
        from parted
        group by all
        order by all
    """


def connection() -> duckdb.DuckDBPyConnection:
    """A database of its own to look into files with."""
    from reading.check import engine

    return engine()
