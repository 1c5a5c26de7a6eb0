"""Pages behind a sign-in: who hands people over, and who answers for a program."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
