"""The addresses of the desk, all behind a door."""

from django.urls import path

from handrail.directory.desk import views
from handrail.directory.open_places.views import open_places, open_places_sheet

urlpatterns = [
    path("", views.desk, name="desk"),
    path("open-places/", open_places, name="desk-open-places"),
    path("open-places/<slug:public_id>/", open_places_sheet, name="desk-open-places-of"),
]
