"""What was tried in a demonstration is gone when real data come, and the guards stand again."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from factories import make_operator
from handrail.directory.actions import make_room_for_real_data
from handrail.directory.models import Facility
from handrail.kernel.installation import declare
from handrail.kernel.models import InstallationKind
from handrail.privacy.actions import write_identity
from handrail.privacy.domain.actors import PRODUCT
from handrail.privacy.models import Identity
from handrail.referrals.asking.actions import ask
from handrail.referrals.demonstration.actions import IN_ORDER
from handrail.referrals.domain.ringing import NoteKind
from handrail.referrals.domain.sides import Side
from handrail.referrals.domain.stages import Stage
from handrail.referrals.domain.unmet import Missed
from handrail.referrals.missing.actions import add_to_week
from handrail.referrals.models import CoordinatorNote, Referral, ReferralMove, UnmetSearches
from handrail.referrals.ringing.actions import write_note
from referrals.samples import NOON, make_program, make_referral, make_sender, moved

pytestmark = pytest.mark.django_db


def a_tried_referral():
    _, facility = make_program(source="demonstration")
    referral = make_referral(sender=make_sender()[0], legs=[facility])
    write_identity(subject=referral.subject, person={"name": "Rosa"}, by=PRODUCT, at=NOON)
    ask(referral=referral, facilities=[facility], side=Side.SENDER, by=PRODUCT, at=NOON)
    write_note(referral=referral, kind=NoteKind.RANG_PROGRAM, words="", user=make_operator(), by=PRODUCT, at=NOON)
    return moved(referral, Stage.SENT, Stage.ASKED_BACK, facility=facility)


def test_real_data_take_tried_referrals_with_their_people_away():
    a_tried_referral()
    declare(kind=InstallationKind.DEMONSTRATION, at=NOON)

    make_room_for_real_data(at=NOON)

    assert [model.__name__ for model in IN_ORDER if model.objects.exists()] == []
    assert (Facility.objects.count(), Identity.objects.count()) == (0, 0)


def test_real_data_take_what_coordinators_noted_and_searches_that_were_tried_away():
    referral = a_tried_referral()
    write_note(referral=referral, kind=NoteKind.NOT_REACHED, words="Nobody.", user=make_operator(), by=PRODUCT, at=NOON)
    add_to_week({("IL", Missed.TODAY): 11}, NOON.date())
    declare(kind=InstallationKind.DEMONSTRATION, at=NOON)

    make_room_for_real_data(at=NOON)

    assert (Referral.objects.count(), CoordinatorNote.objects.count(), UnmetSearches.objects.count()) == (0, 0, 0)


def test_every_table_that_points_to_a_referral_goes_before_it():
    models = apps.get_app_config("referrals").get_models()
    pointing = {each for each in models if any(field.related_model is Referral for field in each._meta.fields)}

    assert pointing - set(IN_ORDER[: IN_ORDER.index(Referral)]) == set()


def test_the_log_is_guarded_again():
    a_tried_referral()
    declare(kind=InstallationKind.DEMONSTRATION, at=NOON)
    make_room_for_real_data(at=NOON)
    moved(make_referral(sender=make_sender()[0]), Stage.CANCELED)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM referrals_referralmove")

    assert ReferralMove.objects.count() == 1


def test_an_import_into_a_real_installation_touches_no_referral():
    _, facility = make_program()
    moved(make_referral(sender=make_sender()[0]), Stage.SENT, facility=facility)
    declare(kind=InstallationKind.REAL, at=NOON)

    make_room_for_real_data(at=NOON)

    assert Referral.objects.get().stage == Stage.SENT
