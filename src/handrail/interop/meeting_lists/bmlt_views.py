"""The addresses of a BMLT server, as its clients ask: slashes repeated or left out, questions in the query."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from handrail.interop.meeting_lists.jsonp import CONTENT_TYPE, USUAL_NAME, called, is_name
from handrail.interop.meeting_lists.sending import sent
from handrail.interop.refusals import fields_refused
from handrail.meetings.export.bmlt_answers import ANSWERS, Question, tsml_results
from handrail.meetings.export.bmlt_parameters import Parameters
from handrail.meetings.export.bmlt_search import is_of_everything, tells_of_a_person
from handrail.meetings.export.bmlt_server import server_info_xml
from handrail.meetings.export.queries import publishers

INTERFACE, SERVER_INFO = "client_interface", "serverInfo.xml"
JSON, XML = "application/json", "application/xml; charset=utf-8"
RESULTS = "GetSearchResults"
WHOLE = (RESULTS, "GetFieldValues")  # they read every row, unless a search narrows it
SWITCHERS = {"json": tuple(ANSWERS), "jsonp": tuple(ANSWERS), "tsml": (RESULTS,)}
"""What each format answers. The dump for N.A. World Services is no one's here: it would be of all fellowships."""

ROOT = "/bmlt"


def bmlt(request: HttpRequest, rest: str) -> HttpResponse:
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    match [part for part in rest.split("/") if part]:
        case [interface, name] if interface == INTERFACE and name == SERVER_INFO:
            return HttpResponse(server_info_xml(), content_type=XML)
        case [interface, form] if interface == INTERFACE:
            return answered(request, form)
    raise Http404


def answered(request: HttpRequest, form: str) -> HttpResponse:
    asked = Parameters(dict(request.GET.lists()))
    if form not in SWITCHERS:
        return unknown_word("format", tuple(SWITCHERS))
    switcher, callback = asked.text("switcher"), asked.text("callback") or USUAL_NAME
    if switcher not in SWITCHERS[form]:
        return unknown_word("switcher", SWITCHERS[form])
    if form == "jsonp" and not is_name(callback):
        return fields_refused([{"type": "string_pattern_mismatch", "loc": ("callback",)}], language="en")
    question = Question(asked, publishers(), f"{request.scheme}://{request.get_host()}{ROOT}")
    pieces = tsml_results(question) if form == "tsml" else ANSWERS[switcher](question)
    is_script = form == "jsonp"
    return sent(
        request,
        called(callback, pieces) if is_script else pieces,
        known=question.known,
        content_type=CONTENT_TYPE if is_script else JSON,
        is_whole=switcher in WHOLE and is_of_everything(asked),
        is_personal=tells_of_a_person(asked),
    )


def unknown_word(field: str, known: tuple[str, ...]) -> HttpResponse:
    told = {"type": "literal_error", "loc": (field,), "ctx": {"expected": ", ".join(known)}}
    return fields_refused([told], language="en")
