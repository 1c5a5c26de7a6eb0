"""The meaning of every service code."""

from django.http import HttpRequest, HttpResponse

from handrail.interop.api import answer, api
from handrail.interop.code_book import code_book
from handrail.interop.documenting import documented
from handrail.interop.entity_tags import BOOK_SECONDS, kept
from handrail.interop.facility_answers import CodeBook


@api.get("/codes", response=CodeBook, url_name="codes", **documented("list_codes"))
def codes(request: HttpRequest) -> HttpResponse:
    return kept(answer(code_book()), request, seconds=BOOK_SECONDS)
