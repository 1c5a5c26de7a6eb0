"""`handrail check --deploy` says when nobody has said what the operator is before the law (S18)."""

from typing import Any

from django.core.checks import Warning as DeployWarning

from handrail.privacy.agreements.queries import operator_role

HINT = (
    "Decide it with a lawyer, then set HANDRAIL_OPERATOR_ROLE: docs/operate/agreements.md tells what follows from it."
)


def check_operator_role(app_configs: object, **options: Any) -> list[DeployWarning]:
    if operator_role() is not None:
        return []
    words = "HANDRAIL_OPERATOR_ROLE is not set: no record is handed over, and referrals stay off."
    return [DeployWarning(words, hint=HINT, id="handrail.W002")]
