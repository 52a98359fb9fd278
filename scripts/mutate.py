"""Breaks the models' rules one at a time and shows which test notices (a mutation check).

The list is scripts/mutation/mutations.yml. Each mutation is put into a copy of the project under
target/mutate, with a finished build of 300 generated tickets; then the tests of what it touches
run, until one fails: unit tests, then models with laws and generic tests, then pytest's oracles. A
mutation that nothing notices survives: the tests are too weak, or the list says why none can tell.
One that is no SQL any more does not count as killed.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from mutation.mutants import Kill, Mutant, only, read_mutants
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "target/mutate"
KINDS = ["unit", "law", "generic", "contract", "build", "oracle"]


@dataclass(frozen=True)
class Trial:
    """What became of a mutant."""

    mutant: Mutant
    kill: Kill | None

    @property
    def word(self) -> str:
        """The kind of test that killed it, or what else is to be said."""
        if self.kill:
            return self.kill.kind
        return "explained" if self.mutant.survives else "SURVIVES"

    @property
    def is_good(self) -> bool:
        """Whether a test killed it, or it survives as the list says it must."""
        return self.word == "explained" if self.mutant.survives else self.word in KINDS


def main() -> int:
    """Runs the command line; returns the exit code: 0 all killed or explained, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", default=[], metavar="ID", help="just this one")
    parser.add_argument("--list", action="store_true", help="show the mutations and run nothing")
    parser.add_argument("--workers", type=int, default=2, help="processes (default 2)")
    arguments = parser.parse_args()
    try:
        mutants = only(read_mutants(ROOT), arguments.only)
        if arguments.list:
            print_list(mutants)
            return 0
        started_at = time.monotonic()
        trials = run(mutants, max(1, min(arguments.workers, len(mutants))))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    print_table(trials)
    print_summary(trials, time.monotonic() - started_at)
    return 0 if all(trial.is_good for trial in trials) else 1


def run(mutants: list[Mutant], workers: int) -> list[Trial]:
    """Tries the mutants in several processes, with a line of progress each; in the list's order."""
    from mutation import trial  # loads dbt, which takes seconds that --list and --help do not need

    print("Building the project from generated tickets ...", flush=True)
    context = multiprocessing.get_context("spawn")
    prepared = ROOT / FOLDER / "prepared"
    with ProcessPoolExecutor(1, context) as pool:
        pool.submit(trial.prepare, ROOT, prepared).result()
    trials = []
    with ProcessPoolExecutor(workers, context, trial.enter_copy, (prepared,)) as pool:
        futures = {pool.submit(trial.first_kill, mutant): mutant for mutant in mutants}
        for future in as_completed(futures):
            one = Trial(futures[future], future.result())
            trials.append(one)
            print(f"{len(trials):>4}/{len(mutants)}  {one.word:<9}  {one.mutant.id}", flush=True)
    return sorted(trials, key=lambda one: mutants.index(one.mutant))


def print_list(mutants: list[Mutant]) -> None:
    """One line on each mutation: id, rule, file, and what it breaks."""
    for mutant in mutants:
        print(f"{mutant.id}  ({mutant.rule}, {Path(mutant.file).stem})\n    {mutant.breaks}")


def print_table(trials: list[Trial]) -> None:
    """What killed each mutant, or why none can; then what to know about those that do not count."""
    width = max(len(trial.mutant.id) for trial in trials)
    print(f"\n{'mutation':<{width}}  {'rule':<4}  {'killed by':<9}  first test to fail")
    for trial in trials:
        mutant = trial.mutant
        said = trial.kill.test if trial.kill else mutant.survives
        print(f"{mutant.id:<{width}}  {mutant.rule:<4}  {trial.word:<9}  {said}")
    for trial in trials:
        if not trial.is_good:
            print(f"\n{trial.mutant.id}: {complaint(trial)}")


def complaint(trial: Trial) -> str:
    """What is wrong with a mutant that does not count."""
    if not trial.kill:
        return f"no test notices. {trial.mutant.breaks}"
    said = f"{trial.kill.test} says: {trial.kill.message}"
    if trial.mutant.survives:
        return f"the list says that no test can tell. {said}"
    return f"it does not even compile, which is no proof of a test. {said}"


def print_summary(trials: list[Trial], seconds: float) -> None:
    """One line: how many were killed, by which kind of test, and how many were not."""
    words = Counter(trial.word for trial in trials)
    killed = sum(words[kind] for kind in KINDS)
    kinds = ", ".join(f"{kind} {words[kind]}" for kind in KINDS if words[kind]) or "none"
    rest = "".join(f", {count} {word}" for word, count in words.items() if word not in KINDS)
    print(f"\n{killed} of {len(trials)} mutations killed ({kinds}){rest}, in {seconds:.0f} s.")


if __name__ == "__main__":
    sys.exit(main())
