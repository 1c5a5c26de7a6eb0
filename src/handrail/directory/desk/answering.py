"""Pages of the desk: what was just saved is said above the next page, once."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.accounts.queries import privacy_officer, reads_numbers, works_on_content
from handrail.web.rendering import page
from handrail.web.saying import said


def desk_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """`wrong` is the field that a refusal is about, where it names one."""
    return page(request, f"directory/desk/{template}.jinja", {**around(request), **context}, status=status)


def around(request: HttpRequest) -> dict[str, Any]:
    """What stands around every page of the desk, also those of other packages."""
    return {
        "wrong": "",
        "notices": said(request),
        "works_at_desk": request.user.is_staff,
        "reads_numbers": request.user.is_staff or reads_numbers(user=request.user),
        "reads_content": request.user.is_staff or works_on_content(user=request.user),
        "answers_requests": privacy_officer(public_id=request.user.public_id) is not None,
    }
