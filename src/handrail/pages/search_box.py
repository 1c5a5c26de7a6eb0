"""The one search box: what was typed, and what the person then chose to see near which place."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta

from django.http import QueryDict

from handrail.directory.looking_up.services import Service, services
from handrail.kernel.sealed_tokens import seal, unseal

PURPOSE = "search box"
LIFETIME = timedelta(hours=2)
LONGEST_TEXT = 200


@dataclass(frozen=True)
class BoxSearch:
    """`place` and `service` are set where the person chose to see places around a point."""

    text: str = ""
    place: str = ""
    service: str = ""
    page: str = "1"

    @classmethod
    def from_post(cls, post: QueryDict) -> "BoxSearch":
        return cls().changed(post)

    def changed(self, post: QueryDict) -> "BoxSearch":
        """What was sent replaces what was carried. A new text is a new search, and another list begins at its start."""
        sent = {field.name: post[field.name].strip()[:LONGEST_TEXT] for field in fields(self) if field.name in post}
        kept = {} if "text" in sent else asdict(self)
        if "page" not in sent:
            kept.pop("page", None)
        return BoxSearch(**{**kept, **sent})

    @classmethod
    def from_token(cls, token: str, *, at: datetime) -> "BoxSearch":
        """Raises TokenRefused for a token that is damaged, foreign or older than two hours."""
        value = unseal(token, purpose=PURPOSE, at=at, lifetime=LIFETIME)
        return cls(**value)

    def token(self, *, at: datetime) -> str:
        return seal(asdict(self), purpose=PURPOSE, at=at)

    @property
    def chosen_service(self) -> Service | None:
        return services().get(self.service)

    @property
    def page_number(self) -> int:
        return int(self.page) if self.page.isascii() and self.page.isdigit() and len(self.page) < 10 else 1
