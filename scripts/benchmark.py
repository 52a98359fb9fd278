"""Measures what a build costs against what the machine can do, on generated tickets.

For each size, in turn and several times over, on the same raw files:

  start   dbt starts, reads the project and finds nothing to build
  build   dbt build without tests
  tests   dbt build with its data tests
  bare    the SQL that dbt compiled, model after model on one connection, no dbt
  floor   DuckDB reads the raw files once, typed, into tables, and does nothing else
  pandas  the core figures the usual way: read_csv, merge, groupby (calendar minutes only)
  few     the build of 40 tickets: what a build costs before it has anything to do

and, if asked for, a build of the same rows from gz, Parquet or daily files (--layouts), and the
builds of another commit (--base): base and base_few, in turn with build and few. Where build and
pandas make the same figure they must agree. Text models are left out unless --text is given. Raw
files stay for the next time. Seconds depend on the machine and on what else it does: read the
ratios.
"""

import argparse
import csv
import json
import os
import sys
from contextlib import nullcontext
from pathlib import Path

from benchmarking import agreement, base, plans, report
from benchmarking.measured import Cost, run
from benchmarking.report import Measurement, Ratio
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
VARIANTS = ("start", "build", "tests", "bare", "floor", "pandas", "few")
FEW = 40
NO_TESTS = ["--exclude-resource-type", "unit_test", "test"]
LAYOUTS = {
    "csv": ([], "support_tickets.csv", "ticket_events.csv"),
    "gz": (["--format", "csv.gz"], "support_tickets.csv.gz", "ticket_events.csv.gz"),
    "parquet": (["--format", "parquet"], "support_tickets.parquet", "ticket_events.parquet"),
    "by_day": (["--partition-by-day"], "tickets/date=*/*.csv", "events/date=*/*.csv"),
}


class Bench:
    """One size: its raw files, and a folder for each variant's database."""

    def __init__(
        self,
        tickets: int,
        folder: Path,
        arguments: argparse.Namespace,
        other: base.Project | None = None,
    ):
        self.tickets = tickets
        self.few = Bench(FEW, folder, arguments) if tickets != FEW else self
        self.here, self.other = base.Project(ROOT, Path(sys.executable)), other
        self.folder = folder / str(tickets)
        self.arguments = arguments
        self.environment = {"TICKETS_THREADS": str(arguments.threads)}
        if arguments.memory_limit:
            self.environment["TICKETS_MEMORY_LIMIT"] = arguments.memory_limit

    def files(self, layout: str) -> tuple[str, str]:
        """The patterns of tickets and events in a layout; generates the files if need be."""
        options, *names = LAYOUTS[layout]
        raw = self.folder / "raw" / layout
        if not (raw / "planted_tickets.csv").exists():
            print(f"Generating {self.tickets:,} tickets ({layout}) ...", flush=True)
            command = [sys.executable, "scripts/generate_tickets.py", *options]
            command += ["--tickets", str(self.tickets), "--out", str(raw)]
            run(command, self.folder / "generate.log")
        tickets, events = (str(raw / name) for name in names)
        return tickets, events

    def database(self, variant: str) -> Path:
        """The variant's database. All have one name, for compiled SQL names its catalog."""
        path = self.folder / variant / "tickets.duckdb"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def measure(self, variant: str) -> Cost:
        """Runs a variant once, from nothing."""
        if variant == "start":
            files = self.files("csv")
            return self.dbt(self.here, variant, files, "--select", "tag:nothing_has_this_tag")
        if variant == "tests":
            return self.dbt(self.here, variant, self.files("csv"), *NO_TESTS[:2])
        if variant in ("few", "base_few"):
            project = self.here if variant == "few" else self.other
            return self.dbt(project, variant, self.few.files("csv"), *NO_TESTS)
        if variant in ("build", "base", *LAYOUTS):
            layout = variant if variant in LAYOUTS else "csv"
            project = self.other if variant == "base" else self.here
            return self.dbt(project, variant, self.files(layout), *NO_TESTS)
        script, *rest = {
            "bare": ("bare_sql", self.target("build") / "manifest.json", self.database("build")),
            "floor": ("read_floor", *self.files("csv")),
            "pandas": ("pandas_figures", *self.files("csv")),
        }[variant]
        out = {
            "bare": [self.database("bare"), self.folder / "bare" / "models.csv"],
            "floor": [self.database("floor")],
            "pandas": [self.folder / "pandas"],
        }[variant]
        command = [sys.executable, f"scripts/benchmarking/{script}.py", *rest, *out]
        return run(
            [str(part) for part in command], self.folder / f"{variant}.log", self.environment
        )

    def target(self, variant: str) -> Path:
        """dbt's target folder of a variant."""
        return self.folder / variant / "target"

    def dbt(
        self, project: base.Project, variant: str, files: tuple[str, str], *options: str
    ) -> Cost:
        """Runs dbt build into an empty database, without the text models unless they are wanted."""
        tickets, events = files
        given_vars = {
            "ticket_sources": {"generic": {"tickets": tickets, "events": events}},
            "text_analysis": self.arguments.text,
        }
        for file in self.database(variant).parent.glob("tickets.duckdb*"):
            file.unlink()
        command = [project.dbt, "--quiet", "build", *options, "--vars", json.dumps(given_vars)]
        command += ["--target-path", str(self.target(variant))]
        command += ["--project-dir", str(project.root), "--profiles-dir", str(project.root)]
        environment = {**self.environment, "TICKETS_DATABASE": str(self.database(variant))}
        return run(command, self.folder / f"{variant}.log", environment)


