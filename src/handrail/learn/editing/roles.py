"""Who may do what in the editor: by membership in the organization that runs this installation, and nothing else."""

from handrail.accounts.domain.roles import Role
from handrail.accounts.models import User
from handrail.accounts.queries import roles_at_operator
from handrail.learn.domain.publishing import EditingRole

ROLES: dict[Role, EditingRole] = {Role.REVIEWER: EditingRole.REVIEWER, Role.WRITER: EditingRole.WRITER}
REMEMBERED = "_editing_role"


def editing_role_of(user: User) -> EditingRole | None:
    """Asked many times for one page of the editor, so it is remembered for as long as the request's own user lives."""
    if not user.is_authenticated or not user.is_active:
        return None
    if not hasattr(user, REMEMBERED):
        setattr(user, REMEMBERED, found_role(user))
    return getattr(user, REMEMBERED)


def found_role(user: User) -> EditingRole | None:
    """Who runs the installation reviews too; the rule of two people holds for them as for everybody."""
    if user.is_superuser:
        return EditingRole.REVIEWER
    held = roles_at_operator(user=user)
    return next((editing for role, editing in ROLES.items() if role in held), None)
