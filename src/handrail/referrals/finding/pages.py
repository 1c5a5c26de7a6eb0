"""The search for places as a page shows it: what was chosen, what was found, and how each fits."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from handrail.directory.models import Facility
from handrail.referrals.domain.fitting import Wanted
from handrail.referrals.finding.queries import FoundPlace, judged_places, places_found
from handrail.referrals.finding.words import Told, told
from handrail.referrals.sending.queries import that_answer_here
from handrail.web.language import language_of

LONGEST_FIND = 200


def places_asked_for(
    request: HttpRequest,
    wanted: Wanted | None,
    *,
    at: datetime,
    chosen: Sequence[Facility] = (),
    without: Collection[Facility] = (),
) -> dict[str, Any]:
    """`chosen` are shown by themselves, in their order; they and those of `without` are found no second time."""
    text = request.POST.get("find", "").strip()[:LONGEST_FIND]
    found = places_found(text=text, wanted=wanted, at=at, without=[*chosen, *without])
    judged = judged_places(places=chosen, wanted=wanted, at=at)
    lines = shown([*judged, *found.places], wanted, at=at, language=language_of(request.path_info))
    return {"text": text, "chosen": lines[: len(judged)], "found": lines[len(judged) :], "is_cut": found.is_cut}


def shown(places: Sequence[FoundPlace], wanted: Wanted | None, *, at: datetime, language: str) -> list[Told]:
    answering = that_answer_here([each.facility for each in places])
    return [
        told(each, wanted, answers_here=each.facility.pk in answering, at=at, language=language) for each in places
    ]  # fmt: skip
