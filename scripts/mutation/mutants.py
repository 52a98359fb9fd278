"""The list of mutations: what each breaks, and how it is put into a file."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from publishing.problem import Problem

LIST = Path(__file__).with_name("mutations.yml")
NEEDED = {"id", "rule", "file", "find", "replace", "breaks"}
POSSIBLE = NEEDED | {"survives"}


@dataclass(frozen=True)
class Mutant:
    """One way to break a rule; `survives` says why no test can tell, where that is so."""

    id: str
    rule: str
    file: str
    find: str
    replace: str
    breaks: str
    survives: str = ""

    def text(self, project: Path) -> str:
        """The mutated file's text; raises Problem if the file does not hold `find` just once."""
        path = project / self.file
        if not path.is_file():
            raise Problem(f"Mutation {self.id}: there is no file {self.file}.")
        text = path.read_text(encoding="utf-8")
        count = text.count(self.find)
        if count != 1:
            raise Problem(
                f"Mutation {self.id}: what it replaces stands {count} times in {self.file}, "
                f"not once: {self.find}"
            )
        return text.replace(self.find, self.replace)


@dataclass(frozen=True)
class Kill:
    """What killed a mutant: the kind of test, its name, and what it said."""

    kind: str
    test: str
    message: str


def read_mutants(project: Path, path: Path = LIST) -> list[Mutant]:
    """The mutations of a list, each of which fits the project; raises Problem if one does not."""
    mutants = []
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        name = row.get("id", "(without id)")
        wrong = sorted(NEEDED - set(row)) + sorted(set(row) - POSSIBLE)
        if wrong:
            raise Problem(f"Mutation {name}: missing or unknown in the list: {', '.join(wrong)}.")
        if name in {mutant.id for mutant in mutants}:
            raise Problem(f"Mutation {name} is in the list twice.")
        mutant = Mutant(**row)
        if mutant.text(project) == (project / mutant.file).read_text(encoding="utf-8"):
            raise Problem(f"Mutation {name} changes nothing.")
        mutants.append(mutant)
    return mutants


def only(mutants: list[Mutant], ids: list[str]) -> list[Mutant]:
    """The mutations named; all if none is; raises Problem for an unknown name."""
    unknown = sorted(set(ids) - {mutant.id for mutant in mutants})
    if unknown:
        raise Problem(f"No mutation is named {', '.join(unknown)}. See --list.")
    return [mutant for mutant in mutants if not ids or mutant.id in ids]
