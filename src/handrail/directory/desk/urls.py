"""The addresses of the desk, all behind a door."""

from django.urls import path

from handrail.directory.desk import views

urlpatterns = [
    path("", views.desk, name="desk"),
]
