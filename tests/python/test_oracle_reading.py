"""Files made by chance, sound ones and ones broken at known places, are read as they were meant.

Every physical line is in an accepted or a rejected row, no well-formed record is lost, and no cell
becomes a record (rule R3).
"""

import gzip
import random
import string

import pytest
from oracles import files

FILES_PER_SEED = 30
WORDS = ["a", "né", "5 pipe", "x y", "", "#1", "-", "\u3000", "0", "Grüße"]


class Sheet:
    """A file as it was meant: names, records, and how they are written."""

    def __init__(self, chance: random.Random, has_puzzles: bool = True):
        self.chance, self.has_puzzles = chance, has_puzzles
        self.mark = chance.choice(",,,,;|\t")
        self.end = chance.choice(["\n", "\n", "\r\n"])
        self.width = chance.randint(2, 6)
        self.names = [f"c{number}" for number in range(self.width)]
        self.quotes_all = chance.random() < 0.2
        lines = chance.choice([0, 0.1, 0.5])
        count = chance.choice([0, 1, 5, 20, 60])
        self.records = [
            [f"id{row}", *(self.cell(lines) for _ in range(self.width - 1))] for row in range(count)
        ]
        self.texts = [self.written(record) for record in self.records]

    def cell(self, lines: float) -> str:
        """A text of one line or, that often, of several, among them some that look like records."""
        chance = self.chance
        if chance.random() >= lines:
            word = chance.choice(WORDS)
            quoted = f'{word}{self.mark} "{word}"'
            return chance.choice([word, word, quoted, f'"{word}', f'{word}"'])
        parts = [self.prose() for _ in range(chance.randint(1, 4))]
        if chance.random() < 0.3:
            parts.insert(chance.randint(0, len(parts)), self.mark.join(["x"] * self.width))
        if not self.has_puzzles:
            parts = ["Hello", *parts, "bye"]
        breaks = chance.choice(["\n", "\r\n", "\n\n"])
        text = breaks.join(parts)
        return chance.choice([text, text, breaks + text, text + breaks])

    def prose(self) -> str:
        words = self.chance.choices([*WORDS, self.mark, '"', '""'], k=self.chance.randint(0, 6))
        return " ".join(words)

    def written(self, record: list[str]) -> str:
        return self.mark.join(map(self.written_cell, record))

    def written_cell(self, text: str) -> str:
        if self.quotes_all or any(one in text for one in f'{self.mark}"\r\n'):
            return '"' + text.replace('"', '""') + '"'
        return text

    def lines(self) -> list[str]:
        """The texts of header and records."""
        return [self.written(self.names), *self.texts]

    def meant(self, number: int) -> tuple:
        return tuple(cell.strip(" \u3000") or None for cell in self.records[number])


def stored(tmp_path, sheet: Sheet, lines: list[str], number: int):
    """Writes lines as a file, often not quite the usual way; returns what is known of it."""
    chance = sheet.chance
    text = sheet.end.join(lines) + sheet.end * chance.choice([0, 1, 1, 1, 2])
    content = chance.choice(["", "", "\ufeff"]).encode() + text.encode()
    name = f"{number}.csv"
    if chance.random() < 0.1:
        content, name = gzip.compress(content), f"{number}.csv.GZ"
    (tmp_path / name).write_bytes(content)
    (found,) = files.known([tmp_path / name], tmp_path / "copies", sheet.mark)
    assert found.fault is None
    return found, text


def assert_all_lines_are_in_rows(rows: list[files.Row], text: str, texts: list[str]) -> None:
    """Header, rows and blank lines, one behind the other, are the file."""
    lines = text.split("\n")
    header = next(number for number, line in enumerate(texts) if line)
    place = header + 2
    for row in rows:
        assert not any(line.strip("\r") for line in lines[place - 1 : row.number - 1])
        row_lines = row.text.split("\n")
        found = lines[row.number - 1 : row.number - 1 + len(row_lines)]
        assert "\n".join(found).removesuffix("\r") == row.text.removesuffix("\r")
        place = row.number + len(row_lines)
    assert not any(line.strip("\r") for line in lines[place - 1 :])


