"""Your data: who saw it, what you agreed to, a copy of everything, deletion (P7)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from handrail.accounts.persons.actions import hide_account
from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.sign_ins.access import SignedInRequest, stepped_up
from handrail.accounts.sign_ins.devices import signed_out
from handrail.messaging.contacts.queries import agreed_channels
from handrail.pages.my_data import wording
from handrail.pages.my_data.access import own_page
from handrail.pages.my_data.deletion import what_becomes_of_it
from handrail.pages.my_data.seeing import names_by_id, seen
from handrail.privacy.consenting.actions import withdraw_consent
from handrail.privacy.consenting.queries import OwnConsent, consent_of, consents_of, words_of
from handrail.privacy.domain.consent_states import ConsentState
from handrail.privacy.notices.actions import give_notices
from handrail.privacy.notices.queries import changed_for
from handrail.privacy.requests.queries import answered_lately, requests_waiting_of
from handrail.web.language import language_of
from handrail.web.saying import say
from handrail.web.translation import mark

WITHDRAWN = mark("Withdrawn. From now on nothing goes by this consent.")
HELD = mark("You withdrew it. A court may hold it until its matter is over.")


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def home(request: SignedInRequest) -> HttpResponse:
    """By POST the person says that they have read what changed in the notices they were given."""
    subject, at, language = request.user.subject, timezone.now(), language_of(request.path_info)
    changed = changed_for(subject=subject)
    if request.method == "POST":
        give_notices(subject=subject, notices={one.notice for one in changed}, language=language, at=at)
        return redirect("my-data")
    standing = sum(one.is_standing for one in consents_of(subject=subject, at=at))
    context = {
        "standing": standing,
        "changed": [(one, one.words[language]) for one in changed],
        "agreed": agreed_to_messages(request),
        "answered_on": answered_lately(subject=subject, at=at),
    }
    return own_page(request, "home", context)


def agreed_to_messages(request: SignedInRequest) -> list[str]:
    return [wording.CHANNELS[channel] for channel in agreed_channels(subject=request.user.subject)]


@require_safe
@stepped_up
def who_saw_it(request: SignedInRequest) -> HttpResponse:
    is_all = request.GET.get("show") == "all"
    number = request.GET.get("page", "1")
    number = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    found = seen(user=request.user, is_all=is_all, number=number)
    return own_page(request, "seen", {"seen": found, "is_all": is_all})


@require_safe
@stepped_up
def consents(request: SignedInRequest) -> HttpResponse:
    found = consents_of(subject=request.user.subject, at=timezone.now())
    names = names_by_id(one for each in found for one in (*each.consent.disclosers, *each.consent.recipients))
    return own_page(
        request, "consents", {"consents": found, "names": names, "said": wording, "agreed": agreed_to_messages(request)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def consent(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The words that were signed, and the one press that withdraws them."""
    at = timezone.now()
    found = consent_of(subject=request.user.subject, public_id=public_id, at=at)
    if found is None:
        raise Http404
    if request.method != "POST":
        return consent_page(request, found)
    withdrawn = withdraw_consent(consent=found.consent, by=acting_for_themselves(request.user), at=at)
    now = consent_of(subject=request.user.subject, public_id=withdrawn.public_id, at=at)
    say(request, HELD if now is not None and now.state is ConsentState.HELD else WITHDRAWN)
    return redirect("my-consents")


def consent_page(request: SignedInRequest, found: OwnConsent) -> HttpResponse:
    row = found.consent
    names = names_by_id([*row.disclosers, *row.recipients])
    context = {"one": found, "consent": row, "words": words_of(row), "names": names, "said": wording}
    return own_page(request, "consent", context)


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def delete(request: SignedInRequest) -> HttpResponse:
    """Hidden at once. Who signs in within a day is asked whether they keep it (S33)."""
    if request.method != "POST":
        subject = request.user.subject
        context = {"becomes": what_becomes_of_it(subject=subject), "waiting": requests_waiting_of(subject=subject)}
        return own_page(request, "delete", context)
    hide_account(user=request.user, at=timezone.now())
    return signed_out(request)
