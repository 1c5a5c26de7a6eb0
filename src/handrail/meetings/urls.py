"""The pages of meetings. Lists for other programs stand in `interop`."""

from django.urls import path

from handrail.meetings.finder import views as finder
from handrail.meetings.views.by_text import by_text
from handrail.meetings.views.kinds import kinds

app_name = "meetings"

urlpatterns = [
    path("", finder.find, name="find"),
    path("kinds/", kinds, name="kinds"),  # before a meeting: its public id is never one of these words
    path("by-text/", by_text, name="by_text"),
]
