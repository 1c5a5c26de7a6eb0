"""What `handrail check --deploy` refuses: all that production must not have, or must not lack, in one list."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError

from handrail.config.deploy_checks.data import DATA
from handrail.config.deploy_checks.outside import OUTSIDE
from handrail.config.deploy_checks.reaching_people import REACHING_PEOPLE
from handrail.config.deploy_checks.serving import SERVING

Look = Callable[[], Iterator[CheckMessage]]
LOOKS: tuple[Look, ...] = (*SERVING, *OUTSIDE, *REACHING_PEOPLE, *DATA)


@register("handrail", deploy=True)
def production(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """A demonstration is refused as a whole: it is for one person on their own machine."""
    if settings.DEMONSTRATION:
        return [Error("HANDRAIL_DEMONSTRATION is on: this is no installation for people.", id="handrail.demonstration")]
    return [message for look in LOOKS for message in looked(look)]


def looked(look: Look) -> list[CheckMessage]:
    try:
        return list(look())
    except DatabaseError:
        return [Error("The database cannot be read.", hint="Run `handrail migrate`.", id="handrail.database")]
