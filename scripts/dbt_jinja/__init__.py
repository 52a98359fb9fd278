"""Renders the project's SQL without dbt, which takes seconds to start.

The linter and the checks before a build read models and macros this way. It has those names of
dbt's that models, laws and their macros use; at another one it stops with '... is undefined'.
"""

from collections.abc import Callable
from pathlib import Path

import jinja2
import yaml

ROOT = Path(__file__).resolve().parents[2]
ENGINE = "duckdb"


class Relation(str):
    """A table's name, and what else the project asks of dbt's relations."""

    def __new__(cls, identifier: str, schema: str = ""):
        """A text with two more parts."""
        relation = super().__new__(cls, identifier)
        relation.identifier, relation.schema = identifier, schema
        return relation

    def include(self, **parts: bool) -> "Relation":
        """The name as it is: `ref` says how it is written here."""
        return self


class Returned(Exception):
    """Carries what a macro hands to return() up to its caller."""


class Macro:
    """A macro that may end with return()."""

    def __init__(self, macro: jinja2.runtime.Macro):
        self.macro = macro

    def __call__(self, *arguments, **named):
        """The macro's text, or what it returned."""
        try:
            return self.macro(*arguments, **named)
        except Returned as returned:
            return returned.args[0]


class Context(jinja2.runtime.Context):
    """Lets macros hand values to each other."""

    def call(self, called, *arguments, **named):
        """Calls what a template calls."""
        is_macro = isinstance(called, jinja2.runtime.Macro)
        return super().call(Macro(called) if is_macro else called, *arguments, **named)


class Adapter:
    """dbt's adapter, of which the project uses dispatch alone."""

    def __init__(self, known: dict):
        self.known = known

    def dispatch(self, macro_name: str) -> Macro:
        """The macro that spells `macro_name` for the engine."""
        return self.known[f"{ENGINE}__{macro_name}"]


def names(ref: Callable[[str], str] = str, root: Path = ROOT, **more: object) -> dict:
    """What a model's Jinja knows: dbt's names, the project's vars and macros.

    ref: what {{ ref('a_model') }} becomes. more: names in place of these or besides.
    """
    project = yaml.safe_load((root / "dbt_project.yml").read_text(encoding="utf-8"))
    known = {
        "ref": lambda name: Relation(ref(name)),
        "source": lambda source, table: Relation(table, source),
        "var": lambda name, default=None: project["vars"].get(name, default),
        "config": lambda **settings: "",
        "execute": False,
        "graph": {"nodes": {}, "sources": {}},
        "return": hand_back,
    }
    known |= more
    known["adapter"] = Adapter(known)
    # As one text: macros find each other, whichever comes first.
    files = sorted((root / "macros").rglob("*.sql"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    module = environment().from_string(text).make_module(known)
    for name, macro in vars(module).items():
        if isinstance(macro, jinja2.runtime.Macro):
            known[name] = Macro(macro)
    return known


def hand_back(value: object) -> None:
    """Ends a macro with a value; dbt calls it return()."""
    raise Returned(value)


def environment() -> jinja2.Environment:
    """A Jinja like dbt's."""
    made = jinja2.Environment(extensions=["jinja2.ext.do"], undefined=jinja2.StrictUndefined)
    made.context_class = Context
    return made


def rendered(sql: str, known: dict) -> str:
    """The text of a model or law as the engine gets it."""
    return environment().from_string(sql).render(known)
