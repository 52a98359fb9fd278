"""Public holidays come into the seed once, in order, and leave what is there."""

import sys
from datetime import date
from types import SimpleNamespace

import add_holidays
import pytest

CALENDARS = "calendar_id,calendar_name,time_zone\ndesk,Desk,Europe/Berlin\nother,Other,UTC\n"
HEADER = "calendar_id,holiday_date,holiday_name,opens_at,closes_at\n"
BEFORE = HEADER + (
    "other,2026-01-01,New Year,,\n"
    "desk,2026-12-24,Christmas Eve,09:00,11:00\n"
    "desk,2026-12-24,Christmas Eve,12:00,13:00\n"
    "desk,2025-01-01,Neujahr,,\n"
)
# Not in order, and one name with a comma.
DAYS = {
    (2026, 1, 1): "Neujahr",
    (2025, 1, 1): "Neujahr",
    (2026, 12, 24): "Heiligabend",
    (2026, 6, 4): 'Fronleichnam, "Corpus Christi"',
}


class Package(SimpleNamespace):
    """What the script uses of the package holidays, which asks the locale for a language."""

    DE = SimpleNamespace(default_language="de")

    @staticmethod
    def list_supported_countries() -> dict[str, list[str]]:
        return {"DE": ["BW", "BY"], "DK": []}

    @staticmethod
    def country_holidays(country, subdiv=None, years=None, language=None) -> dict[date, str]:
        assert country == "DE" and language, "a language of the machine's"
        if subdiv not in (None, "BY"):
            raise NotImplementedError(f"Entity `{country}` does not have subdivision {subdiv}")
        named = {date(*day): name for day, name in DAYS.items() if day[0] in years}
        return {
            day: f"{name} ({language})" if language != "de" else name for day, name in named.items()
        }


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    (tmp_path / "calendars.csv").write_text(CALENDARS, encoding="utf-8")
    (tmp_path / "holidays.csv").write_text(BEFORE, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "holidays", Package())
    return tmp_path


@pytest.fixture
def run(seeds, monkeypatch, capsys):
    def with_options(**changed):
        options = {"country": "de", "subdivision": "BY", "years": "2025-2026", "calendar": "desk"}
        options |= {"seeds": seeds, **changed}
        words = [word for name, value in options.items() if value for word in (f"--{name}", value)]
        monkeypatch.setattr(sys, "argv", ["add_holidays.py", *map(str, words)])
        code = add_holidays.main()
        return code, capsys.readouterr()

    return with_options


def test_days_are_added_in_order_and_half_days_stay(run, seeds):
    code, told = run()
    assert code == 0
    assert (seeds / "holidays.csv").read_text(encoding="utf-8") == HEADER + (
        "desk,2025-01-01,Neujahr,,\n"
        "desk,2026-01-01,Neujahr,,\n"
        'desk,2026-06-04,"Fronleichnam, ""Corpus Christi""",,\n'
        "desk,2026-12-24,Christmas Eve,09:00,11:00\n"
        "desk,2026-12-24,Christmas Eve,12:00,13:00\n"
        "other,2026-01-01,New Year,,\n"
    )
    assert told.out.splitlines()[-1] == "2 days added to calendar desk, 2 were there."
    assert sorted(file.name for file in seeds.iterdir()) == ["calendars.csv", "holidays.csv"]


def test_a_second_run_adds_nothing(run, seeds):
    run()
    file = seeds / "holidays.csv"
    first, changed_at = file.read_bytes(), file.stat().st_mtime_ns
    code, told = run()
    assert (code, file.read_bytes(), file.stat().st_mtime_ns) == (0, first, changed_at)
    assert told.out == "0 days added to calendar desk, 4 were there.\n"


def test_a_file_without_hours_stays_one(run, seeds):
    (seeds / "holidays.csv").write_text("calendar_id,holiday_date,holiday_name\n", encoding="utf-8")
    assert run(years="2025", language="en_US", subdivision=None)[0] == 0
    assert (seeds / "holidays.csv").read_text(encoding="utf-8") == (
        "calendar_id,holiday_date,holiday_name\ndesk,2025-01-01,Neujahr (en_US)\n"
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"country": "DD"}, "There is no country DD: write its two letters of ISO 3166, like DE"),
        ({"subdivision": "XX"}, "There is no subdivision XX of DE. There are BW, BY."),
        ({"calendar": "dekc"}, "There is no calendar dekc in calendars.csv. There are desk, other"),
        ({"years": "2027-2025"}, "--years is 2027-2025: write a year or a span like 2025-2027"),
        ({"years": "25"}, "--years is 25: write a year or a span"),
        ({"seeds": "/nowhere"}, "The seeds cannot be read or written: "),
    ],
)
def test_what_is_not_known_is_said_and_nothing_written(run, seeds, changed, sentence):
    code, told = run(**changed)
    assert code == 1
    assert told.err.startswith(sentence)
    assert "Traceback" not in told.err
    assert (seeds / "holidays.csv").read_text(encoding="utf-8") == BEFORE


def test_a_torn_row_is_not_made_worse(run, seeds):
    (seeds / "holidays.csv").write_text(BEFORE + "desk,2026-12-31\n", encoding="utf-8")
    code, told = run()
    assert code == 1
    assert told.err == "holidays.csv, row 6, has more or fewer cells than the header.\n"


def test_a_failed_write_leaves_the_file(run, seeds, monkeypatch):
    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(add_holidays.os, "replace", full)
    code, told = run()
    assert (code, "No space left" in told.err) == (1, True)
    assert (seeds / "holidays.csv").read_text(encoding="utf-8") == BEFORE
    assert sorted(file.name for file in seeds.iterdir()) == ["calendars.csv", "holidays.csv"]


def test_the_package_knows_bavaria():
    pytest.importorskip("holidays")
    days = add_holidays.days_off("DE", "BY", range(2025, 2027), None)
    assert days[date(2025, 6, 19)] == "Fronleichnam"
    assert date(2025, 6, 19) not in add_holidays.days_off("DE", "BE", range(2025, 2026), None)
    with pytest.raises(add_holidays.Problem, match="There is no subdivision XX of DE"):
        add_holidays.days_off("DE", "XX", range(2025, 2026), None)
