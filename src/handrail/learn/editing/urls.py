"""The editor's addresses: Wagtail's, behind our gate; its doors of its own lead to ours."""

from django.urls import include, path, re_path
from wagtail.admin import urls as editor
from wagtail.utils.urlpatterns import decorate_urlpatterns

from handrail.accounts.sign_ins.marks import polled
from handrail.learn.editing.gate import for_editors, leave, to_our_sign_in

decorate_urlpatterns(editor.urlpatterns, for_editors)
decorate_urlpatterns(editor.wagtailadmin_editing_sessions_urls.urlpatterns, polled)

urlpatterns = [
    path("login/", to_our_sign_in),
    path("account/", to_our_sign_in),
    re_path(r"^password_reset/.*$", to_our_sign_in),
    path("logout/", leave),
    path("", include(editor)),
]
