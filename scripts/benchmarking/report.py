"""What was measured, as tables to read."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarking.measured import Cost

MOST_MODELS = 12


@dataclass(frozen=True)
class Measurement:
    """One run of a variant. load: the machine's, of the minute before."""

    tickets: int
    round: int
    variant: str
    load: float
    cost: Cost

    def row(self) -> dict:
        """For a CSV file."""
        return {
            "tickets": self.tickets,
            "round": self.round,
            "variant": self.variant,
            "seconds": round(self.cost.seconds, 2),
            "cpu_seconds": round(self.cost.cpu_seconds, 2),
            "peak_mb": round(self.cost.peak_mb),
            "tickets_per_second": round(self.tickets / self.cost.seconds),
            "load_before": round(self.load, 2),
        }


@dataclass(frozen=True)
class Ratio:
    """What was compared, of so many tickets, a value a round, and the target it is held to."""

    tickets: int
    name: str
    values: list[float]
    target: str

    def row(self) -> dict:
        """For a CSV file."""
        return {
            "tickets": self.tickets,
            "ratio": self.name,
            "median": round(median(self.values), 3),
            "least": round(min(self.values), 3),
            "greatest": round(max(self.values), 3),
            "rounds": len(self.values),
            "target": self.target,
        }


@dataclass(frozen=True)
class ModelCost:
    """A model's seconds in dbt (others beside it), and its seconds and CPU seconds alone."""

    model: str
    dbt_seconds: float
    bare_seconds: float
    bare_cpu_seconds: float


# What is compared -> its ratio, of one round's seconds by variant; and the target. Those in CPU are
# of CPU seconds, which tell two builds apart on a machine that does other things, too.
RATIOS: dict[str, tuple[tuple[str, ...], Callable[[dict], float], str]] = {
    "build / read floor": (("build", "floor"), lambda s: s["build"] / s["floor"], "at most 6"),
    "build / (bare SQL + start of dbt)": (
        ("build", "bare", "start"),
        lambda s: s["build"] / (s["bare"] + s["start"]),
        "at most 1.10",
    ),
    "what tests add / build": (
        ("build", "tests"),
        lambda s: (s["tests"] - s["build"]) / s["build"],
        "at most 0.5",
    ),
    "pandas / build": (("build", "pandas"), lambda s: s["pandas"] / s["build"], "at least 2"),
    "build of gz / of CSV": (("build", "gz"), lambda s: s["gz"] / s["build"], "at most 1.15"),
    "build of daily files / of one": (
        ("build", "by_day"),
        lambda s: s["by_day"] / s["build"],
        "at most 1.15",
    ),
    "build of Parquet / of CSV": (
        ("build", "parquet"),
        lambda s: s["parquet"] / s["build"],
        "below 1",
    ),
    "build of 40 tickets / start of dbt": (
        ("few", "start"),
        lambda s: s["few"] / s["start"],
        "at most 3",
    ),
    "build / build of the base, CPU": (
        ("build", "base"),
        lambda s: s["build"] / s["base"],
        "at most 1",
    ),
    "build of 40 / of the base, CPU": (
        ("few", "base_few"),
        lambda s: s["few"] / s["base_few"],
        "at most 1",
    ),
}


def line(measurement: Measurement) -> str:
    """One run, as a line of progress."""
    cost = measurement.cost
    return (
        f"  {measurement.tickets:>10,} round {measurement.round} {measurement.variant:<8}"
        f"{cost.seconds:8.1f} s {cost.cpu_seconds:8.1f} CPU s {cost.peak_mb:8,.0f} MB"
        f"   (load before {measurement.load:.1f})"
    )


def rounds_of(measurements: list[Measurement], tickets: int) -> list[dict[str, Cost]]:
    """The costs of one size by variant, a dictionary a round."""
    rounds: dict[int, dict[str, Cost]] = {}
    for one in measurements:
        if one.tickets == tickets:
            rounds.setdefault(one.round, {})[one.variant] = one.cost
    return list(rounds.values())


