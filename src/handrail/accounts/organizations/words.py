"""What kinds and roles are called on pages."""

from handrail.accounts.domain.roles import ROLES, Kind, Role
from handrail.web.translation import mark

KINDS: dict[Kind, str] = {
    Kind.PROGRAM: mark("Treatment program"),
    Kind.CLINIC: mark("Clinic"),
    Kind.HOSPITAL: mark("Hospital"),
    Kind.POLICE: mark("Police"),
    Kind.CUSTODY: mark("Jail or prison (custody)"),
    Kind.PRISON_HEALTH: mark("Jail or prison (health service)"),
    Kind.REFERRAL_SERVICE: mark("Referral service"),
    Kind.PEER_ORGANIZATION: mark("Peer organization"),
    Kind.OPERATOR: mark("Runs this site"),
}
ROLE_WORDS: dict[Role, str] = {
    Role.LEAD: mark("Lead"),
    Role.INTAKE: mark("Intake"),
    Role.NURSE: mark("Nurse"),
    Role.CLINICIAN: mark("Clinician"),
    Role.COUNSELOR: mark("Counselor"),
    Role.PEER: mark("Peer worker"),
    Role.REFERRER: mark("Referrer"),
    Role.OFFICER: mark("Officer"),
    Role.PRIVACY_OFFICER: mark("Privacy officer"),
    Role.DESK: mark("Reads the numbers"),
    Role.WRITER: mark("Writer"),
    Role.REVIEWER: mark("Reviewer"),
}


def role_choices(kind: Kind) -> list[tuple[str, str]]:
    """In the order of the enum: a set has none."""
    return [(role.value, ROLE_WORDS[role]) for role in Role if role in ROLES[kind]]
