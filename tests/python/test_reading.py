"""Files are read as they are, and what is broken in them costs its own row (rules R1, R3)."""

import gzip

import duckdb
import pytest
from oracles import files
from reading.files import matching

HEADER = "ticket_id,created_at,subject"
NAMES = HEADER.split(",")
DAY = "2026-01-05"


def rows_of(tmp_path, content: str | bytes, names=NAMES, name="a.csv", delimiter=","):
    """Number, error or cells of each row of a file with this content."""
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    (found,) = files.known([file], tmp_path / "copies", delimiter)
    assert found.fault is None
    rows = files.read_with_text(found, names)
    return found, [(row.number, row.error or row.cells) for row in rows], rows


WELL_FORMED = {
    "cells that end and begin with a line break": (
        f'{HEADER}\n1,{DAY},"one\n"\n2,{DAY},"\ntwo"\n',
        [(2, ("1", DAY, "one\n")), (4, ("2", DAY, "\ntwo"))],
    ),
    "a line of a cell looks like a record": (
        f'{HEADER}\n1,{DAY},"my rows:\n7,{DAY},x\nend"\n2,{DAY},y\n',
        [(2, ("1", DAY, f"my rows:\n7,{DAY},x\nend")), (5, ("2", DAY, "y"))],
    ),
    "all lines of a cell look like records": (
        f'{HEADER}\n1,{DAY},"x\n7,{DAY},x\n8,{DAY},y"\n2,{DAY},y\n',
        [(2, ("1", DAY, f"x\n7,{DAY},x\n8,{DAY},y")), (5, ("2", DAY, "y"))],
    ),
    "prose with as many commas as a record": (
        f'{HEADER}\n1,{DAY},"Dear team,\nit fails, badly, again\nbye"\n2,{DAY},y\n',
        [(2, ("1", DAY, "Dear team,\nit fails, badly, again\nbye")), (5, ("2", DAY, "y"))],
    ),
    "a comma in a name of the header": (
        f'ticket_id,"Score, of 5",created_at,subject\n1,4,{DAY},x\n',
        [(2, ("1", DAY, "x"))],
    ),
    "a header of two lines": (f'ticket_id,"a\nb",created_at\n1,,{DAY}\n', [(3, ("1", DAY, None))]),
    "CRLF within a cell of an LF file": (
        f'{HEADER}\n1,{DAY},"one\r\ntwo"\n2,{DAY},x\n',
        [(2, ("1", DAY, "one\r\ntwo")), (4, ("2", DAY, "x"))],
    ),
    "LF within a cell of a CRLF file": (
        f'{HEADER}\r\n1,{DAY},"one\ntwo"\r\n2,{DAY},x\r\n',
        [(2, ("1", DAY, "one\ntwo")), (4, ("2", DAY, "x"))],
    ),
    "lines that end with CR": (
        f"{HEADER}\r1,{DAY},x\r2,{DAY},y\r",
        [(2, ("1", DAY, "x")), (3, ("2", DAY, "y"))],
    ),
    "no line end at the end": (f"{HEADER}\n1,{DAY},x", [(2, ("1", DAY, "x"))]),
    "a mark of UTF-8 before the header": (f"\ufeff{HEADER}\n1,{DAY},x\n", [(2, ("1", DAY, "x"))]),
    "names in capitals, quotes and spaces": (
        f'"Ticket_ID", created_at ,SUBJECT\n1,{DAY},x\n',
        [(2, ("1", DAY, "x"))],
    ),
    "no rows": (f"{HEADER}\n", []),
    "quotes within cells": (
        f'{HEADER}\n1,{DAY},"""Hi"", they ""said"""\n2,{DAY},"a\x1f, b"\n'
        f'"3","{DAY}",""\n#4,{DAY},"x, y"\n',
        [
            (2, ("1", DAY, '"Hi", they "said"')),
            (3, ("2", DAY, "a\x1f, b")),
            (4, ("3", DAY, None)),
            (5, ("#4", DAY, "x, y")),
        ],
    ),
    "blank lines at the end": (f"{HEADER}\n1,{DAY},x\n\n\n", [(2, ("1", DAY, "x"))]),
    "spaces around cells, of other scripts, too": (
        f"{HEADER}\n1, {DAY} ,  \n 2,{DAY},x\u00a0y\n3 ,{DAY},\u3000né\n4,{DAY},\u00a0\n",
        [
            (2, ("1", DAY, None)),
            (3, ("2", DAY, "x\u00a0y")),
            (4, ("3", DAY, "né")),
            (5, ("4", DAY, None)),
        ],
    ),
}


