"""The lines on which a program says when it is open, made into the one text that the rules read."""

from dataclasses import dataclass

from django.http import QueryDict

from handrail.directory.domain.opening_hours import DAYS, MOST_SPANS, VARY, Run, read_week, runs_of, time_typed

LINES = len(DAYS) * MOST_SPANS  # so that every week that the rules take can be shown again
STANDING_OPEN = 3  # product choice
LONGEST = 20


@dataclass(frozen=True)
class HoursLine:
    """Days from one to another, or one day alone, and a time. A day that closes at midday has two lines."""

    first: str = ""
    last: str = ""
    opens: str = ""
    closes: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.first or self.last or self.opens or self.closes)

    @property
    def text(self) -> str:
        days = f"{self.first}-{self.last}" if self.last else self.first
        return f"{days} {self.opens}-{self.closes}" if self.opens or self.closes else days


@dataclass(frozen=True)
class HoursForm:
    lines: tuple[HoursLine, ...] = ()
    varies: bool = False

    @classmethod
    def of(cls, kept: str) -> "HoursForm":
        """What stands on the page now, to change it."""
        if kept in ("", VARY):
            return cls(varies=kept == VARY)
        return cls(tuple(line for run in runs_of(read_week(kept)) for line in lines_of(run)))

    @classmethod
    def from_post(cls, post: QueryDict) -> "HoursForm":
        lines = (HoursLine(*(typed(post, f"{name}-{number}") for name in NAMES)) for number in range(LINES))
        return cls(tuple(lines), bool(post.get("varies")))

    @property
    def rows(self) -> tuple[HoursLine, ...]:
        return (*self.lines, *(HoursLine(),) * LINES)[:LINES]

    @property
    def text(self) -> str:
        """Times beside "they vary" are read too, and refused: nobody can tell which was meant."""
        lines = [line.text for line in self.lines if not line.is_empty]
        return "; ".join([*lines, *([VARY] if self.varies else [])])


NAMES = ("first", "last", "opens", "closes")


def lines_of(run: Run) -> list[HoursLine]:
    last = run.last if run.last != run.first else ""
    return [HoursLine(run.first, last, time_typed(span.opens), time_typed(span.closes)) for span in run.spans]


def typed(post: QueryDict, name: str) -> str:
    return post.get(name, "").strip()[:LONGEST]
