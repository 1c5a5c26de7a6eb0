"""The addresses of the screens."""

from django.urls import path

from handrail.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("paths/", views.paths, name="paths"),
    path("facilities/<slug:public_id>/", views.facility, name="facility"),
    path("crisis/", views.crisis, name="crisis"),
    path("how-results-are-ordered/", views.ordering, name="ordering"),
    path("leaving/", views.leaving, name="leaving"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
