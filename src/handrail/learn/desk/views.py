"""The review desk of health content."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from handrail.accounts.sign_ins.access import signed_in
from handrail.directory.desk.answering import around
from handrail.learn.desk.queries import review_desk
from handrail.learn.editing.roles import editing_role_of
from handrail.web.rendering import page

View = Callable[..., HttpResponse]


def for_editors_and_operators(view: View) -> View:
    """Operators look; who writes or reviews also goes on to the editor. Nobody else finds it."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        if not request.user.is_staff and editing_role_of(request.user) is None:
            raise Http404
        return view(request)

    return signed_in(checked)


@require_safe
@for_editors_and_operators
def content(request: HttpRequest) -> HttpResponse:
    today = timezone.now().date()
    may_edit = editing_role_of(request.user) is not None
    context = {"desk": review_desk(today=today), "may_edit": may_edit}
    return page(request, "learn/desk.jinja", {**context, **around(request)})