@pytest.mark.parametrize(("content", "expected"), WELL_FORMED.values(), ids=WELL_FORMED)
def test_a_well_formed_file_is_read_by_the_engine(tmp_path, content, expected):
    found, rows, _ = rows_of(tmp_path, content)
    assert rows == expected
    assert not found.is_repaired


SOUND = {
    "blank lines between": (
        f'\n{HEADER}\n\n1,{DAY},"x\n7,{DAY},x\n8,{DAY},y"\n\r\n\n2,{DAY},y\n\n',
        [(4, ("1", DAY, f"x\n7,{DAY},x\n8,{DAY},y")), (9, ("2", DAY, "y"))],
    ),
    "CRLF and LF": (
        f'{HEADER}\n1,{DAY},x\r\n2,{DAY},"y\n7,{DAY},z"\n',
        [(2, ("1", DAY, "x")), (3, ("2", DAY, f"y\n7,{DAY},z"))],
    ),
    "a lone CR in a cell": (f"{HEADER}\n1,{DAY},x\ry\n", [(2, ("1", DAY, "x\ry"))]),
    "a quote that begins no cell": (
        f'{HEADER}\n1,{DAY},5" pipe\n2,{DAY},a"b\n',
        [(2, ("1", DAY, '5" pipe')), (3, ("2", DAY, 'a"b'))],
    ),
    "spaces around quotes": (
        f'{HEADER}\n1, "{DAY}", "x, y" \n2,{DAY},"x\ny" \n3,5" pipe,x\n',
        [(2, ("1", DAY, "x, y")), (3, ("2", DAY, "x\ny")), (5, ("3", '5" pipe', "x"))],
    ),
}


@pytest.mark.parametrize(("content", "expected"), SOUND.values(), ids=SOUND)
def test_a_file_the_engine_does_not_take_is_read_all_the_same(tmp_path, content, expected):
    found, rows, _ = rows_of(tmp_path, content)
    assert rows == expected
    assert found.is_repaired
    assert not found.is_broken


