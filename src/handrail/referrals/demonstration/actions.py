"""Referrals that were tried in a demonstration: they go in the transaction in which real data come (S36)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from handrail.privacy.append_only import allow_changes, forbid_changes
from handrail.privacy.models import Identity, SubjectKey
from handrail.referrals.models import (
    AskedConsent,
    CoordinatorNote,
    FollowUp,
    MoveWords,
    Opening,
    PlaceHold,
    PublishedPeriod,
    Question,
    Referral,
    ReferralLeg,
    ReferralMove,
    UnmetSearches,
)

ADDED_ONLY = (ReferralMove, PublishedPeriod)
# What points to a referral goes before it, and words before the moves they belong to.
IN_ORDER = (
    MoveWords, CoordinatorNote, FollowUp, AskedConsent, Opening, PlaceHold, Question, ReferralLeg, ReferralMove,
    Referral, PublishedPeriod, UnmetSearches,
)  # fmt: skip


@transaction.atomic
def remove_demonstration(*, at: datetime) -> None:
    """Everything, whoever it is about: in a demonstration nobody is real. Call it for a demonstration alone."""
    subjects = list(Referral.objects.values_list("subject", flat=True).distinct())
    with guards_lifted():
        for model in IN_ORDER:
            model.objects.all().delete()
    Identity.objects.filter(subject__in=subjects).delete()
    SubjectKey.objects.filter(subject__in=subjects).delete()  # what else was sealed for them opens no more


@contextmanager
def guards_lifted() -> Iterator[None]:
    """The triggers that let rows only be added are put back before the transaction ends, or it never was."""
    for_all(allow_changes)
    yield
    for_all(forbid_changes)


def for_all(change: Callable[..., None]) -> None:
    statements = Statements()
    if connection.vendor == "postgresql":
        statements.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger changes while a check of its table waits
    for model in ADDED_ONLY:
        change(model._meta.db_table, statements)
    if connection.vendor == "postgresql":
        statements.execute("SET CONSTRAINTS ALL DEFERRED")  # as Django's own are; whoever deletes next relies on it


class Statements:
    """What the migrations' own editor is to them: on SQLite that one does not work inside a transaction."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
