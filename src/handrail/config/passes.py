"""What `handrail worker` does round after round. The truth is in rows with clocks; a pass looks which are due.

Whoever has such rows adds a line: a name that may stand in a log, and a function that takes `at`, does some of what is
due, and returns how much it did. A pass may be killed at any line and run by two workers at once.
"""

import logging
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from handrail.accounts.api_keys.actions import forget_past_keys
from handrail.accounts.organizations.actions import forget_past_memberships
from handrail.accounts.sign_ins.actions import forget_ended
from handrail.directory.claims.actions.retention import forget_past_claims
from handrail.directory.listing_changes.actions.clock import apply_due_changes, follow_messages
from handrail.directory.own_places.actions.nudging import ask_programs
from handrail.directory.partnerships.actions.ending import follow_partnerships
from handrail.kernel.pass_counts import told
from handrail.learn.actions import forget_feedback
from handrail.meetings.by_text.actions import forget_texts
from handrail.meetings.importing.actions.refreshing import refresh_feeds
from handrail.meetings.reports.actions import learn_from_reports
from handrail.messaging.contacts.actions import forget_unanswered
from handrail.messaging.delivering.actions.leasing import return_expired_leases
from handrail.messaging.delivering.actions.old_messages import forget_old
from handrail.messaging.delivering.actions.provider_copies import forget_at_providers
from handrail.messaging.delivering.passes import deliver
from handrail.messaging.rosters.actions import escalate_pages
from handrail.privacy.audit.anchors import anchor
from handrail.privacy.audit.sealing_batches import seal_entries
from handrail.privacy.erasing.actions import carry_out_erasures
from handrail.privacy.erasing.ledger import write_missing_lines
from handrail.privacy.receipts.actions import forget_past_receipts
from handrail.privacy.retaining.actions import forget_past_records
from handrail.referrals.climbing.actions import climb_referrals, ring_for_questions, tighten_releases
from handrail.referrals.closing.actions import ask_whether_they_got_in
from handrail.referrals.holding.actions import end_held_places
from handrail.referrals.losing.actions import end_without_consent, lose_unpicked_questions
from handrail.referrals.mirroring.actions import publish_mirror
from handrail.referrals.missing.actions import forget_past_searches
from handrail.referrals.ringing.actions import call_for_untold_people
from handrail.referrals.self_referring.actions import forget_past_requests
from handrail.web.actions import forget_door_counts

logger = logging.getLogger("handrail.worker")

Pass = tuple[str, Callable[..., int]]
MOST_ROUNDS = 100_000  # of one pass in one tick: one that never ends is a fault, and is told as one


class PassFailed(Exception):
    """The message may be shown to the operator."""


def write_anchor(*, at: datetime) -> int:
    file = settings.AUDIT_ANCHOR_FILE
    return int(anchor(Path(file), at=at)) if file else 0


PASSES: tuple[Pass, ...] = (
    ("roster-pages", escalate_pages),  # somebody on call waits: nothing comes before it
    ("held-places", end_held_places),
    ("ended-consents", end_without_consent),
    ("near-releases", tighten_releases),
    ("referrals", climb_referrals),  # after what ends by itself, so that nobody is called for that
    ("questions-to-ring", ring_for_questions),
    ("lost-questions", lose_unpicked_questions),
    ("expired-leases", return_expired_leases),
    ("messages", deliver),
    ("told-of-changes", follow_messages),
    ("listing-changes", apply_due_changes),
    ("open-places-nudges", ask_programs),
    ("partnerships", follow_partnerships),
    ("arrivals", ask_whether_they_got_in),
    ("people-to-ring", call_for_untold_people),
    ("old-messages", forget_old),
    ("contact-questions", forget_unanswered),
    ("meeting-texts", forget_texts),
    ("erasures", carry_out_erasures),
    ("erasure-lines", write_missing_lines),
    ("ended-sign-ins", forget_ended),
    ("past-memberships", forget_past_memberships),
    ("past-claims", forget_past_claims),
    ("past-keys", forget_past_keys),
    ("old-feedback", forget_feedback),
    ("past-requests", forget_past_requests),
    ("past-records", forget_past_records),
    ("past-receipts", forget_past_receipts),
    ("door-counts", forget_door_counts),
    ("mirror", publish_mirror),
    ("past-searches", forget_past_searches),  # what was published of them stays
    ("meeting-reports", learn_from_reports),
    ("audit-entries", seal_entries),
    ("audit-anchors", write_anchor),
    ("provider-copies", forget_at_providers),  # the last two wait for others' machines, and nobody waits for them
    ("meeting-feeds", refresh_feeds),
)


def passes_of(*, only: Collection[str] = (), without: Collection[str] = ()) -> tuple[Pass, ...]:
    """Of one worker: those that are named, or all but those that another worker makes."""
    return tuple(each for each in PASSES if (not only or each[0] in only) and each[0] not in without)


def one_round(
    *, now: Callable[[], datetime], is_ending: Callable[[], bool], passes: Sequence[Pass] | None = None
) -> int:
    """Each pass once, and how much was done. The clock is read for each: no lease begins before a slow pass was over.

    Between two passes a worker holds nothing, so there it may end.
    """
    made = PASSES if passes is None else passes
    return sum(attempted(name, run, at=now()) or 0 for name, run in made if not is_ending())


def attempted(name: str, run: Callable[..., int], *, at: datetime) -> int | None:
    """How much it did; None where it failed. One that fails holds up no other."""
    try:
        done = run(at=at)
    except Exception:  # whatever it was: its rows are still there, and the next round finds them
        logger.exception("pass failed", extra={"ids": {"pass": name}})
        return None
    if done:
        logger.info("pass", extra={"ids": {"pass": name, **told(done)}})
    return done


def until_nothing_is_due(*, at: datetime) -> dict[str, int | None]:
    """Each pass until it finds nothing more that is due at this moment; None where it failed."""
    return {name: drained(name, run, at=at) for name, run in PASSES}


def drained(name: str, run: Callable[..., int], *, at: datetime) -> int | None:
    total = 0
    for _ in range(MOST_ROUNDS):
        done = attempted(name, run, at=at)
        if done is None:
            return None
        if not done:
            return total
        total += done
    raise PassFailed(f"The pass {name} found something to do {MOST_ROUNDS:,} times at one and the same moment.")
