"""What our OpenAPI document says of each operation in words, and which problems it may answer with."""

from dataclasses import dataclass
from typing import Any

from handrail.interop import problem_kinds
from handrail.web import problems
from handrail.web.problems import ProblemKind

ALWAYS = (
    problems.UNREADABLE,
    problems.METHOD_REFUSED,
    problem_kinds.FIELD_REFUSED,
    problems.TOO_OFTEN,
    problems.FAILED,
)
READABLE = (problems.TOO_LARGE, problem_kinds.MEDIA_TYPE_REFUSED)
OF_A_BODY = (problem_kinds.PLACE_AMBIGUOUS, problems.TOO_LARGE, problem_kinds.MEDIA_TYPE_REFUSED)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation, in words. `can_be_kept`: it answers with an ETag, and 304 to who has it already."""

    summary: str
    description: str
    problems: tuple[ProblemKind, ...] = ()
    can_be_kept: bool = False


ABOUT = (
    "Whole paths from a place to care for opioid addiction, and the facilities they are made of.\n\n"
    "Searches travel by POST, so that no place and no need stands in an address or a log. Nothing of a search is "
    "stored. Searches need no key, no account and no cookie; any site may call. Listings are dated: show `source` and "
    "`source_year` beside every facility, and tell people to call first. Errors are problem documents (RFC 9457)."
)

OPERATIONS = {
    "find_paths": Operation(
        "Find whole paths",
        "Where to start, who takes over, what holds afterwards: each path explained, best first. The fields have the "
        "names and words of `handrail find`. Needs come before languages; what is named last is let go first, and "
        "`relaxed` says so. `first` must be shown before anything else: it warns of danger to life.",
        OF_A_BODY,
    ),
    "search_facilities": Operation(
        "Search facilities",
        "A list of facilities, nearest first, with true counts for every filter. Any option of a group will do; every "
        "group must be met. `facets` counts what each option would bring, the other groups standing. Without `near` "
        "or `point` the whole directory is searched.",
        OF_A_BODY,
    ),
    "get_facility": Operation(
        "Read one facility",
        "Everything that is known of it, in codes and in plain words. A facility that is no longer listed still "
        "answers: `gone` says since when, `merged_into` where to look now, `closed_at` that it was found closed.",
        (problem_kinds.FACILITY_UNKNOWN,),
        can_be_kept=True,
    ),
    "list_codes": Operation(
        "List the service codes",
        "The meaning of every code that a facility may list, in plain English and Spanish, and in the words of the "
        "official directory where one is loaded.",
        can_be_kept=True,
    ),
    "report_capacities": Operation(
        "Say what is open",
        "For programs that keep their page here: how many places are open, for whom, and when that was true, in the "
        "names of HSDS 3.1 `service_capacity`. A lead makes a key on our pages; it speaks for the pages that the "
        "organization keeps at that moment. A row without `payer` is for whoever pays. "
        "All rows are saved or none. Groups that are not named stay as they were. "
        "Who spoke last counts: a row older than what is known is refused with 409. The same body sent twice does no "
        "harm. After a day a number reads `unknown`, so send it again while it is true. Say no word about people.",
        (
            problem_kinds.KEY_REFUSED,
            problem_kinds.PLACE_NOT_YOURS,
            problem_kinds.CAPACITY_OLDER,
            *READABLE,
        ),
    ),
}


def documented(operation_id: str) -> dict[str, Any]:
    """The arguments of django-ninja that name an operation."""
    operation = OPERATIONS[operation_id]
    return {"operation_id": operation_id, "summary": operation.summary, "description": operation.description}
