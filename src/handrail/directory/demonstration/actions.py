"""Putting the demonstration data in place. Removing them belongs to the import of the real directory."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from handrail.accounts.actions import DemonstrationSignIn, create_demonstration_user
from handrail.accounts.models import User
from handrail.directory.actions import bump_revision
from handrail.directory.demonstration.desk import bring_desk_to_life
from handrail.directory.demonstration.generator import demonstration_facilities
from handrail.directory.demonstration.hospital import bring_hospital_to_life
from handrail.directory.demonstration.local_help import demonstration_local_help
from handrail.directory.demonstration.operator import bring_operator_to_life
from handrail.directory.demonstration.programs import bring_programs_to_life
from handrail.directory.demonstration.roster import bring_roster_to_life
from handrail.directory.listed_numbers import keep_numbers
from handrail.directory.models import Facility, LocalHelp
from handrail.kernel.installation import current_kind, declare
from handrail.kernel.models import InstallationKind

OPERATOR, COLLEAGUE = "demo-operator", "demo-colleague"  # two, since some steps at the desk need another person
LEAD, INTAKE = "demo-lead", "demo-intake"  # of a made-up program: two, for the same reason
WRITER, REVIEWER = "demo-writer", "demo-reviewer"  # of health pages: nobody publishes what they wrote
NURSE = "demo-nurse"  # of a made-up hospital: hands people over
SIGN_INS = {
    OPERATOR: "operator",
    COLLEAGUE: "operator",
    LEAD: "program",
    INTAKE: "program",
    WRITER: "editor",
    REVIEWER: "editor",
    NURSE: "hospital",
}
FIELDS = (
    "kind", "street2", "city", "state", "phone", "intake_phones", "website", "codes", "latitude", "longitude",
    "precision", "coordinates_source", "source_year",
)  # fmt: skip


class DemonstrationRefused(Exception):
    """The message may be shown to the operator."""


@dataclass(frozen=True)
class DemonstrationReport:
    """What changed, and the sign-ins that can be told only now: their passwords are kept as hashes."""

    facilities: int
    new: int
    changed: int
    removed: int
    sign_ins: tuple[DemonstrationSignIn, ...]


@transaction.atomic
def load_demonstration(*, at: datetime) -> DemonstrationReport:
    """Bring the fictional facilities up to date; loading twice changes nothing but the passwords of the sign-ins
    and the hours at which places were last said to be open."""
    check_may_load()
    wanted = {identity(row): row for row in demonstration_facilities(year=at.year)}
    held = {identity(row): row for row in Facility.objects.demonstration().select_for_update()}
    new = [row for key, row in wanted.items() if key not in held]
    changed = [held[key] for key, row in wanted.items() if key in held and brought_up_to_date(held[key], row)]
    gone = [row.pk for key, row in held.items() if key not in wanted]
    Facility.objects.bulk_create(new, batch_size=200)
    Facility.objects.bulk_update(changed, FIELDS, batch_size=100)
    keep_numbers(new, are_new=True)
    keep_numbers(changed)
    Facility.objects.filter(pk__in=gone).delete()
    bring_local_help_up_to_date(at=at)
    declare(kind=InstallationKind.DEMONSTRATION, at=at)
    if new or changed or gone:
        bump_revision(at=at)
    sign_ins = tuple(
        create_demonstration_user(username=name, is_operator=kind == "operator", at=at)
        for name, kind in SIGN_INS.items()
    )
    operator, colleague, lead, intake, writer, reviewer, nurse = (made.user for made in sign_ins)
    bring_operator_to_life(officers=(operator, colleague), writer=writer, reviewer=reviewer, at=at)
    bring_desk_to_life(by=colleague, at=at)
    bring_roster_to_life(member=operator, deputy=colleague, at=at)
    bring_programs_to_life(lead=lead, intake=intake, operator=colleague, at=at)
    bring_hospital_to_life(nurse=nurse, at=at)
    return DemonstrationReport(len(wanted), len(new), len(changed), len(gone), sign_ins)


def bring_local_help_up_to_date(*, at: datetime) -> None:
    """The fictional places anew, each time: nothing refers to them."""
    LocalHelp.objects.demonstration().delete()
    LocalHelp.objects.bulk_create(demonstration_local_help(on=at.date()))


def check_may_load() -> None:
    real_rows = Facility.objects.real().exists()
    real_lists = LocalHelp.objects.filter(is_demonstration=False).exists()
    if real_rows or real_lists or current_kind() == InstallationKind.REAL:
        raise DemonstrationRefused("This installation holds the real directory. Demonstration data never join it.")
    taken = User.objects.filter(username__in=list(SIGN_INS), is_demonstration=False).first()
    if taken:
        raise DemonstrationRefused(f"Someone signs in as {taken.username} here. Rename that sign-in, then try again.")


def identity(row: Facility) -> tuple[str, str, str, str]:
    return row.name, row.program, row.street1, row.zip


def brought_up_to_date(held: Facility, wanted: Facility) -> bool:
    """Copy what differs; True if anything did."""
    different = [field for field in FIELDS if getattr(held, field) != getattr(wanted, field)]
    for field in different:
        setattr(held, field, getattr(wanted, field))
    return bool(different)
