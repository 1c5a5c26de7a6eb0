"""What a receipt shows of a request: little at first, and all of it after one more press (S16)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from handrail.directory.call_lines import CallLine, call_lines
from handrail.directory.calls.numbers_found import NOTHING_FOUND, numbers_found
from handrail.directory.card_facts import CardFacts
from handrail.directory.domain.zones import zone_of_state
from handrail.directory.models import Facility
from handrail.directory.next_to_call import next_places
from handrail.kernel.sealed_tokens import TokenRefused, seal, unseal
from handrail.pages.moments import moment_told
from handrail.pages.receipt_words import (
    ARE_LATE,
    IF_SILENT,
    REASONS,
    SAY_OTHERWISE,
    STANDS,
    STOOD,
    THEY_SAID,
    UNTIL_THEN,
    YOU_SAID,
)
from handrail.privacy.models import Receipt
from handrail.privacy.sealed_values import opened_where_kept
from handrail.referrals.asking.queries import programs_that_said_no
from handrail.referrals.closing.queries import awaited_at, newest_follow_up
from handrail.referrals.domain.closing import Account, Verdict
from handrail.referrals.domain.moves import can_move
from handrail.referrals.domain.reasons import DeclineReason
from handrail.referrals.domain.self_referring import can_choose_another
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import ENDS, KEEPS_A_PLACE, Stage
from handrail.referrals.models import FollowUp, MoveWords, Referral
from handrail.referrals.self_referring.queries import programs_that_answer
from handrail.web.translation import translate

PURPOSE = "receipt"
NOT_AWAITED = KEEPS_A_PLACE | {Stage.DRAFT, Stage.NO_SHOW, Stage.ARRIVED, Stage.DECLINED}
HERE = frozenset({Account.GOT_IN, Account.TURNED_AWAY})
"""They say that they came."""
LIFETIME = timedelta(minutes=15)  # from one press to the next: a page left open on a shared computer closes itself


def receipt_token(receipt: Receipt, *, at: datetime) -> str:
    """Stands in the page instead of the number, so that nothing in it opens the receipt an hour later."""
    return seal({"receipt": receipt.public_id}, purpose=PURPOSE, at=at)


def receipt_from(token: str, *, at: datetime) -> Receipt | None:
    """None where the page is too old, or the receipt was ended meanwhile."""
    try:
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
    except TokenRefused:
        return None
    return Receipt.objects.openable(at=at).filter(public_id=value["receipt"]).select_related("subject").first()


@dataclass(frozen=True)
class Told:
    """A request for its own person, in the language of the page."""

    referral: Referral
    language: str
    at: datetime

    @property
    def stage(self) -> Stage:
        return Stage(self.referral.stage)

    @property
    def stands(self) -> str:
        """Who has just said that they got in must not read first that they did not come."""
        if self.stage is Stage.NO_SHOW and self.said_now in HERE:
            return translate(SAY_OTHERWISE[self.said_now == Account.GOT_IN], self.language)
        words = STOOD if self.is_time_past else STANDS
        return translate(words[self.stage], self.language)

    @cached_property
    def follow_up(self) -> FollowUp | None:
        return newest_follow_up(referral=self.referral)

    @property
    def is_time_past(self) -> bool:
        """Of a place that is kept, or of a person who is expected."""
        referral = self.referral
        moment = referral.held_until if self.stage is Stage.HELD else referral.expected_at or referral.held_until
        return self.stage in KEEPS_A_PLACE and moment is not None and moment <= self.at

    @property
    def is_over(self) -> bool:
        return self.stage in ENDS

    @property
    def place(self) -> Facility | None:
        """Where it is, or where it was last."""
        if self.referral.facility:
            return self.referral.facility
        step = self.referral.history.exclude(facility=None).select_related("facility").order_by("number").last()
        return step.facility if step else None

    def moment(self, moment: datetime | None) -> str:
        state = self.referral.facility.state if self.referral.facility else ""
        zone = zone_of_state(state) if state else self.referral.zone
        return moment_told(moment, zone=zone, language=self.language) if moment else ""

    @property
    def is_answer_awaited(self) -> bool:
        """Who keeps a place, expects the person, or said no or that nobody came, has answered."""
        return not self.is_over and self.stage not in NOT_AWAITED

    @property
    def silence(self) -> str:
        """What becomes of it where nobody answers; nothing where all have answered."""
        late = ARE_LATE if self.is_due_past else IF_SILENT
        words = UNTIL_THEN.get(self.stage, late if self.is_answer_awaited else "")
        return translate(words, self.language) if words else ""

    @property
    def due(self) -> str:
        """By when they are to act, while it is their turn and nothing was answered yet."""
        is_theirs = self.referral.turn == Side.RECEIVER and self.is_answer_awaited
        return self.moment(self.referral.due_at) if is_theirs else ""

    @property
    def is_due_past(self) -> bool:
        return self.referral.due_at is not None and self.referral.due_at <= self.at

    @property
    def said_no(self) -> bool:
        return self.stage is Stage.DECLINED

    def ahead(self, moment: datetime | None) -> str:
        """A time that is still to come, and for which they still wait."""
        is_ahead = moment is not None and moment > self.at and self.stage in KEEPS_A_PLACE
        return self.moment(moment) if is_ahead else ""

    def gone_by(self, moment: datetime | None) -> str:
        """A time for which they waited, and nobody has said yet how it went."""
        is_past = moment is not None and moment <= self.at and self.stage in KEEPS_A_PLACE
        return self.moment(moment) if is_past else ""

    @property
    def has_begun(self) -> bool:
        return self.stage is Stage.COMPLETED

    @property
    def is_on_a_list(self) -> bool:
        return self.stage is Stage.WAITLISTED

    @property
    def can_reply(self) -> bool:
        return self.stage is Stage.ASKED_BACK

    @property
    def can_take_back(self) -> bool:
        return can_move(self.stage, Stage.CANCELED, side=Side.PERSON)

    @property
    def can_say_how_it_went(self) -> bool:
        expected = awaited_at(self.referral)
        return self.referral.facility is not None and expected is not None and self.at >= expected

    def context(self) -> dict[str, Any]:
        """Everything, for the page that shows it all."""
        place, accounts = self.place, self.accounts()
        return {
            "place": place,
            "lines": self.lines(place),
            "expected": self.ahead(self.referral.expected_at),
            "was_expected": self.gone_by(self.referral.expected_at),
            "held_until": self.ahead(self.referral.held_until),
            "was_held": self.gone_by(self.referral.held_until) if self.stage is Stage.HELD else "",
            "question": self.question(),
            "reason": self.reason(),
            **accounts,
            **self.next_two(None if accounts["is_in"] else place),
        }

    def lines(self, place: Facility | None) -> tuple[CallLine, ...]:
        if place is None:
            return ()
        return call_lines(place, self.language, numbers_found(at=self.at).get(place.pk, NOTHING_FOUND))

    def question(self) -> str:
        """What they asked back, in their own words."""
        rows = MoveWords.objects.filter(move__referral=self.referral, move__to_stage=Stage.ASKED_BACK)
        said = rows.order_by("move__number").last() if self.can_reply else None
        return str(opened_where_kept(said, "words")["words"] or "") if said else ""

    def reason(self) -> str:
        step = self.referral.history.exclude(reason="").order_by("number").last()
        return translate(REASONS[DeclineReason(step.reason)], self.language) if step and self.said_no else ""

    def accounts(self) -> dict[str, Any]:
        """What was said of the arrival. Where the two differ both are shown, and neither as the truth."""
        follow_up = self.follow_up
        program, person = follow_up.accounts if follow_up else (None, None)
        return {
            "you_said": translate(YOU_SAID[person], self.language) if person else "",
            "they_said": translate(THEY_SAID[program], self.language) if program else "",
            "is_conflict": follow_up is not None and follow_up.verdict is Verdict.CONFLICT,
            "is_human_called": follow_up is not None and follow_up.human_called_at is not None,
            "is_in": self.is_in,
            "said_now": self.said_now,
        }

    @property
    def is_in(self) -> bool:
        """By their own word on the arrival that counts now; where they said nothing, by where it stands."""
        return self.said_now == Account.GOT_IN or (not self.said_now and self.stage is Stage.ARRIVED)

    @property
    def said_now(self) -> str:
        """What they said of the arrival that counts now: it is not offered to them again."""
        follow_up = self.follow_up
        is_of_now = follow_up is not None and follow_up.expected_at == awaited_at(self.referral)
        return follow_up.person_said if follow_up is not None and is_of_now else ""

    def next_two(self, place: Facility | None) -> dict[str, Any]:
        """Never who said no to them already."""
        cards: list[CardFacts] = []
        if place and not self.is_over:
            noes = programs_that_said_no(referral=self.referral)
            cards = next_places(place, self.language, at=self.at, without=noes)
        answer = programs_that_answer(at=self.at) if cards and can_choose_another(self.stage) else frozenset()
        return {"next_cards": cards, "can_be_asked": {card.facility.pk for card in cards} & answer}
