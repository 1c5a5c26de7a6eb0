"""What the page about one person shows, by link and at the desk alike."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from handrail.directory.domain.zones import zone_of_state
from handrail.directory.open_places.words import SEXES
from handrail.referrals.answering.words import reasons_of
from handrail.referrals.domain.moves import may_end_by
from handrail.referrals.domain.reasons import DeclinedBy
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.models import Referral
from handrail.referrals.need_words import need_lines
from handrail.referrals.opening.actions import Person
from handrail.referrals.receiving.inbox_lines import expected_words, next_words
from handrail.referrals.receiving.person_words import person_lines
from handrail.referrals.receiving.refused_fields import refused_here
from handrail.referrals.receiving.release_words import release_lines
from handrail.referrals.receiving.tasks import ENDED_HERE, OUTCOME_WORDS, TaskForm, tasks_for
from handrail.referrals.receiving.words import HEADINGS, STANDS
from handrail.referrals.turns import is_one_way
from handrail.referrals.wall_times import wall_time
from handrail.web.language import language_of
from handrail.web.time_zones import zones_to_choose
from handrail.web.translation import mark

NOTICE = mark("42 CFR part 2 prohibits unauthorized use or disclosure of these records.")
"""The short form of 2.32(a)(2), in the words of the rule: a program in any language is bound by these (S23).

A translation stands beneath them.
"""


def person_context(
    request: HttpRequest, person: Person, *, form: TaskForm | None, refused: str, at: datetime
) -> dict[str, Any]:
    referral, fresh = person.referral, TaskForm.for_referral(person.referral, at=at)
    assert referral.facility is not None, "a person is opened for the program with which they stand"
    stage, zone = Stage(referral.stage), zone_of_state(referral.facility.state)
    language = language_of(request.path_info)

    def said(moment: datetime | None) -> str:
        return wall_time(moment, zone=zone, language=language) if moment else ""

    return {
        "referral": referral,
        "place": referral.facility,
        "who": person_lines(person.words, person.identity, sender=referral.sender),
        "lines": need_lines(referral.need, referral.need_urgency, ahead=referral.ahead_at(at)),
        "release": release_lines(referral),
        "talk": person.talk,
        "heading": HEADINGS[stage],
        "stands": STANDS[stage],
        "expected": expected_words(referral, zone=zone, at=at, language=language),
        "left": next_words(referral, at=at, language=language),
        "held": said(referral.held_until) if stage is Stage.HELD else "",
        "consent_until": said(person.consent.expires_at),
        "consent_event": person.consent.expires_on,
        "sender": referral.sender.name if referral.sender else "",
        "notice": NOTICE,
        "tasks": tasks_for(stage, is_self_referred=referral.sender is None),
        "sexes": [(sex.value, words) for sex, words in SEXES.items()],
        "keeps": [],
        "form": form or fresh,
        "offers": fresh,
        "seen": fresh.seen,
        "zones": zones_to_choose((form or fresh).expect.zone or fresh.expect.zone),
        "by_program": reasons_of(DeclinedBy.PROGRAM),
        "by_person": reasons_of(DeclinedBy.PERSON),
        "outcomes": outcomes_for(referral),
        **refused_here(form, refused),
    }


def outcomes_for(referral: Referral) -> list[tuple[str, str]]:
    """By which a program may end it."""
    how = {"side": Side.RECEIVER, "is_one_way": is_one_way(referral.sender)}
    return [(each.value, OUTCOME_WORDS[each]) for each in ENDED_HERE if may_end_by(each, **how)]