def ratios(measurements: list[Measurement], tickets: int) -> list[Ratio]:
    """The ratios of one size whose variants all ran; last, what ten times the tickets took."""
    rounds = rounds_of(measurements, tickets)
    found = [
        Ratio(
            tickets,
            name,
            [ratio(taken(costs, name)) for costs in rounds],
            target,
        )
        for name, (needed, ratio, target) in RATIOS.items()
        if set(needed) <= rounds[0].keys()
    ]
    tenths = rounds_of(measurements, tickets // 10)
    if tenths and "build" in tenths[0].keys() & rounds[0].keys():
        pairs = [(one["build"], tenth["build"]) for one, tenth in zip(rounds, tenths, strict=True)]
        found += [
            Ratio(
                tickets,
                "build / of a tenth of the tickets",
                [one.seconds / tenth.seconds for one, tenth in pairs],
                "at most 11",
            ),
            Ratio(
                tickets,
                "its memory / of a tenth",
                [one.peak_mb / tenth.peak_mb for one, tenth in pairs],
                "at most 4",
            ),
        ]
    return found


def taken(costs: dict[str, Cost], name: str) -> dict[str, float]:
    """The seconds of a round by variant that a ratio is of."""
    kind = "cpu_seconds" if name.endswith("CPU") else "seconds"
    return {variant: getattr(cost, kind) for variant, cost in costs.items()}


def print_size(measurements: list[Measurement], tickets: int) -> None:
    """Medians of each variant at one size; then each ratio's median, least and greatest."""
    rounds = rounds_of(measurements, tickets)
    print(f"\n{tickets:,} tickets, medians of {len(rounds)} rounds")
    print(f"  {'':<8}{'seconds':>10}{'CPU s':>10}{'peak MB':>10}{'tickets/s':>12}")
    for variant in rounds[0]:
        costs = [costs[variant] for costs in rounds]
        seconds = median(cost.seconds for cost in costs)
        cpu_seconds = median(cost.cpu_seconds for cost in costs)
        peak_mb = max(cost.peak_mb for cost in costs)
        print(
            f"  {variant:<8}{seconds:>10.1f}{cpu_seconds:>10.1f}{peak_mb:>10,.0f}"
            f"{tickets / seconds:>12,.0f}"
        )
    print("  ratios: median (least to greatest)")
    for one in ratios(measurements, tickets):
        spread = f"({min(one.values):.2f} to {max(one.values):.2f})"
        print(f"  {one.name:<36}{median(one.values):6.2f} {spread}   target: {one.target}")


def read_models(bare_costs: Path, target: Path) -> list[ModelCost]:
    """What each model cost, the dearest first."""
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    in_dbt = {one["unique_id"].split(".")[-1]: one["execution_time"] for one in results}
    with bare_costs.open(encoding="utf-8") as file:
        costs = [
            ModelCost(
                row["model"],
                in_dbt[row["model"]],
                float(row["seconds"]),
                float(row["cpu_seconds"]),
            )
            for row in csv.DictReader(file)
        ]
    return sorted(costs, key=lambda cost: -cost.bare_cpu_seconds)


def print_models(costs: list[ModelCost]) -> None:
    """The models that cost most."""
    print(f"\n  {'model':<40}{'dbt s':>8}{'bare s':>8}{'CPU s':>8}")
    for cost in costs[:MOST_MODELS]:
        print(
            f"  {cost.model:<40}{cost.dbt_seconds:>8.1f}{cost.bare_seconds:>8.1f}"
            f"{cost.bare_cpu_seconds:>8.1f}"
        )
    rest = costs[MOST_MODELS:]
    print(
        f"  {f'{len(rest)} others':<40}{sum(cost.dbt_seconds for cost in rest):>8.1f}"
        f"{sum(cost.bare_seconds for cost in rest):>8.1f}"
        f"{sum(cost.bare_cpu_seconds for cost in rest):>8.1f}"
    )
