"""The addresses of the screens."""

from django.urls import path

from handrail.pages.views import facility, programmers, reading, searching, trust

urlpatterns = [
    path("", reading.home, name="home"),
    path("paths/", searching.paths, name="paths"),
    path("facilities/<slug:public_id>/", facility.facility, name="facility"),
    path("facilities/<slug:public_id>/answered/", trust.answered, name="answered"),
    path("facilities/<slug:public_id>/problem/", trust.problem, name="problem"),
    path("crisis/", reading.crisis, name="crisis"),
    path("how-results-are-ordered/", reading.ordering, name="ordering"),
    path("leaving/", reading.leaving, name="leaving"),
    path("api/", programmers.programmers, name="programmers"),  # the API itself lies below it, in no language
    path("styleguide/", reading.styleguide, name="styleguide"),
]
