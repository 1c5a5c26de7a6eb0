"""A refusal that names what was typed wrong, so that the page can lead there and mark it."""


class FieldRefused(Exception):
    """The message may be shown to the person who asked. `field` is its name in the form, or empty."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def refused_field(refusal: Exception | None) -> str:
    return refusal.field if isinstance(refusal, FieldRefused) else ""