@pytest.mark.parametrize("seed", range(8))
def test_well_formed_files_are_read_rightly(tmp_path, seed):
    """Also with blank lines between the records, which the engine does not number."""
    chance = random.Random(seed)
    for number in range(FILES_PER_SEED):
        sheet = Sheet(chance)
        lines = sheet.lines()
        if chance.random() < 0.2:
            for _ in range(3):
                lines.insert(chance.randint(0, len(lines)), "")
        found, text = stored(tmp_path, sheet, lines, number)
        rows = files.read_with_text(found, sheet.names)
        assert [row.error for row in rows] == [None] * len(sheet.records)
        assert [row.cells for row in rows] == [sheet.meant(row) for row in range(len(rows))]
        assert_all_lines_are_in_rows(rows, text, lines)


def broken(sheet: Sheet, number: int) -> str:
    """The text of a record with one fault in it."""
    chance, record = sheet.chance, sheet.records[number]
    cells = [sheet.written_cell(cell) for cell in record]
    column = chance.randrange(1, sheet.width)
    fault = chance.choice(["open", "open", "close", "inner", "short", "long", "words"])
    if fault == "open":
        cells[column] = '"' + cells[column].strip('"').replace('"', "").replace("\n", " ")
    elif fault == "close":
        cells[column] = "x" + cells[column].strip('"').replace('"', "").replace("\n", " ") + '"'
    elif fault == "inner":
        cells[column] = '"a "b" c"'
    elif fault == "short":
        del cells[column]
    elif fault == "long":
        cells.append("x")
    else:
        return "words"
    return sheet.mark.join(cells)


@pytest.mark.parametrize("seed", range(12))
def test_a_fault_costs_its_own_row(tmp_path, seed):
    """All records but the broken ones are accepted as they are, and no cell of theirs is a record.

    A cell over several lines here begins and ends with a line that is no record: in a broken file
    one that does not is a puzzle without a solution.
    """
    chance = random.Random(f"faults {seed}")
    for number in range(FILES_PER_SEED):
        sheet = Sheet(chance, has_puzzles=False)
        if not sheet.records:
            continue
        count = chance.choice([1, 1, 2, 5])
        touched = set(chance.sample(range(len(sheet.records)), min(count, len(sheet.records))))
        lines = sheet.lines()
        for row in touched:
            lines[row + 1] = broken(sheet, row)
        found, text = stored(tmp_path, sheet, lines, number)
        rows = files.read_with_text(found, sheet.names)
        assert_all_lines_are_in_rows(rows, text, lines)
        places = line_numbers(lines)
        accepted = {row.number: row.cells for row in rows if not row.error}
        own_lines = {
            places[row + 1] + line
            for row in touched
            for line in range(lines[row + 1].count("\n") + 1)
        }
        sound = {
            places[row + 1]: sheet.meant(row)
            for row in range(len(sheet.records))
            if row not in touched
        }
        assert {place: accepted.get(place) for place in sound} == sound
        assert set(accepted) - set(sound) <= own_lines


def line_numbers(texts: list[str]) -> list[int]:
    """The number of the line each text begins on."""
    numbers, number = [], 1
    for text in texts:
        numbers.append(number)
        number += text.count("\n") + 1
    return numbers


@pytest.mark.parametrize("seed", range(8))
def test_random_damage_loses_no_line(tmp_path, seed):
    """Characters are put in and taken out anywhere below the header."""
    chance = random.Random(f"damage {seed}")
    for number in range(FILES_PER_SEED):
        sheet = Sheet(chance)
        lines = sheet.lines()
        body = list(sheet.end.join(lines[1:]))
        for _ in range(chance.choice([1, 3, 10, 30])):
            place = chance.randint(0, len(body))
            if chance.random() < 0.5:
                body.insert(place, chance.choice(f'"""{sheet.mark}\n\r \0{string.ascii_letters}'))
            else:
                del body[place : place + 1]
        found, text = stored(tmp_path, sheet, [lines[0], "".join(body)], number)
        rows = files.read_with_text(found, sheet.names)
        assert_all_lines_are_in_rows(rows, text, lines)
