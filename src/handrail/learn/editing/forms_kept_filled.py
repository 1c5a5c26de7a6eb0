"""A form without drafts comes back as it was typed, when it is time to show again who is there."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views import generic

from handrail.accounts.sign_ins.access import is_stepped_up

NOT_SAVED = (
    "Not saved yet. Show that it is still you: this opens in another window. Then come back and save here again."
)


class KeptFilled:
    """What readers see asks for a fresh proof. It is asked for beside the form, so that nothing typed is lost."""

    produced_error_message: str | None = None  # Wagtail's own, which it sets only where a field is refused

    def form_valid(self, form: Any) -> HttpResponse:
        if is_stepped_up(self.request):
            return super().form_valid(form)
        elsewhere = f"{reverse('confirm')}?{urlencode({'next': reverse('wagtailadmin_home')})}"
        show = messages.button(elsewhere, "Show that it is still you", new_window=True)
        messages.error(self.request, NOT_SAVED, buttons=[show])
        return self.form_invalid(form)


class CreateKeptFilled(KeptFilled, generic.CreateView):
    """A new claim or source."""


class EditKeptFilled(KeptFilled, generic.EditView):
    """A changed claim or source, or a claim that is confirmed."""
