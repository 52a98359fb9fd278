"""What is known of files that have been looked into, and how the engine is told to read them."""

from dataclasses import asdict, dataclass, field

from reading.files import LINE_BYTES

# What a repaired copy has before the file's own columns
ADDED = ["(row number)", "(read error)"]


@dataclass
class File:
    """What is known of a file. `fault` is a sentence that says why nothing can be read from it."""

    source_file: str
    delimiter: str = ","
    kind: str = "csv"
    read_file: str = ""  # the file itself, or its repaired copy
    header: list[str] = field(default_factory=list)
    first_line: str = ""
    header_line_count: int = 1
    record_count: int = 0
    line_count: int = 0  # of the records; lines between records that are blank do not count
    is_multiline: bool = False
    is_repaired: bool = False
    is_broken: bool = False
    fault: str | None = None

    def as_dict(self) -> dict:
        """All of it, as macros take it."""
        return asdict(self) | {"names": self.names()}

    def names(self) -> list[str]:
        """The header as it is compared: lower case, no spaces around a name."""
        return [name.strip().lower() for name in self.header]

    def columns(self) -> list[str]:
        """What the engine calls the columns of the header: by name, where one can be a name."""
        if self.kind == "parquet":
            return self.header
        names = self.names()
        return [
            name if name and name.isascii() and names.count(name) == 1 else f"column {number}"
            for number, name in enumerate(names, 1)
        ]


@dataclass
class Group:
    """Files next to each other that one reader of the engine takes, having the same columns."""

    files: list[File]
    rows_before: int = 0

    def takes(self, other: File) -> bool:
        """Whether a file can be read together with these."""
        return like(self.files[0]) == like(other)

    def as_dict(self) -> dict:
        """What a macro needs for a select: texts in SQL, and `quoted`, the columns by their names.

        `offset` leads from a place in the group to the place in the file.
        """
        first, rows, lines, offsets = self.files[0], 0, 0, []
        for one in self.files:
            offsets.append(one.header_line_count - (lines if first.is_multiline else rows))
            rows, lines = rows + one.record_count, lines + one.line_count
        return {
            "kind": first.kind,
            "is_repaired": first.is_repaired,
            "is_multiline": first.is_multiline,
            "rows_before": self.rows_before,
            "source_file": by_file([literal(one.source_file) for one in self.files]),
            "offset": by_file(list(map(str, offsets))),
            "quoted": dict(zip(first.names(), map(quoted, first.columns()), strict=True)),
            "reader": reader(self.files, is_counting_lines=True),
        }


def like(one: File) -> tuple:
    """What files have to have in common to be read together."""
    return one.kind, one.delimiter, one.header, one.is_multiline, one.is_repaired


def grouped(found: list[File]) -> list[Group]:
    """Files in groups, in their order, each with the number of rows before it."""
    groups: list[Group] = []
    row_count = 0
    for one in found:
        if groups and groups[-1].takes(one):
            groups[-1].files.append(one)
        else:
            groups.append(Group([one], row_count))
        row_count += one.record_count
    return groups


def reader(group: list[File], is_counting_lines: bool = False) -> str:
    """What to select from: the engine's reader of files that are alike.

    is_counting_lines: with a column line_count where records can have several lines.
    """
    first = group[0]
    paths = listed([one.read_file for one in group])
    if first.kind == "parquet":
        return f"read_parquet({paths}, file_row_number = true)"
    names = ADDED * first.is_repaired + first.columns()
    columns = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
    source = (
        f"read_csv({paths}, columns = {{{columns}}}, auto_detect = false, header = true, "
        f"""delim = {literal(first.delimiter)}, quote = '"', escape = '"', comment = '', """
        f"strict_mode = true, max_line_size = {LINE_BYTES}, "
        f"compression = '{'gzip' if first.kind == 'gzip' else 'none'}', "
        f"parallel = {str(not first.is_multiline).lower()})"
    )
    if not is_counting_lines or not first.is_multiline or first.is_repaired:
        return source
    text = "concat(" + ", ".join(map(quoted, names)) + ")"
    line_count = f"1 + strlen({text}) - strlen(replace({text}, chr(10), ''))"
    return f"(select *, file_index, {line_count} as line_count from {source})"


def listed(texts: list[str]) -> str:
    """A list of texts in SQL."""
    return "[" + ", ".join(map(literal, texts)) + "]"


def by_file(values: list[str]) -> str:
    """The value that belongs to the file of a row, in SQL."""
    if len(values) == 1:
        return values[0]
    return f"[{', '.join(values)}][cast(file_index as bigint) + 1]"


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'
