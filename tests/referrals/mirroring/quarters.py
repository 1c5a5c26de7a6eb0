"""A quarter of the network in real rows, and the moments at which its tables are due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from handrail.directory.domain.open_places import Level
from handrail.directory.models import Facility
from handrail.referrals.domain.mirror_dimensions import ALL_SAID_NO, ONE_SAID_YES
from handrail.referrals.domain.needs import PayerClass
from handrail.referrals.domain.publications import Publication
from handrail.referrals.domain.reasons import DeclinedBy, DeclineReason, Outcome
from handrail.referrals.domain.referral_facts import Ending, ReferralFacts, SourceKind
from handrail.referrals.domain.stages import Stage
from handrail.referrals.domain.unmet import unmet_table
from handrail.referrals.mirroring.actions import publish_mirror, published, tables_of_published_year
from handrail.referrals.mirroring.kept_facts import kept_facts
from handrail.referrals.mirroring.stored_tables import table_stored
from handrail.referrals.mirroring.tables import tables_for_state, tables_of_quarter
from handrail.referrals.models import Referral
from referrals.referrals_of_a_quarter import ASKED, QUARTER, SETTLED, YEAR, answered, arrived, many, referral
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

DUE = datetime(2027, 1, 31, 9, 0, tzinfo=UTC)  # 30 days after the last quarter of 2026
STATE_DUE = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)  # 120 days after it


def arrives(facility: Facility, *, sender=None, hours: int = 30, **facts) -> Referral:
    """Sent at noon, expected two hours later, there after so many hours, and care begins."""
    sent = moved(make_referral(sender=sender, **facts), Stage.SENT, facility=facility)
    sent = moved(sent, Stage.EXPECTED, at=NOON + timedelta(hours=2))
    return moved(sent, Stage.ARRIVED, Stage.COMPLETED, at=NOON + timedelta(hours=hours))


def is_turned_away(facility: Facility, *, sender=None, reason=DeclineReason.NO_PLACE, **facts) -> Referral:
    sent = moved(make_referral(sender=sender, **facts), Stage.SENT, facility=facility)
    sent = moved(sent, Stage.DECLINED, reason=reason, declined_by=DeclinedBy.PROGRAM, at=NOON)
    return moved(sent, Stage.CANCELED, outcome=Outcome.SENDER_TOOK_IT_BACK)


def a_quarter(*, came: int = 14, turned_away: int = 12, papers: int = 0, **facts) -> Facility:
    """Of one hospital and one program."""
    sender, _ = make_sender()
    _, facility = make_program()
    for _ in range(came):
        arrives(facility, sender=sender, **facts)
    for _ in range(turned_away):
        is_turned_away(facility, sender=sender, **facts)
    for _ in range(papers):
        is_turned_away(facility, sender=sender, reason=DeclineReason.PAPERS_MISSING, **facts)
    return facility


def publish_all(*, at: datetime = STATE_DUE) -> None:
    while publish_mirror(at=at):
        pass


def a_large_quarter(*programs: str) -> list[ReferralFacts]:
    """Many from everywhere to these programs and to others, as facts: real rows of so many take minutes."""
    facts = []
    for place, program in enumerate((*programs, "elsewhere")):
        for number, source in enumerate(SourceKind):
            kinds = {"program_id": program, "source_kind": source, "need_codes": frozenset({list(Level)[number % 5]})}
            kinds["language"] = "es" if number % 2 else "en"
            kinds["payer"] = list(PayerClass)[number % 4]
            kinds["said"] = ONE_SAID_YES if number % 2 else ALL_SAID_NO
            facts += many(14 + number, arrived, hours=30 + 24 * number, **kinds)
            facts += many(20, arrived, hours=20, dose=25, **kinds)
            facts += many(13 + place, referral, ending=Ending.DECLINED, decline_reason=DeclineReason.NO_PLACE, **kinds)
        facts += many(
            2,
            referral,
            ending=Ending.DECLINED,
            decline_reason=DeclineReason.PAPERS_MISSING,
            program_id=program,
        )
        facts += many(3, answered, ending=Ending.NO_SHOW, program_id=program)
    return facts


SEARCHES = {("IL", "medicaid"): 44, ("IL", "today"): 33, ("NY", "today"): 22, ("WY", "today"): 11, ("NY", "near"): 121}


def publish_large(*programs: str) -> None:
    """The second quarter of 2026, and its year."""
    facts, today = a_large_quarter(*programs), SETTLED
    waiting = [replace(each, waitlisted_from=ASKED) for each in facts[:40]]
    tables = tables_of_quarter(facts, waiting, quarter=QUARTER, today=today)
    tables["unmet"] = table_stored(unmet_table(SEARCHES, states=["IL", "NY", "WY"]))
    published(Publication.QUARTER, QUARTER, tables=tables, facts=kept_facts(facts), at=DUE)
    published(Publication.YEAR, YEAR, tables=tables_of_published_year(YEAR, today=today), facts=[], at=DUE)


def publish_for_state() -> str:
    """The report of the same quarter, of nobody."""
    tables = tables_for_state([], quarter=QUARTER, today=SETTLED)
    published(Publication.STATE, QUARTER, tables=tables, facts=[], at=DUE)
    return str(QUARTER)
