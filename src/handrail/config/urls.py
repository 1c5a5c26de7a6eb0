"""Every address of the product. Public pages have a Spanish twin under /es/; the language is in the address alone."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from handrail.directory.listing_changes.link_views import confirm_contact, stop_change
from handrail.directory.own_places.link_view import still_true
from handrail.messaging.rosters.link_view import on_call
from handrail.pages.handing_over.views import choose_path
from handrail.pages.health import healthz
from handrail.pages.views.for_machines import robots, sitemap_index, sitemap_part
from handrail.referrals.agreeing.link_views import agree
from handrail.referrals.answering.link_view import answer_by_link
from handrail.referrals.opening.link_view import open_by_link
from handrail.web.service_worker import service_worker

urlpatterns = [
    path("admin/", admin.site.urls),
    path("cms/", include("handrail.learn.editing.urls")),  # the editor of health content
    path("healthz", healthz, name="healthz"),
    path("sw.js", service_worker, name="service-worker"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:part>.xml", sitemap_part, name="sitemap_part"),
    path("api/", include("handrail.interop.urls")),  # in no language: each call names the one it wants
    path("", include("handrail.interop.meeting_lists.urls")),  # fixed addresses that other finders read
    path("messages/", include("handrail.messaging.urls")),  # a provider calls it: in no language
    *i18n_patterns(
        path("account/still-true/<slug:token>/", still_true, name="still-true"),
        path("account/listings/", include("handrail.directory.claims.urls")),
        path("account/", include("handrail.accounts.urls")),
        path("privacy/", include("handrail.pages.my_data.urls")),
        path("referrals/paths/", choose_path, name="referral-paths"),
        path("referrals/", include("handrail.referrals.urls")),
        path("agree/<slug:token>/", agree, name="agree"),
        path("on-call/<slug:token>/", on_call, name="on-call"),
        path("stop-change/<slug:token>/", stop_change, name="stop-change"),
        path("confirm-contact/<slug:token>/", confirm_contact, name="confirm-contact"),
        path("answer/<slug:token>/", answer_by_link, name="answer-question"),
        path("open-referral/<slug:token>/", open_by_link, name="open-referral"),
        path("desk/referrals/grant-report/", include("handrail.referrals.mirroring.desk_urls")),
        path("desk/referrals/", include("handrail.referrals.coordinating.urls")),
        path("desk/content/", include("handrail.learn.desk.urls")),
        path("desk/", include("handrail.directory.desk.urls")),
        path("meetings/", include("handrail.meetings.urls")),
        path("", include("handrail.pages.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "handrail.web.error_pages.bad_request"
handler403 = "handrail.web.error_pages.refused"
handler404 = "handrail.web.error_pages.not_found"
handler500 = "handrail.web.error_pages.failed"
