"""The addresses of the lists of meetings. They are fixed: other programs have them written down."""

from django.urls import path

from handrail.interop.calls import open_call
from handrail.interop.meeting_lists.bmlt_views import bmlt
from handrail.interop.meeting_lists.views import meeting_calendar, meetings_calendar, meetings_csv, meetings_json

app_name = "meeting_lists"

urlpatterns = [
    path("meetings.json", open_call(meetings_json, parameters=None), name="json"),
    path("meetings.csv", open_call(meetings_csv, parameters=None), name="csv"),
    path("meetings.ics", open_call(meetings_calendar, parameters=None), name="chosen"),
    path("meetings/<slug:public_id>.ics", open_call(meeting_calendar, parameters=None), name="calendar"),
    path("bmlt/<path:rest>", open_call(bmlt, parameters=None), name="bmlt"),
]