def main() -> int:
    """Runs the command line; returns the exit code: 0 measured and agreed, 1 not."""
    arguments = make_parser().parse_args()
    folder = arguments.out.resolve()
    os.chdir(ROOT)
    measurements: list[Measurement] = []
    ratios: list[Ratio] = []
    other = base.checked_out(ROOT, arguments.base) if arguments.base else nullcontext()
    try:
        with other as project:
            for tickets in sorted(arguments.sizes):
                bench = Bench(tickets, folder, arguments, project)
                measurements += measure_all(bench)
                report.print_size(measurements, tickets)
                print_models(bench)
                write(measurements, folder / "measurements.csv")
                ratios += report.ratios(measurements, tickets)
                write(ratios, folder / "ratios.csv")
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    written = ["measurements.csv"]
    written += ["ratios.csv"] if ratios else []
    written += ["<tickets>/plans"] if "bare" in arguments.variants else []
    print(f"\nWritten to {folder}: {', '.join(written)}.")
    return 0


def make_parser() -> argparse.ArgumentParser:
    """The options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add(
        "--sizes",
        type=sizes,
        default=[100_000, 1_000_000],
        metavar="N,N",
        help="numbers of tickets (default 100000,1000000)",
    )
    add("--rounds", type=int, default=3, help="times each variant runs (default 3)")
    add(
        "--variants",
        type=names(VARIANTS),
        default=list(VARIANTS),
        metavar="NAME,NAME",
        help=f"some of {','.join(VARIANTS)} (default all)",
    )
    add(
        "--layouts",
        type=names(LAYOUTS),
        default=[],
        metavar="NAME,NAME",
        help="also builds from gz, parquet, by_day",
    )
    add("--base", metavar="COMMIT", help="also builds the project as it was at this commit")
    add("--text", action="store_true", help="with the text models")
    add("--threads", type=int, default=os.cpu_count(), help="dbt's threads (default: one a core)")
    add("--memory-limit", default="", metavar="12GB", help="DuckDB's; beyond it, it spills to disk")
    add(
        "--out",
        type=Path,
        default=ROOT / "target/bench",
        metavar="FOLDER",
        help="for raw files, databases and figures (default target/bench)",
    )
    return parser


def sizes(text: str) -> list[int]:
    """Reads '100000,1000000'."""
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError(f"{text}: write numbers of tickets, like 100000,1000000")
    return numbers


def names(known):
    """A reader of lists like 'build,floor', in the order of `known`."""

    def read(text: str) -> list[str]:
        given = text.split(",")
        unknown = [name for name in given if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"{unknown[0]}: there are {', '.join(known)}")
        return [name for name in known if name in given]

    return read


def measure_all(bench: Bench) -> list[Measurement]:
    """All variants in turn, round by round, with a line of progress each; checks what they made."""
    variants = [*bench.arguments.variants, *bench.arguments.layouts]
    if bench.other:
        pairs = (("build", "base"), ("few", "base_few"))
        variants += [other for variant, other in pairs if variant in variants]
    if "bare" in variants and "build" not in variants:
        raise Problem("bare runs what build compiled: add build to --variants.")
    if "bare" in variants and bench.arguments.text:
        raise Problem("bare runs SQL, and stems are made in Python: with --text leave bare out.")
    for layout in {"csv", *bench.arguments.layouts}:
        bench.files(layout)
    measurements = []
    for number in range(1, bench.arguments.rounds + 1):
        for variant in variants:
            load = os.getloadavg()[0]
            cost = bench.measure(variant)
            measurements.append(Measurement(bench.tickets, number, variant, load, cost))
            print(report.line(measurements[-1]), flush=True)
    if {"build", "pandas"} <= set(variants):
        count = agreement.check(bench.database("build"), bench.folder / "pandas")
        print(f"build and pandas agree on {count:,} rows of {len(agreement.FIGURES)} figures.")
    return measurements


def print_models(bench: Bench) -> None:
    """The models that cost most, and the plans of the first three in SQL, if `bare` ran."""
    if "bare" not in bench.arguments.variants:
        return
    costs = report.read_models(bench.folder / "bare" / "models.csv", bench.target("build"))
    report.print_models(costs)
    slowest = [cost.model for cost in costs]
    plans.write(bench.target("build"), bench.database("bare"), slowest, bench.folder / "plans")


def write(found: list[Measurement] | list[Ratio], file: Path) -> None:
    """Writes what was measured or compared, a row each; without any, no file."""
    rows = [one.row() for one in found]
    if not rows:
        file.unlink(missing_ok=True)
        return
    with file.open("w", newline="", encoding="utf-8") as output:
        writer = csv.DictWriter(output, rows[0])
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
