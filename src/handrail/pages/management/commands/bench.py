"""`handrail bench`: how fast the parts are, and whether their answers equal those of a slow and obvious way."""

import json
from importlib import import_module
from importlib.util import find_spec

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from handrail.kernel.bench import BenchResult

BENCHES = {
    "search": "handrail.directory.index.bench_search",
    "paths": "handrail.pathways.bench_paths",
    "pages": "handrail.pages.bench_pages",
    "meetings": "handrail.meetings.bench_meetings",
    "today": "handrail.recovery.bench_today",
    "community": "handrail.community.bench_community",
}


class Command(BaseCommand):
    help = "Measures the parts that are built, on invented data; compares each with a brute-force reference."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}; default: all that exist"
        )
        parser.add_argument(
            "--rows", type=int, help="facilities or meetings to invent (default 25000, or 150000 meetings)"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="a list of results and nothing else")

    def handle(self, *, names, rows, as_json, **options):
        if rows is not None and rows < 1:
            raise CommandError("--rows is a number of facilities or meetings, 1 or more.")
        runs = [bench_named(name) for name in names or built_benches()]
        at = timezone.now()
        results = [
            result for run in tqdm(runs, unit="bench", disable=None, leave=False) for result in run(rows=rows, at=at)
        ]
        self.stdout.write(json.dumps([result.as_json() for result in results], indent=2) if as_json else table(results))
        if wrong := [result.bench for result in results if result.equal_to_reference is False]:
            raise CommandError(f"Not equal to the reference: {', '.join(wrong)}.")


def bench_named(name):
    if name not in BENCHES:
        raise CommandError(f"There is no bench named {name!r}. The names are: {', '.join(BENCHES)}.")
    if not is_built(name):
        raise CommandError(f"The bench {name!r} can't run: that part of Handrail is not built yet.")
    return import_module(BENCHES[name]).run


def built_benches():
    return [name for name in BENCHES if is_built(name)]


def is_built(name):
    package, _, _ = BENCHES[name].rpartition(".")
    return find_spec(package) is not None and find_spec(BENCHES[name]) is not None


def table(results: list[BenchResult]) -> str:
    """Right-aligned figures, a verdict on each budget, and one line that sums up."""
    heads = ("rows", 10), ("p50 ms", 12), ("p95 ms", 12), ("per second", 13), ("megabytes", 11), ("budget", 10)
    lines = [f"{'bench':<24}" + "".join(f"{head:>{width}}" for head, width in heads) + "  equal  verdict"]
    lines += [line_of(result) for result in results]
    late = sum(result.is_within_budget is False for result in results)
    return "\n".join([*lines, f"{len(results)} results, {late} over budget."])


def line_of(result: BenchResult) -> str:
    equal = {True: "yes", False: "NO", None: "-"}[result.equal_to_reference]
    figures = (
        f"{figure(result.p50_ms, 4):>12}{figure(result.p95_ms, 4):>12}{figure(result.per_second, 1):>13}"
        f"{figure(result.megabytes, 0):>11}{budget_of(result):>10}"
    )
    end = "  ".join(part for part in (verdict(result), result.note) if part)
    return f"{result.bench:<24}{result.rows:>10,}{figures}  {equal:<5}  {end}".rstrip()


def figure(value: float | None, decimals: int) -> str:
    return "-" if value is None else f"{value:,.{decimals}f}"


def budget_of(result: BenchResult) -> str:
    budgets = (result.budget_ms, "ms"), (result.budget_per_second, "/s"), (result.budget_megabytes, "MB")
    return next((f"{value:g} {unit}" for value, unit in budgets if value), "-")


def verdict(result: BenchResult) -> str:
    return {True: "within budget", False: "over budget", None: ""}[result.is_within_budget]
