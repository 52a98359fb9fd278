"""The linters bite: each rule the house style relies on fires on a small wrong example.

And what no linter knows is checked here: that business rules stand in the facts alone.

sqlfluff ignores settings it does not know. A name misspelt in .sqlfluff makes its example pass, and
the test fail.
"""

import configparser
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import dbt_jinja
import pytest
from sqlfluff.core import FluffConfig, Linter

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

# A count stands before a plain column: ST06, which wants it behind, is off.
GOOD = """with

tickets as (
    select * from fct_tickets
),

final as (
    select
        tickets.queue,
        count(*) as ticket_count,
        cast(tickets.created_at as date) as created_date,
        tickets.priority
    from tickets
    inner join queues
        on tickets.queue = queues.queue
    where tickets.status <> 'closed' and tickets.priority is not null
    group by tickets.queue, tickets.priority, tickets.created_at
)

select * from final
"""
GROUPED = "group by tickets.queue, tickets.priority, tickets.created_at"
JOINED = "inner join queues\n        on tickets.queue = queues.queue"
SHORT_ALIAS = "inner join queues as q\n        on tickets.queue = q.queue"
CONDITION = "tickets.queue = queues.queue"
CAST = "cast(tickets.created_at as date)"
FILTERED = "where tickets.status <> 'closed' and tickets.priority is not null"
OPERATOR_LAST = """where
        tickets.status <> 'closed' and
        tickets.priority is not null"""

# code and name of the rule, what stands in GOOD, what is written in its place
EXAMPLES = [
    ("AL01", "aliasing.table", "join queues\n", "join desks queues\n"),
    ("AL02", "aliasing.column", "(*) as ticket_count", "(*) ticket_count"),
    ("AL05", "aliasing.unused", "from tickets\n", "from tickets as done\n"),
    ("AL06", "aliasing.length", JOINED, SHORT_ALIAS),
    ("AM01", "ambiguous.distinct", "select\n        tickets", "select distinct\n        tickets"),
    ("AM05", "ambiguous.join", "inner join", "join"),
    ("AM06", "ambiguous.column_references", GROUPED, "group by 1, 2, 3"),
    ("CP01", "capitalisation.keywords", "where", "WHERE"),
    ("CP02", "capitalisation.identifiers", "as ticket_count", "as Ticket_Count"),
    ("CP03", "capitalisation.functions", "count(*)", "COUNT(*)"),
    ("CP04", "capitalisation.literals", "is not null", "is not NULL"),
    ("CP05", "capitalisation.types", "as date)", "as DATE)"),
    ("CV01", "convention.not_equal", "<>", "!="),
    ("CV03", "convention.select_trailing_comma", "priority\n    from", "priority,\n    from"),
    ("CV05", "convention.is_null", "is not null", "<> null"),
    ("CV09", "convention.blocked_words", "(tickets.created_at", "(current_timestamp"),
    ("CV11", "convention.casting_style", CAST, "tickets.created_at::date"),
    ("LT01", "layout.spacing", "<> 'closed'", "<>  'closed'"),
    ("LT02", "layout.indent", "        tickets.queue,", "      tickets.queue,"),
    ("LT03", "layout.operators", FILTERED, OPERATOR_LAST),
    ("LT04", "layout.commas", ",\n        tickets.priority", "\n        , tickets.priority"),
    ("LT05", "layout.long_lines", "as ticket_count", f"as ticket_{'count' * 20}"),
    ("LT08", "layout.cte_newline", "),\n\nfinal", "),\nfinal"),
    ("LT12", "layout.end_of_file", "from final\n", "from final"),
    ("RF04", "references.keywords", "as ticket_count", "as change"),
    ("RF02", "references.qualification", "tickets.priority is", "priority is"),
    ("ST03", "structure.unused_cte", "final as", "spare as (select * from desks),\n\nfinal as"),
    ("ST05", "structure.subquery", "from final", "from (select * from final) as nested"),
    ("ST05", "structure.subquery", "join queues", "join (select 1) as queues"),
    ("ST09", "structure.join_condition_order", CONDITION, "queues.queue = tickets.queue"),
]


