"""What every page knows: its twin in the other language, and whether the data here are a demonstration."""

import time
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest
from django.middleware.csrf import get_token

from handrail.kernel.installation import current_kind
from handrail.kernel.models import InstallationKind
from handrail.web.doors import is_behind_a_door
from handrail.web.language import twin_path

REMEMBERED_SECONDS = 5


class DemonstrationMemo:
    """Asks the database once in five seconds, since every page does. Without one it keeps its last answer."""

    def __init__(self) -> None:
        self.until = 0.0
        self.answer = False

    def __call__(self) -> bool:
        now = time.monotonic()
        if now >= self.until:
            self.answer, self.until = self._ask(), now + REMEMBERED_SECONDS
        return self.answer

    def forget(self) -> None:
        self.until = 0.0

    def _ask(self) -> bool:
        try:
            return current_kind() is InstallationKind.DEMONSTRATION
        except DatabaseError:
            return self.answer


is_demonstration = DemonstrationMemo()


def about_page(request: HttpRequest) -> dict[str, Any]:
    return {
        "is_demonstration": is_demonstration(),
        "twin": twin_path(request.path_info),
        "search": None,
        "way_back": "",  # where the carried search leads back to; empty is the paths
        "here": request.resolver_match.view_name if request.resolver_match else None,
        "csrf": get_token(request) if is_behind_a_door(request) else "",
        "can_be_twinned": request.method in ("GET", "HEAD") and request.resolver_match is not None,
    }
