"""scripts/plan_facts.py counts the plan and names what breaks its order."""

import plan_facts
import pytest

ROOMS = {
    "stg_a__tickets": ("staging/a", []),
    "int_value_map": ("intermediate/records", ["stg_a__tickets"]),
    "int_slots": ("intermediate/calendar", ["int_value_map"]),
    "int_states": ("intermediate/history", ["int_value_map", "int_slots"]),
    "int_clocks": ("intermediate/sla", ["int_states"]),
    "int_slices": ("intermediate/backlog", ["int_states"]),
    "int_words": ("intermediate/text", ["int_states"]),
    "fct_tickets": ("marts/tickets", ["int_states", "int_clocks", "int_slices"]),
    "fct_ticket_text": ("marts/text", ["int_words", "fct_tickets"]),
    "kpi_sentiment_weekly": ("kpi", ["fct_ticket_text"]),
    "int_old": ("intermediate/old", ["int_states"]),
}


def plan(**read_too: str) -> plan_facts.Plan:
    """The plan of ROOMS, in which some models read one more."""
    models = {
        f"model.p.{name}": {
            "name": name,
            "resource_type": "model",
            "package_name": "p",
            "language": "sql",
            "original_file_path": f"models/{folder}/{name}.sql",
            "raw_code": "{% for number in range(3) %}\nselect {{ number }}{% endfor %}\n",
            "depends_on": {
                "nodes": [
                    f"model.p.{one}" for one in [*parents, read_too.get(name)] if one is not None
                ]
            },
        }
        for name, (folder, parents) in ROOMS.items()
    }
    macros = [("p", "ratio"), ("p", "duckdb__ratio"), ("p", "test_unique"), ("dbt", "ref")]
    return plan_facts.Plan(
        {
            "metadata": {"project_name": "p"},
            "nodes": models,
            "macros": {
                f"{package}.{name}": {"package_name": package, "name": name}
                for package, name in macros
            },
        }
    )


def test_a_sound_plan_in_numbers():
    assert plan_facts.faults(plan()) == []
    assert plan().facts() == {
        "models": 11,
        "macros": 1,
        "longest path": 8,
        "longest core path": 6,
        "folders in a circle": 0,
        "models of intermediate with one reader": 4,
        "lines of the longest compiled model": 3,
    }


@pytest.mark.parametrize(
    ("reader", "read", "expected"),
    [
        ("int_value_map", "int_states", "int_value_map (folder records) reads int_states (folder "),
        ("int_slices", "int_clocks", "int_slices (folder backlog) reads int_clocks (folder sla): "),
        ("int_clocks", "int_slices", "int_clocks (folder sla) reads int_slices (folder backlog): "),
        ("int_old", "int_words", "int_old reads int_words: only text models and KPIs read text."),
        ("fct_tickets", "int_words", "fct_tickets reads int_words: only text models and KPIs"),
    ],
)
def test_a_step_against_the_order_is_named(reader, read, expected):
    # The readers of what is read stay out of it, so that there is no circle of models.
    broken = plan(**{reader: read})
    assert [sentence.startswith(expected) for sentence in plan_facts.faults(broken)] == [True]


def test_a_folder_without_a_place_is_not_held_to_the_order():
    assert plan_facts.faults(plan(int_clocks="int_old")) == []


def test_circles_of_folders_are_counted_whatever_their_names():
    assert plan(int_value_map="int_old").circle() == {"records", "calendar", "history", "old"}


def test_a_staging_relation_nothing_reads_is_named():
    lonely = plan()
    lonely.readers["model.p.stg_a__tickets"] = []
    assert plan_facts.faults(lonely) == [
        "stg_a__tickets is read by nothing: its rows would be lost in silence."
    ]


def test_growth_is_named():
    facts = plan().facts()
    assert plan_facts.over_bounds(facts, {"models": 11, "macros": 1}) == []
    assert plan_facts.over_bounds(facts, {"models": 10, "macros": 1}) == [
        "models: 11, more than 10 (BOUNDS of scripts/plan_facts.py)."
    ]