@pytest.fixture(scope="module")
def linter() -> Linter:
    """The project's sqlfluff; without Jinja, which the examples do not have."""
    return Linter(config=FluffConfig.from_path(str(ROOT), overrides={"templater": "raw"}))


def codes(linter: Linter, sql: str) -> set[str]:
    return {violation.rule_code() for violation in linter.lint_string(sql).get_violations()}


def test_house_style_passes(linter):
    assert codes(linter, GOOD) == set()


@pytest.mark.parametrize(
    ("code", "name", "good", "bad"),
    EXAMPLES,
    ids=[f"{example[1]}-{number}" for number, example in enumerate(EXAMPLES)],
)
def test_rule_fires_and_no_other(linter, code, name, good, bad):
    assert good in GOOD
    assert codes(linter, GOOD.replace(good, bad, 1)) == {code}
    assert {rule.code: rule.name for rule in linter.rule_tuples()}[code] == name


def test_every_rule_set_in_sqlfluff_has_an_example():
    settings = configparser.ConfigParser()
    settings.read(ROOT / ".sqlfluff", encoding="utf-8")
    prefix = "sqlfluff:rules:"
    rules = {name.removeprefix(prefix) for name in settings.sections() if name.startswith(prefix)}
    assert rules - {example[1] for example in EXAMPLES} == set()


# In these, all there is of Jinja: macros in macros, dispatch, return(), vars, loops over a var.
WITH_JINJA = ["int_sla_clocks", "int_sla_policies", "dim_as_of", "fct_tickets", "dim_agent"]


def test_jinja_gives_what_dbt_gives(manifest):
    relations = {
        one["name"]: one["relation_name"]
        for one in manifest["nodes"].values()
        if one["resource_type"] in ("model", "seed")
    }
    known = dbt_jinja.names(ref=relations.get)
    for name in WITH_JINJA:
        compiled = node(manifest, name)["compiled_code"]
        assert dbt_jinja.rendered(node(manifest, name)["raw_code"], known) == compiled, name


def test_sqlfluff_reads_models_with_the_macros_in_them():
    with_macros = Linter(config=FluffConfig.from_path(str(ROOT)))
    cast_by_macro = GOOD.replace(CAST, "{{ local_date('tickets.created_at') }}")
    assert codes(with_macros, cast_by_macro) == set()
    macro_in_a_wrong_place = cast_by_macro.replace("    from tickets\n", "   from tickets\n", 1)
    assert codes(with_macros, macro_in_a_wrong_place) == {"LT02"}
    assert "TMP" in codes(with_macros, cast_by_macro.replace("local_date", "lokal_date"))


