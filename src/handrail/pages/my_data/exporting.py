"""A copy of everything: one ZIP, made while it travels, kept nowhere (P7, S33)."""

from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from handrail.accounts.queries import acting_for_themselves
from handrail.accounts.sign_ins.access import SignedInRequest, stepped_up
from handrail.pages.my_data.access import own_page
from handrail.pages.my_data.copy_files import copy_files
from handrail.pages.my_data.streamed_zip import streamed_zip
from handrail.privacy.audit.entries import record
from handrail.privacy.erasing.contract import export_for
from handrail.web.error_pages import too_often
from handrail.web.language import language_of
from handrail.web.limiting.limits import Limit, TooOften, check_limit_of_all
from handrail.web.translation import mark, translate

AN_HOUR = Limit("export", most=6, seconds=60 * 60)  # all of a person's record is opened each time. Product choice
FILE_NAME = mark("my-data.zip")  # says nothing of whose product it came from (P8)


@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def export(request: SignedInRequest) -> HttpResponseBase:
    if request.method != "POST":
        return own_page(request, "export", {})
    at = timezone.now()
    try:
        check_limit_of_all(AN_HOUR, about=request.user.public_id, at=at)
    except TooOften as refusal:
        return too_often(request, refusal)
    return as_download(request, copy_of(request, at))


def copy_of(request: SignedInRequest, at) -> dict[str, str]:
    """All of it as of one moment, and the record says that it was taken."""
    subject = request.user.subject
    with transaction.atomic():
        record("data.exported", by=acting_for_themselves(request.user), at=at, subject=subject)
        told = export_for(subject)
    return copy_files(told, language=language_of(request.path_info), at=at)


def as_download(request: SignedInRequest, files: dict[str, str]) -> HttpResponseBase:
    response = StreamingHttpResponse(streamed_zip(files), content_type="application/zip")
    name = translate(FILE_NAME, language_of(request.path_info))
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Encoding"] = "identity"  # packed once already
    return response
