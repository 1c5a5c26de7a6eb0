"""The addresses of meetings for people. Lists for other programs are in `interop.meeting_lists`."""

from django.urls import path

from handrail.meetings.views import reporting

app_name = "meetings"

urlpatterns = [
    path("<slug:public_id>/seen/", reporting.report_seen, name="report_seen"),
    path("<slug:public_id>/medicine/", reporting.report_medicine, name="report_medicine"),
]