BROKEN = {
    "each broken row is refused, its neighbours are kept": (
        [
            f"1,{DAY},plain",
            f'2,{DAY},"never closed',
            f'3,{DAY},"quoted, with comma"',
            f"4,{DAY},too,many",
            f"5,{DAY}",
            f'#6,{DAY},"a ""word"""',
            f'7,{DAY},"Hello,\n\nbye"',
            f'8,{DAY},"a "stray" quote"',
            f"9,{DAY},one,",
        ],
        [
            (2, ("1", DAY, "plain")),
            (3, "broken_quote"),
            (4, ("3", DAY, "quoted, with comma")),
            (5, "too_many_columns"),
            (6, "too_few_columns"),
            (7, ("#6", DAY, 'a "word"')),
            (8, ("7", DAY, "Hello,\n\nbye")),
            (11, "broken_quote"),
            (12, "too_many_columns"),
        ],
    ),
    "rows between two stray quotes are kept": (
        [
            f'1,{DAY},"opens',
            f"2,{DAY},plain",
            f'3,{DAY},closes"',
            f'4,{DAY},"Hello,\nfirst, second\na, b, c, d\nbye"',
            "x",
        ],
        [
            (2, "broken_quote"),
            (3, ("2", DAY, "plain")),
            (4, ("3", DAY, 'closes"')),
            (5, ("4", DAY, "Hello,\nfirst, second\na, b, c, d\nbye")),
            (9, "too_few_columns"),
        ],
    ),
    "rows before a cell that begins with a line break are kept": (
        [f'1,{DAY},"opens', f"2,{DAY},plain", f'"3\n",{DAY},x', "x"],
        [
            (2, "broken_quote"),
            (3, ("2", DAY, "plain")),
            (4, ("3\n", DAY, "x")),
            (6, "too_few_columns"),
        ],
    ),
    "a line of a cell looks like a record": (
        [f'1,{DAY},"my rows:\n7,{DAY},x\nend"', f"2,{DAY},y", "x"],
        [
            (2, ("1", DAY, f"my rows:\n7,{DAY},x\nend")),
            (5, ("2", DAY, "y")),
            (6, "too_few_columns"),
        ],
    ),
    "a cell of a short row becomes no record": (
        [f'1,"my rows:\n7,{DAY},x\nend"', f"2,{DAY},y"],
        [(2, "too_few_columns"), (5, ("2", DAY, "y"))],
    ),
    "a quote within a cell neither opens nor closes one": (
        [f'1,{DAY},"opens', f'2,{DAY},5" pipe', f'3,{DAY},pipe of 6"'],
        [(2, "broken_quote"), (3, ("2", DAY, '5" pipe')), (4, ("3", DAY, 'pipe of 6"'))],
    ),
    "a row before another broken one, and a cell that begins with a line break": (
        [f'1,{DAY},"opens', f"2,{DAY}", f'3,{DAY},"\nHello\n\nbye"', f"4,{DAY},x"],
        [
            (2, "broken_quote"),
            (3, "too_few_columns"),
            (4, ("3", DAY, "\nHello\n\nbye")),
            (8, ("4", DAY, "x")),
        ],
    ),
    "prose with more commas than a record": (
        [f'1,{DAY},"Hello\na, b, c, d\ne, f, g, h"', f'2,{DAY},"a"b'],
        [(2, ("1", DAY, "Hello\na, b, c, d\ne, f, g, h")), (5, "broken_quote")],
    ),
    "an empty cell too many": (
        [f"1,{DAY},x,", f"2,{DAY},y"],
        [(2, "too_many_columns"), (3, ("2", DAY, "y"))],
    ),
    "text behind a quoted cell": ([f'1,{DAY},"a"b'], [(2, "broken_quote")]),
    "an open quote at the end": (
        [f"1,{DAY},x", f'2,{DAY},"x'],
        [(2, ("1", DAY, "x")), (3, "broken_quote")],
    ),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("lines", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_broken_row_costs_itself_alone(tmp_path, lines, expected, line_end):
    content = line_end.join([HEADER, *lines]) + line_end
    found, rows, with_text = rows_of(tmp_path, content)
    assert rows == expected
    assert [row.text for row in with_text] == lines


def test_gz_is_told_by_its_content(tmp_path):
    content = gzip.compress(f"{HEADER}\n1,{DAY},x\n".encode())
    _, rows, _ = rows_of(tmp_path, content, name="a.csv.GZ")
    assert rows == [(2, ("1", DAY, "x"))]
    _, rows, _ = rows_of(tmp_path, content, name="b.csv")
    assert rows == [(2, ("1", DAY, "x"))]
    broken = gzip.compress(f'{HEADER}\n1,{DAY},"x\n2,{DAY},y\n'.encode())
    _, rows, _ = rows_of(tmp_path, broken, name="c.gz")
    assert rows == [(2, "broken_quote"), (3, ("2", DAY, "y"))]


@pytest.mark.parametrize("mark", [";", "|", "\t"])
def test_other_delimiters(tmp_path, mark):
    content = (
        mark.join(NAMES) + f'\n1{mark}{DAY}{mark}"x{mark}y"\n2{mark}{DAY}\n3{mark}{DAY}{mark},\n'
    )
    _, rows, _ = rows_of(tmp_path, content, delimiter=mark)
    assert rows == [(2, ("1", DAY, f"x{mark}y")), (3, "too_few_columns"), (4, ("3", DAY, ","))]


def test_a_name_with_a_space_and_one_that_is_not_ascii(tmp_path):
    content = f"Case No,Größe,created_at\n1,9,{DAY}\n"
    _, rows, _ = rows_of(tmp_path, content, names=["Case No", "größe", "created_at"])
    assert rows == [(2, ("1", "9", DAY))]


def test_files_with_other_headers_are_read_by_their_own(tmp_path):
    """Rows are numbered through all files, places within each; sound and broken ones alternate."""
    contents = {
        "a": f"{HEADER}\n1,{DAY},x\n2,{DAY},y\n",
        "b": f"{HEADER}\n3,{DAY},z\n",
        "c": f"created_at,product,ticket_id\n{DAY},app,4\n",
        "d": f'{HEADER}\n5,{DAY},"x\ny"\n6,{DAY},z\n\n',
        "e": f'{HEADER}\n7,{DAY},"x\n\n\ny"\n8,{DAY},z\n',
        "f": f"{HEADER}\n9,{DAY}\n10,{DAY},z\n",
        "g": f"{HEADER}\n",
        "h": f"{HEADER}\n11,{DAY},x\n",
    }
    for name, text in contents.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    found = files.known(sorted(tmp_path.glob("*.csv")), tmp_path / "copies")
    rows = files.read(found, [*NAMES, "product"])
    assert [(row.source_file[-5], row.number, row.cells[0]) for row in rows] == [
        ("a", 2, "1"), ("a", 3, "2"), ("b", 2, "3"), ("c", 2, "4"), ("d", 2, "5"), ("d", 4, "6"),
        ("e", 2, "7"), ("e", 6, "8"), ("f", 2, None), ("f", 3, "10"), ("h", 2, "11"),
    ]  # fmt: skip
    assert [row.cells[3] for row in rows if row.cells[3]] == ["app"]


def test_parquet_is_read_as_it_is(tmp_path):
    """Cells keep line breaks; what is no text is written as text; each file by its own columns."""
    with duckdb.connect() as connection:
        for name, extra in (("a", "'x' || chr(10) || '\"' as subject"), ("b", "range as score")):
            created_at = f"timestamp '{DAY}' + interval (range) hour as created_at"
            connection.execute(
                f"copy (select range as Ticket_Id, {created_at}, {extra} from range(2)) "
                f"to '{tmp_path / name}.PARQUET' (format parquet)"
            )
    found = files.known(sorted(tmp_path.glob("*.PARQUET")), tmp_path / "copies")
    rows = [(row.number, row.cells) for row in files.read(found, NAMES)]
    assert rows == [
        (2, ("0", f"{DAY} 00:00:00", 'x\n"')),
        (3, ("1", f"{DAY} 01:00:00", 'x\n"')),
        (2, ("0", f"{DAY} 00:00:00", None)),
        (3, ("1", f"{DAY} 01:00:00", None)),
    ]


LONG_FILE = b"a,b\n" + 300_000 * b"1,2\n"
UNREADABLE = [
    (b"", "a.csv", "is empty"),
    (b"\n\n", "a.csv", "is empty"),
    ("h\u00e9,b\n1,\u00fc\n".encode("latin-1"), "a.csv", "line 1 is not UTF-8"),
    ("a,b\n1,\u00fc\n".encode("utf-16"), "a.csv", "line 1 is not UTF-8. Export the file as UTF-8"),
    ("a,b\n1,\u00fc\n".encode("utf-16"), "a.csv", "iconv -f utf-16 -t utf-8"),
    (LONG_FILE + "\u00fc,1\n".encode("latin-1"), "a.csv", "line 300002 is not UTF-8"),
    (gzip.compress(LONG_FILE)[:200], "a.csv.gz", "is cut off"),
    (b"a,b\n1,2\n", "a.csv.gz", "is not a sound gzip file"),
    (b"PAR1 but no more", "a.parquet", "is not a sound Parquet file"),
    (b"a,b\n" + (1 << 24) * b"x" + b"y,1\n", "a.csv", "line 2 is longer than 16 MB"),
]


@pytest.mark.parametrize(("content", "name", "expected"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_in_a_sentence(tmp_path, content, name, expected):
    (tmp_path / name).write_bytes(content)
    (found,) = files.known([tmp_path / name], tmp_path / "copies")
    assert found.fault.startswith(f"{tmp_path / name}")
    assert expected in found.fault


def test_a_source_is_a_file_a_glob_or_a_folder(tmp_path):
    for name in ("b.csv", "a.csv", "c.txt", ".hidden.csv", "[x].csv"):
        (tmp_path / name).touch()
    names = {"a.csv": ["a.csv"], "*.csv": ["[x].csv", "a.csv", "b.csv"], "[x].csv": ["[x].csv"]}
    names |= {"": ["[x].csv", "a.csv", "b.csv", "c.txt"], "no.csv": []}
    for pattern, expected in names.items():
        assert matching(str(tmp_path / pattern)) == [str(tmp_path / name) for name in expected]
