"""Which kinds of organization there are, and who can be what in each.

A role belongs to a membership and never to a person: somebody may work for two programs. Custody and the health service
of a prison are two kinds that share no role but their lead (S24): a guard is nobody's nurse.
"""

from enum import StrEnum

from handrail.web.translation import mark


class Kind(StrEnum):
    """What an organization is."""

    PROGRAM = "program"
    CLINIC = "clinic"
    HOSPITAL = "hospital"
    POLICE = "police"
    CUSTODY = "custody"
    PRISON_HEALTH = "prison_health"
    REFERRAL_SERVICE = "referral_service"
    PEER_ORGANIZATION = "peer_organization"
    OPERATOR = "operator"


class Role(StrEnum):
    """What somebody does there."""

    LEAD = "lead"  # invites others, ends memberships, is one of the two who reset a sign-in
    INTAKE = "intake"
    NURSE = "nurse"
    CLINICIAN = "clinician"
    COUNSELOR = "counselor"
    PEER = "peer"
    REFERRER = "referrer"
    OFFICER = "officer"
    PRIVACY_OFFICER = "privacy_officer"
    DESK = "desk"  # reads the numbers of the network, as an official of the State does, and no record
    WRITER = "writer"  # writes health content
    REVIEWER = "reviewer"  # reads what others wrote, and publishes it


CARE = frozenset({Role.INTAKE, Role.NURSE, Role.CLINICIAN, Role.COUNSELOR, Role.PEER, Role.REFERRER})
EVERYWHERE = frozenset({Role.LEAD, Role.PRIVACY_OFFICER})
ROLES: dict[Kind, frozenset[Role]] = {
    Kind.PROGRAM: EVERYWHERE | CARE,
    Kind.CLINIC: EVERYWHERE | CARE,
    Kind.HOSPITAL: EVERYWHERE | CARE,
    Kind.POLICE: EVERYWHERE | {Role.OFFICER},
    Kind.CUSTODY: EVERYWHERE | {Role.OFFICER},
    Kind.PRISON_HEALTH: EVERYWHERE | {Role.NURSE, Role.CLINICIAN, Role.COUNSELOR, Role.REFERRER},
    Kind.REFERRAL_SERVICE: EVERYWHERE | {Role.REFERRER},
    Kind.PEER_ORGANIZATION: EVERYWHERE | {Role.PEER},
    Kind.OPERATOR: EVERYWHERE | {Role.DESK, Role.WRITER, Role.REVIEWER},
}

# Product choice: intake answers the telephone and knows the numbers; the lead answers for the organization.
LISTED_KINDS = frozenset({Kind.PROGRAM, Kind.CLINIC})
KEEPERS = frozenset({Role.LEAD, Role.INTAKE})
# Product choice: who sees at any hour which bed is empty. A number lasts a day and changes nothing else, so a nurse
# says it too, at night. Who treats, counsels or walks beside people counts no beds.
COUNTERS = KEEPERS | {Role.NURSE}
# Whoever meets the person who comes; a lead of a small program is often its intake. A peer sees nobody's referral.
ANSWERERS = COUNTERS | {Role.CLINICIAN, Role.COUNSELOR}
# Product choice: what nobody can undo with one press is the lead's alone.
GIVERS = frozenset({Role.LEAD})

# What an invitation offers first: who is let in by a slip of the hand manages nobody, keeps no page, sees no record.
LEAST: dict[Kind, Role] = {
    Kind.PROGRAM: Role.PEER,
    Kind.CLINIC: Role.PEER,
    Kind.HOSPITAL: Role.PEER,
    Kind.POLICE: Role.OFFICER,
    Kind.CUSTODY: Role.OFFICER,
    Kind.PRISON_HEALTH: Role.REFERRER,
    Kind.REFERRAL_SERVICE: Role.REFERRER,
    Kind.PEER_ORGANIZATION: Role.PEER,
    Kind.OPERATOR: Role.DESK,
}


class RoleRefused(Exception):
    """The message may be shown to the person who asked."""


def check_role(kind: Kind, role: Role) -> None:
    if role not in ROLES[kind]:
        raise RoleRefused(mark("This kind of organization does not have that role."))


def keeps_pages(kind: Kind, role: Role) -> bool:
    """Whether somebody may ask for the organization's pages in the directory, and change what stands there (S17)."""
    return kind in LISTED_KINDS and role in KEEPERS


def says_what_is_open(kind: Kind, role: Role) -> bool:
    """Whether somebody may say how many places are open where the organization keeps the page."""
    return kind in LISTED_KINDS and role in COUNTERS


def meets_people(role: Role) -> bool:
    """Whether somebody stands in front of people, and so may hand them over to a program."""
    return role in CARE | {Role.OFFICER}


def answers_requests(kind: Kind, role: Role) -> bool:
    """Whether somebody answers for the organization when it is asked for a place, and learns who comes."""
    return kind in LISTED_KINDS and role in ANSWERERS


def gives_pages_back(kind: Kind, role: Role) -> bool:
    """Whether somebody may give away a page that the organization already keeps."""
    return kind in LISTED_KINDS and role in GIVERS


def declares_partners(kind: Kind, role: Role) -> bool:
    """Whether somebody may say for the organization with which other programs it works. A broker has no partners."""
    return kind in LISTED_KINDS and role in GIVERS
