"""The pages of meetings. Lists for other programs stand in `interop`."""

from django.urls import path

from handrail.meetings.finder import views as finder
from handrail.meetings.views import one_meeting, picked, printed_week, reporting
from handrail.meetings.views.by_text import by_text
from handrail.meetings.views.kinds import kinds

app_name = "meetings"

urlpatterns = [
    path("", finder.find, name="find"),
    path("saved/", picked.saved, name="saved"),  # before the meeting: its public id is never one of these words
    path("picked/", picked.picked, name="picked"),
    path("week/", printed_week.week, name="week"),
    path("kinds/", kinds, name="kinds"),
    path("by-text/", by_text, name="by_text"),
    path("<slug:public_id>/", one_meeting.meeting, name="meeting"),
    path("<slug:public_id>/seen/", reporting.report_seen, name="report_seen"),
    # No word of medicine in an address: it stays in the history of a device.
    path("<slug:public_id>/welcome/", reporting.report_medicine, name="report_medicine"),
]
