"""The addresses of meetings for people. Lists for other programs are in `interop.meeting_lists`."""

from django.urls import path

from handrail.meetings.views.by_text import by_text
from handrail.meetings.views.kinds import kinds

app_name = "meetings"

urlpatterns = [
    path("kinds/", kinds, name="kinds"),  # before the meeting: its public id is never one of these words
    path("by-text/", by_text, name="by_text"),
]
