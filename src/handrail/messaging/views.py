"""The one door for Twilio. It believes nothing that is not signed, and answers nothing that tells of anybody."""

from html import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils import timezone
from django.views.decorators.http import require_POST

from handrail.messaging.answering import HeardText, answer_to
from handrail.messaging.callbacks import hear_state, hear_text, is_signed
from handrail.messaging.channels.choice import missing_setting
from handrail.messaging.channels.twilio import CALLBACK_PATH, MESSAGE_SID, auth_token
from handrail.messaging.domain.kinds import Channel
from handrail.messaging.domain.numbers import as_e164
from handrail.web.stateless_forms import stateless_call


@require_POST
@stateless_call
def twilio_callback(request: HttpRequest) -> HttpResponse:
    """A state of a text of ours, or a text from a person."""
    if settings.DEMONSTRATION or missing_setting(Channel.SMS):
        raise Http404
    if not is_from_twilio(request):
        return HttpResponseForbidden()
    sid, at = request.POST.get("MessageSid", ""), timezone.now()
    if not MESSAGE_SID.fullmatch(sid):
        return HttpResponseForbidden()
    if word := request.POST.get("MessageStatus"):
        key, code = request.GET.get("m", ""), request.POST.get("ErrorCode", "")
        hear_state(key=key, sid=sid, word=word, code=code, at=at)
        return twiml()
    number, text = request.POST.get("From", ""), request.POST.get("Body", "")
    keyword, sender = hear_text(number=number, text=text, sid=sid, at=at), as_e164(number)
    if sender is None:
        return twiml()
    said = answer_to(HeardText(number=sender, text=text, sid=sid, keyword=keyword, at=at))
    return twiml("" if "OptOutType" in request.POST else said)  # with it Twilio has answered by itself


def is_from_twilio(request: HttpRequest) -> bool:
    """Signed for the address we gave, on the host we chose: the Host header is anybody's word."""
    url = f"https://{settings.MESSAGE_HOST}{request.get_full_path()}"
    signature = request.headers.get("X-Twilio-Signature", "")
    return is_signed(signature, url=url, fields=request.POST.lists(), token=auth_token())


def twiml(text: str = "") -> HttpResponse:
    """An answer goes out by Twilio's own hand. It tells us by which id it knows it, so that it is deleted there too."""
    told = f"https://{settings.MESSAGE_HOST}{CALLBACK_PATH}"
    said = f'<Message action="{told}" statusCallback="{told}">{escape(text)}</Message>' if text else ""
    return HttpResponse(f"<Response>{said}</Response>", content_type="text/xml", headers={"Cache-Control": "no-store"})