def dbt_bouncer(folder: Path, config: str) -> subprocess.CompletedProcess:
    (folder / "dbt-bouncer.yml").write_text(config, encoding="utf-8")
    command = [BIN / "dbt-bouncer", "run", "--config-file", "dbt-bouncer.yml"]
    command += ["--output-format", "json", "--output-file", "results.json"]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def manifest(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("manifest")
    subprocess.run(
        [BIN / "dbt", "--quiet", "--log-path", folder, "compile", "--target-path", folder]
        + ["--no-introspect", "--select", *WITH_JINJA],
        cwd=ROOT,
        env={**os.environ, "TICKETS_DATABASE": str(folder / "none.duckdb")},
        check=True,
        timeout=120,
    )
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def node(manifest: dict, name: str) -> dict:
    return manifest["nodes"][f"model.support_ticket_analytics.{name}"]


def macro(manifest: dict, name: str) -> dict:
    return manifest["macros"][f"macro.support_ticket_analytics.{name}"]


def break_manifest(manifest: dict) -> set[tuple[str, str]]:
    """Breaks one rule after another, each at a node of its own; returns the (check, node) pairs."""
    reads_staging = node(manifest, "kpi_by_priority")
    reads_staging["depends_on"]["nodes"] = [node(manifest, "stg_generic__tickets")["unique_id"]]
    reads_kpi = node(manifest, "dim_agent")
    reads_kpi["depends_on"]["nodes"] = [reads_staging["unique_id"]]
    reads_seed = node(manifest, "dim_queue")
    reads_seed["depends_on"]["nodes"].append("seed.support_ticket_analytics.calendars")
    reads_file = node(manifest, "int_ticket_versions")
    reads_file["depends_on"]["nodes"].append("source.support_ticket_analytics.generic.tickets")
    node(manifest, "dim_date")["name"] = "dates"
    node(manifest, "dim_calendar")["contract"]["enforced"] = False
    node(manifest, "dim_organization")["description"] = "Organizations."
    node(manifest, "fct_tickets")["columns"]["is_merged"]["data_type"] = "varchar"
    node(manifest, "fct_ticket_events")["columns"]["actor_id"]["description"] = ""
    node(manifest, "int_ticket_states")["raw_code"] += "\ngroup by all"
    node(manifest, "int_ticket_intervals")["raw_code"] += "\nunion\nselect 1"
    node(manifest, "int_ticket_milestones")["raw_code"] += "\n" * 180
    node(manifest, "int_queues")["raw_code"] += "\nselect epoch_us(created_at)"
    node(manifest, "int_dates")["raw_code"] += "\nselect * from main.tickets"
    node(manifest, "kpi_csat_monthly")["raw_code"] += "\nwhere csat_score >= 4"
    node(manifest, "kpi_backlog_daily")["raw_code"] += "\nwhere priority in ('urgent', 'high')"
    macro(manifest, "ratio")["description"] = ""
    macro(manifest, "mean")["arguments"][0]["description"] = ""
    macro(manifest, "days")["macro_sql"] += "current_timestamp"
    return {
        ("check_lineage_permitted_upstream_models", "kpi_by_priority"),
        ("check_lineage_permitted_upstream_models", "dim_agent"),
        ("check_lineage_seed_cannot_be_used", "dim_queue"),
        ("check_lineage_source_cannot_be_used", "int_ticket_versions"),
        ("check_model_names", "dim_date"),
        ("check_model_contract_enforced_for_public_model", "dim_calendar"),
        ("check_model_description_contains_regexp_pattern", "dim_organization"),
        ("check_model_column_name_complies_to_column_type", "fct_tickets"),
        ("check_model_column_description_populated", "fct_ticket_events"),
        ("check_model_code_does_not_contain_regexp_pattern", "int_ticket_states"),
        ("check_model_code_does_not_contain_regexp_pattern", "int_ticket_intervals"),
        ("check_model_max_number_of_lines", "int_ticket_milestones"),
        ("check_model_code_does_not_contain_regexp_pattern", "int_queues"),
        ("check_model_hard_coded_references", "int_dates"),
        ("check_model_code_does_not_contain_regexp_pattern", "kpi_csat_monthly"),
        ("check_model_code_does_not_contain_regexp_pattern", "kpi_backlog_daily"),
        ("check_macro_description_populated", "ratio"),
        ("check_macro_arguments_description_populated", "mean"),
        ("check_macro_code_does_not_contain_regexp_pattern", "days"),
    }


def failed_checks(folder: Path) -> set[tuple[str, str]]:
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {
        (result["check_run_id"].split(":")[0], (result["unique_id"] or "").split(".")[-1])
        for result in results
        if result["outcome"] != "success"
    }


def test_dbt_bouncer_finds_each_broken_rule(manifest, tmp_path):
    config = (ROOT / "dbt-bouncer.yml").read_text(encoding="utf-8")
    assert "dbt_artifacts_dir: target" in config
    (tmp_path / "target").mkdir()
    file = tmp_path / "target/manifest.json"
    file.write_text(json.dumps(manifest), encoding="utf-8")
    dbt_bouncer(tmp_path, config)
    before = failed_checks(tmp_path)

    broken = json.loads(json.dumps(manifest))
    expected = break_manifest(broken)
    file.write_text(json.dumps(broken), encoding="utf-8")
    assert dbt_bouncer(tmp_path, config).returncode == 1
    assert expected - failed_checks(tmp_path) == set()
    assert expected & before == set()


@pytest.mark.parametrize(
    "check",
    [
        "{name: check_model_nmaes, model_name_pattern: ^fct_}",
        "{name: check_model_names, model_name_patern: ^fct_}",
    ],
    ids=["check", "parameter"],
)
def test_dbt_bouncer_refuses_words_it_does_not_know(manifest, tmp_path, check):
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    config = f"dbt_artifacts_dir: .\nmanifest_checks:\n  - {check}\n"
    done = dbt_bouncer(tmp_path, config)
    assert done.returncode not in (0, 4)
    fixed = config.replace("nmaes", "names").replace("patern", "pattern")
    assert "check_model_names" in dbt_bouncer(tmp_path, fixed).stdout


# What figures are decided by. A fact says it once, in columns to add up: is_sla_met, is_satisfied.
RULED = (
    "outcome|csat_score|reopen_count|agent_reply_count|event_type|actor_type|clock_state|clock_owner"
    "|vader_class|vader_score|remaining_business_minutes|elapsed_business_minutes|open_age_days"
    "|min_age_days|max_age_days|first_responded_at|first_resolved_at|resolved_at"
)
# A comparison in SQL or Python; a rule that needs none is that merged tickets are out.
RULE = re.compile(
    rf"""\bis_merged\b
    | \w*(?:{RULED})\b (?:["']\])? \s*
        (?: [<>=!] | (?:not\s+)?(?:in|between)\b | is\s+(?:not\s+)?null )
    | [<>=] \s* (?:\w+\.)? \w*(?:{RULED})\b""",
    re.VERBOSE | re.IGNORECASE,
)
ONLY_ADD = ["models/kpi/*.sql", "dashboard/**/*.py", "scripts/write_report.py"]
ONLY_ADD += ["scripts/publishing/summary.py"]


@pytest.mark.parametrize(
    "line",
    [
        "count(*) filter (where csat_score >= 4)",
        "where not is_merged",
        "count(*) filter (where resolution_sla_outcome = 'met')",
        "count(*) filter (where outcome in ('met', 'breached', 'overdue'))",
        "where clocks.outcome <> 'cancelled'",
        "clocks.remaining_business_minutes <= 240",
        "count(*) filter (where reopen_count > 0)",
        "where event_type = 'agent_replied' and actor_type = 'agent'",
        "where first_resolved_at is not null",
        "on tickets.age_days >= age_buckets.min_age_days",
        """expanded=clock["outcome"] in ("breached", "overdue")""",
        """segment["business_minutes"] if segment["clock_state"] == "running" else 0.0""",
        "count(*) filter (where vader_class = 'negative')",
    ],
)
def test_a_rule_outside_the_facts_is_seen(line):
    assert RULE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        "count(*) filter (where is_satisfied) / nullif(count(*) filter (where is_rated), 0)",
        "where is_sla_counted and priority = $priority",
        "on tickets.age_bucket = age_buckets.age_bucket",
        "order by remaining_business_minutes, ticket_id",
        """f"{clock['outcome']}: {clock['remaining_business_minutes']}\"""",
    ],
)
def test_adding_up_is_no_rule(line):
    assert not RULE.search(line)


def test_rules_of_figures_stand_in_facts_alone():
    files = sorted(file for pattern in ONLY_ADD for file in ROOT.glob(pattern))
    assert len(files) > 25
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if RULE.search(line)
    ]
    assert found == []
