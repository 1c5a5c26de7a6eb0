"""The pages of meetings. Lists for other programs stand in `interop`."""

from django.urls import path

from handrail.meetings.finder import views as finder
from handrail.meetings.views import one_meeting, picked, printed_week

app_name = "meetings"

urlpatterns = [
    path("", finder.find, name="find"),
    path("saved/", picked.saved, name="saved"),  # before the meeting: its public id is never one of these words
    path("picked/", picked.picked, name="picked"),
    path("week/", printed_week.week, name="week"),
    path("<slug:public_id>/", one_meeting.meeting, name="meeting"),
]
