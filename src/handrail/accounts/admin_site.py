"""Django's admin behind our own doors: its sign-in, sign-out and password pages lead to ours (S10)."""

from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.accounts.sign_ins.access import is_stepped_up
from handrail.accounts.sign_ins.devices import sign_out


class OperatorsAdmin(AdminSite):
    """Open to staff who have shown a moment ago, with their second factor, that it is them."""

    site_header = site_title = "Handrail operators"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and user.is_staff and is_stepped_up(request)

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Where the admin sends whoever it does not let in. There is nothing here for who is no operator."""
        wanted = {"next": request.GET.get("next", reverse("admin:index"))}
        if not request.user.is_authenticated:
            return redirect(f"{reverse('sign-in')}?{urlencode(wanted)}")
        if request.user.is_staff and not is_stepped_up(request):
            return redirect(f"{reverse('confirm')}?{urlencode(wanted)}")
        return redirect("admin:index" if request.user.is_staff else "account")

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:  # type: ignore[override]
        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:  # type: ignore[override]
        return redirect("password")

    def password_change_done(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:  # type: ignore[override]
        return redirect("account")
