"""Feeds, as an operator keeps them and sees how they fare; the meetings, and which people doubt, for looking only."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from handrail.directory.admin import LookOnlyAdmin
from handrail.kernel.fetch import FetchRefused, checked_url
from handrail.meetings.importing.actions.editing import edit_feed
from handrail.meetings.importing.actions.refreshing import ask_for_reading
from handrail.meetings.importing.corrections import kinds_kept, told_kinds
from handrail.meetings.importing.options import FORM_OF_NAMES, is_zone
from handrail.meetings.importing.report import COUNTS
from handrail.meetings.models import Feed, Meeting, PeoplesWord
from handrail.meetings.one_meeting.corrections import corrections_of
from handrail.meetings.one_meeting.queries import published
from handrail.web.translation import ENGLISH

OPERATORS_WORDS = (
    "name", "title", "website", "url", "format", "fellowship", "zone", "default_minutes", "refresh_hours",
    "shares_video_links", "feedback_url", "feedback_email",
)  # fmt: skip
HEALTH = ("tried_at", "read_at", "changed_at", "failures", "last_failure", "listed", "report")
HOURS_WITHOUT_ADDRESS = "A source without an address cannot be read again by itself. Write its address, or 0 hours."
READ_SOON = (
    "The worker reads {asked} of the chosen sources within a minute or so: open this page again to see how it went."
    " {left} are left as they are: being read already, or without an address or hours. A demonstration reads none."
)
SET_ONCE = ("name", "format")  # the keys of all its meetings rest on them


class FeedForm(forms.ModelForm):
    """What is typed here is used unseen by the worker, so it is checked here."""

    class Meta:
        error_messages = {"name": {"invalid": f"Write {FORM_OF_NAMES}."}}
        help_texts = {"name": f"{FORM_OF_NAMES}; it cannot be changed later"}

    def clean_zone(self) -> str:
        zone = self.cleaned_data["zone"]
        if zone and not is_zone(zone):
            raise ValidationError("There is no time zone of that name. Write it like America/Chicago.")
        return zone

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        try:
            if url:
                checked_url(url)
        except FetchRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return url

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("refresh_hours") and "url" in cleaned and not cleaned["url"]:
            self.add_error("refresh_hours", HOURS_WITHOUT_ADDRESS)
        return cleaned


@admin.register(Feed)
class FeedAdmin(admin.ModelAdmin):
    """None is deleted here: its meetings hold what people said of them. An empty feed, imported with --allow-shrink,
    takes them all off the lists."""

    form = FeedForm
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ("name", "title", "format", "fellowship", "refresh_hours", "read_at", "failures", "last_failure")
    list_filter = ("fellowship", "format", "is_demonstration")
    search_fields = ("name", "title", "url")
    fieldsets = ((None, {"fields": OPERATORS_WORDS}), ("How it fares", {"fields": HEALTH}))

    actions = ("read_now",)

    @admin.action(description="Read now", permissions=["change"])
    def read_now(self, request, chosen) -> None:
        asked = ask_for_reading(feeds=chosen, at=timezone.now())
        self.message_user(request, READ_SOON.format(asked=asked, left=chosen.count() - asked))

    def get_readonly_fields(self, request, obj=None):
        return HEALTH if obj is None else (*SET_ONCE, *HEALTH)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        if change:
            edit_feed(feed=obj, changed=form.changed_data)
        else:
            super().save_model(request, obj, form, change)

    @admin.display(description="meetings listed")
    def listed(self, feed: Feed) -> int:
        return feed.meetings.listed().count() if feed.pk else 0

    @admin.display(description="last report")
    def report(self, feed: Feed) -> str:
        """The counts, the first rows that were refused, then what was read otherwise than it was written: the rarest
        first."""
        kept = feed.last_report
        if not kept:
            return "Never read."
        counts = ", ".join(f"{name} {kept.get(name, 0):,}" for name in COUNTS)
        refused = [(f"row {one['row']} refused: {one['reason']}",) for one in kept.get("refused_rows", [])]
        corrected = [(line,) for line in told_kinds(kinds_kept(kept))]
        notes = [(note,) for note in kept.get("notes", [])]
        lines = format_html_join("", "<li>{}</li>", [*notes, *refused, *corrected])
        return format_html("{}<ul>{}</ul>", counts, lines)


@admin.register(Meeting)
class MeetingAdmin(LookOnlyAdmin):
    list_display = ("name", "feed", "weekdays", "start", "zone", "venue", "city", "state", "seen", "gone_at")
    list_filter = ("fellowship", "venue", "feed")
    list_select_related = ("feed",)
    search_fields = ("name", "group", "place", "city", "postal_code", "key", "public_id")
    ordering = ("feed", "key")
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description="last seen in its feed")
    def seen(self, meeting: Meeting) -> datetime:
        return meeting.last_seen_at if meeting.gone_at else meeting.feed.read_at or meeting.last_seen_at


@admin.register(PeoplesWord)
class DoubtedMeetingAdmin(LookOnlyAdmin):
    """What people found closed or moved, list by list, so that an operator can ask the body that publishes it. Nothing
    is taken off here: that is for the list itself."""

    list_display = ("meeting", "feed", "doubt", "doubt_days", "doubted_on", "last_seen", "told_where")
    list_filter = ("meeting__feed", "doubt")
    list_select_related = ("meeting__feed",)
    search_fields = ("meeting__name", "meeting__city", "meeting__public_id", "meeting__key")
    ordering = ("meeting__feed", "-doubt_days", "-doubted_on", "pk")
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).doubted()

    @admin.display(description="list", ordering="meeting__feed")
    def feed(self, word: PeoplesWord) -> Feed:
        return word.meeting.feed

    @admin.display(description="somebody saw it")
    def last_seen(self, word: PeoplesWord) -> datetime | None:
        return word.meeting.confirmed_at

    @admin.display(description="where to correct it")
    def told_where(self, word: PeoplesWord) -> str:
        told = published(word.meeting)
        ways = corrections_of(told.record, told.publisher, public_id=told.public_id, language=ENGLISH)
        links = ((ways.link, ways.link), (ways.mail_link, ways.email)) if ways else ()
        shown = (link for link in links if link[0])
        return format_html_join(", ", '<a href="{}" rel="noreferrer noopener">{}</a>', shown)
