"""`handrail bench`: how fast the parts are, and whether their answers equal those of a slow and obvious way."""

import json
from dataclasses import asdict
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
        parser.add_argument("--rows", type=int, help="facilities to invent (default 25000)")
        parser.add_argument("--json", action="store_true", dest="as_json", help="a list of results and nothing else")

    def handle(self, *, names, rows, as_json, **options):
        if rows is not None and rows < 1:
            raise CommandError("--rows is a number of facilities, 1 or more.")
        runs = [bench_named(name) for name in names or built_benches()]
        at = timezone.now()
        results = [
            result for run in tqdm(runs, unit="bench", disable=None, leave=False) for result in run(rows=rows, at=at)
        ]
        self.stdout.write(json.dumps([asdict(result) for result in results], indent=2) if as_json else table(results))
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
    lines = [
        f"{'bench':<22}{'rows':>10}{'p50 ms':>12}{'p95 ms':>12}{'per second':>13}{'budget ms':>11}  equal  verdict"
    ]
    lines += [line_of(result) for result in results]
    late = sum(verdict(result) == "over budget" for result in results)
    return "\n".join([*lines, f"{len(results)} results, {late} over budget."])


def line_of(result: BenchResult) -> str:
    budget = "-" if result.budget_ms is None else f"{result.budget_ms:g}"
    equal = {True: "yes", False: "NO", None: "-"}[result.equal_to_reference]
    return (
        f"{result.bench:<22}{result.rows:>10,}{result.p50_ms:>12.4f}{result.p95_ms:>12.4f}{result.per_second:>13,.1f}"
        f"{budget:>11}  {equal:<5}  {verdict(result)}"
    )


def verdict(result: BenchResult) -> str:
    if result.budget_ms is None:
        return ""
    return "within budget" if result.p95_ms <= result.budget_ms else "over budget"
