"""The pages of meetings. Lists for other programs stand in `interop`."""

from django.urls import path

from handrail.meetings.finder import views as finder

app_name = "meetings"

urlpatterns = [
    path("", finder.find, name="find"),
]
