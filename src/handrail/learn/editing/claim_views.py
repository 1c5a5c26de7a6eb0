"""Claims and sources in the editor. What one person changes, readers have once another has confirmed it."""

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from handrail.learn.domain.avoided_words import avoided_words, say_instead
from handrail.learn.domain.publishing import PublishingRefused
from handrail.learn.editing import actions
from handrail.learn.editing.forms_kept_filled import CreateKeptFilled, EditKeptFilled
from handrail.learn.editing.wording import print_of_claim
from handrail.learn.editing.words_readers_have import beside
from handrail.learn.models import Claim, Source

CHANGED_MEANWHILE = "Somebody changed this claim while you had it open. Open it again: nothing was saved."
SAID = ("text_en", "text_es", "strength", "checked_on", "sources")


class KeptKeyForm(WagtailAdminModelForm):
    """Pages and claims name what they rest on by its key, so that a key never changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = self.instance.pk is not None


class ClaimForm(KeptKeyForm):
    """Says something new, or confirms what another person wrote: never both in one press.

    A window that was opened before somebody else changed the claim saves nothing: it would undo what they did.
    """

    as_opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_opened"].initial = print_of_claim(self.instance) if self.instance.pk else ""
        for name, line in beside(self.instance).items():
            self.fields[name].help_text = line

    @property
    def says_something_new(self) -> bool:
        return self.instance.pk is None or any(name in self.changed_data for name in SAID)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("as_opened", "") not in ("", self.fields["as_opened"].initial):
            self.add_error("text_en", CHANGED_MEANWHILE)
        was_taken_back, is_taken_back = self.instance.is_taken_back, bool(cleaned.get("is_taken_back"))
        self.takes_back = is_taken_back and not was_taken_back
        self.is_new, self.is_ticked = self.says_something_new, bool(cleaned.get("is_confirmed")) and not self.takes_back
        cleaned["is_confirmed"] = self.is_ticked and not self.is_new
        cleaned["is_taken_back"] = is_taken_back and was_taken_back  # to take it back is an act of its own, in `save`
        if cleaned["is_confirmed"] and "is_confirmed" in self.changed_data:
            self.check_confirming(is_taken_back)
        if not cleaned.get("sources"):
            self.add_error("sources", "A claim needs a source.")
        for language in ("en", "es"):
            self.check_words(f"text_{language}", language)
        if cleaned.get("checked_on") and cleaned["checked_on"] > timezone.now().date():
            self.add_error("checked_on", "This day has not come yet.")
        return cleaned

    def check_confirming(self, is_taken_back: bool) -> None:
        if is_taken_back:
            self.add_error("is_taken_back", "Readers get a claim that is confirmed: take this mark away as well.")
        try:
            actions.check_person_may_confirm(claim=self.instance, by=self.for_user)
        except PublishingRefused as refusal:
            self.add_error("is_confirmed", str(refusal))

    def check_words(self, field: str, language: str) -> None:
        for word in avoided_words([self.cleaned_data.get(field) or ""], language):
            self.add_error(field, f"“{word}” wounds. Say: {say_instead(word, language)}.")

    def save(self, commit: bool = True) -> Claim:
        claim: Claim = super().save(commit)
        if self.is_new:
            actions.note_changed_claim(claim=claim, by=self.for_user)
        elif "is_confirmed" in self.changed_data and self.is_ticked:
            actions.confirm_claim(claim=claim, by=self.for_user, at=timezone.now())
        elif "is_confirmed" in self.changed_data:
            actions.take_confirmation_away(claim=claim)
        if self.takes_back:
            actions.take_claim_back(claim=claim, by=self.for_user)
        return claim


class SourceForm(KeptKeyForm):
    """Another source under a claim needs another look at the claim."""

    def save(self, commit: bool = True) -> Source:
        is_another = bool(self.changed_data)
        source: Source = super().save(commit)
        if is_another:
            actions.note_changed_source(source=source, by=self.for_user)
        return source


class ClaimViewSet(ModelViewSet):
    """Lists, adds and changes claims; none is ever deleted, since pages name them. One that is wrong is taken back."""

    model = Claim
    add_view_class, edit_view_class = CreateKeptFilled, EditKeptFilled
    icon = "check"
    add_to_admin_menu = True
    menu_label = "Claims"
    list_display = ["key", "text_en", "strength", "is_confirmed", "is_taken_back", "checked_on"]
    list_filter = ["strength", "is_confirmed", "is_taken_back"]
    edit_handler = ObjectList(
        [
            FieldPanel("key"),
            FieldPanel("text_en"),
            FieldPanel("text_es"),
            FieldPanel("strength"),
            FieldPanel("sources", widget=forms.CheckboxSelectMultiple),
            FieldPanel("checked_on"),
            FieldPanel("is_confirmed"),
            FieldPanel("is_taken_back"),
        ],
        base_form_class=ClaimForm,
    )


class SourceViewSet(ModelViewSet):
    """Lists, adds and changes sources."""

    model = Source
    add_view_class, edit_view_class = CreateKeptFilled, EditKeptFilled
    icon = "link"
    add_to_admin_menu = True
    menu_label = "Sources"
    list_display = ["key", "author", "title", "year"]
    edit_handler = ObjectList(
        [FieldPanel(name) for name in ("key", "author", "title", "publisher", "year", "url")],
        base_form_class=SourceForm,
    )


claims = ClaimViewSet("claims", url_prefix="claims")
sources = SourceViewSet("sources", url_prefix="sources")
