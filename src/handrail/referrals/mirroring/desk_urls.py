"""The State's report, at the desk."""

from django.urls import path

from handrail.referrals.mirroring import desk_views

urlpatterns = [
    path("", desk_views.grant_report, name="desk-grant-report"),
    path("<slug:period>.csv", desk_views.grant_report_file, name="desk-grant-report-file"),
]
