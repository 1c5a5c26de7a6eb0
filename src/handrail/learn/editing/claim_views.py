"""Claims and sources in the editor. A claim is confirmed by another person than the one who wrote it."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from handrail.learn.models import Claim, Source

SAID = ("text_en", "text_es", "strength", "checked_on", "sources")


class ClaimForm(WagtailAdminModelForm):
    """Whoever changes what a claim says takes its confirmation away, until somebody else opens the source."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user = self.for_user
        says_something_new = self.instance.pk is None or any(name in self.changed_data for name in SAID)
        confirms = bool(cleaned.get("is_confirmed")) and not self.initial.get("is_confirmed")
        if says_something_new:
            self.instance.changed_by = user
            cleaned["is_confirmed"] = False
        elif confirms and self.instance.changed_by_id == user.pk:
            self.add_error("is_confirmed", "You wrote this claim. Another person must confirm it.")
        if not cleaned.get("sources"):
            self.add_error("sources", "A claim needs a source.")
        return cleaned


class ClaimViewSet(ModelViewSet):
    """Lists, adds and changes claims; none is ever deleted, since pages name them."""

    model = Claim
    icon = "check"
    add_to_admin_menu = True
    menu_label = "Claims"
    list_display = ["key", "text_en", "strength", "is_confirmed", "checked_on"]
    list_filter = ["strength", "is_confirmed"]
    edit_handler = ObjectList(
        [
            FieldPanel("key"),
            FieldPanel("text_en"),
            FieldPanel("text_es"),
            FieldPanel("strength"),
            FieldPanel("sources", widget=forms.CheckboxSelectMultiple),
            FieldPanel("checked_on"),
            FieldPanel("is_confirmed"),
        ],
        base_form_class=ClaimForm,
    )


class SourceViewSet(ModelViewSet):
    """Lists, adds and changes sources."""

    model = Source
    icon = "link"
    add_to_admin_menu = True
    menu_label = "Sources"
    list_display = ["key", "author", "title", "year"]
    panels = [FieldPanel(name) for name in ("key", "author", "title", "publisher", "year", "url")]


claims = ClaimViewSet("claims", url_prefix="claims")
sources = SourceViewSet("sources", url_prefix="sources")
