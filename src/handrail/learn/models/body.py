"""The parts an editor builds a page of."""

from typing import Any

from django.core.exceptions import BadRequest
from wagtail import blocks

from handrail.learn.domain.kinds import CardLevel, ListStyle, NextStep, Picture
from handrail.learn.models.claims import Claim
from handrail.learn.plain_rich_text import FEATURES, cleaned

NOT_OF_OUR_FORM = (LookupError, ValueError, TypeError, AttributeError)


def choices_of(enum: Any) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in enum]


def claims_to_choose() -> list[tuple[str, str]]:
    return [(key, f"{key}: {text}") for key, text in Claim.objects.values_list("key", "text_en")]


class PlainRichTextBlock(blocks.RichTextBlock):
    """Rich text without anything but emphasis and links: what else was pasted is dropped when it is saved."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "features": FEATURES})

    def clean(self, value: Any) -> Any:
        return self.value_from_form(cleaned(super().clean(value).source))


def claims_named() -> blocks.ListBlock:
    """By key, so that a claim may be read without asking for its row."""
    claim = blocks.ChoiceBlock(choices=claims_to_choose)
    return blocks.ListBlock(claim, default=[], required=False, help_text="what this part rests on")


def said_as_opinion() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(required=False, help_text="it states no health fact")


class TextBlock(blocks.StructBlock):
    """Paragraphs under a heading."""

    heading = blocks.CharBlock(required=False, max_length=120)
    body = PlainRichTextBlock()
    claims = claims_named()
    opinion = said_as_opinion()

    class Meta:
        icon = "pilcrow"


class PointsBlock(blocks.StructBlock):
    """A list: points, steps, what to do, what not to do."""

    heading = blocks.CharBlock(required=False, max_length=120)
    style = blocks.ChoiceBlock(choices=choices_of(ListStyle), default=ListStyle.BULLETS.value, required_on_save=True)
    items = blocks.ListBlock(PlainRichTextBlock())
    claims = claims_named()
    opinion = said_as_opinion()

    class Meta:
        icon = "list-ul"


class CardBlock(blocks.StructBlock):
    """What must not be overlooked."""

    level = blocks.ChoiceBlock(choices=choices_of(CardLevel), default=CardLevel.CALM.value, required_on_save=True)
    heading = blocks.CharBlock(max_length=120)
    body = PlainRichTextBlock()
    claims = claims_named()
    opinion = said_as_opinion()

    class Meta:
        icon = "warning"


class PictureBlock(blocks.StructBlock):
    """One of our own drawings, with its table."""

    name = blocks.ChoiceBlock(choices=choices_of(Picture), required_on_save=True)
    heading = blocks.CharBlock(required=False, max_length=120)

    class Meta:
        icon = "image"


class RowBlock(blocks.StructBlock):
    """One row of a table."""

    cells = blocks.ListBlock(blocks.CharBlock(max_length=300, required=False))


class FactTableBlock(blocks.StructBlock):
    """Facts side by side."""

    heading = blocks.CharBlock(required=False, max_length=120)
    caption = blocks.CharBlock(max_length=200)
    head = blocks.ListBlock(blocks.CharBlock(max_length=80, required=False))
    rows = blocks.ListBlock(RowBlock())
    claims = claims_named()
    opinion = said_as_opinion()

    class Meta:
        icon = "table"


class ChangeBlock(blocks.StructBlock):
    """Older advice beside what is known today."""

    then = PlainRichTextBlock()
    now = PlainRichTextBlock()
    claims = claims_named()
    opinion = said_as_opinion()

    class Meta:
        icon = "history"


class PartsBlock(blocks.StreamBlock):
    """Parts one after the other. What no form of the editor sends is a bad request, not a fault of ours."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        try:
            return super().value_from_datadict(data, files, prefix)
        except NOT_OF_OUR_FORM as error:
            raise BadRequest("This form is not one that the editor sends.") from error


BODY = [
    ("text", TextBlock()),
    ("list", PointsBlock()),
    ("card", CardBlock()),
    ("picture", PictureBlock()),
    ("table", FactTableBlock()),
    ("change", ChangeBlock()),
]
NEXT_STEPS = [
    ("way", blocks.ChoiceBlock(choices=choices_of(NextStep))),
    ("page", blocks.PageChooserBlock(page_type="learn.Article")),
]
RELATED = [("page", blocks.PageChooserBlock(page_type="learn.Article"))]
