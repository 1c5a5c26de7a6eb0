"""The addresses of the screens."""

from django.urls import path

from handrail.pages.views import facility, five_questions, not_ready, reading, searching

urlpatterns = [
    path("", reading.home, name="home"),
    path("paths/", searching.paths, name="paths"),
    path("facilities/<slug:public_id>/", facility.facility, name="facility"),
    path("crisis/", reading.crisis, name="crisis"),
    path("how-results-are-ordered/", reading.ordering, name="ordering"),
    path("leaving/", reading.leaving, name="leaving"),
    path("not-ready-to-stop/", not_ready.not_ready, name="not_ready"),
    path("not-ready-to-stop/in/<slug:state>/", not_ready.not_ready_in, name="not_ready_in"),
    path("help-me-choose/", five_questions.help_me_choose, name="help_me_choose"),
    path("styleguide/", reading.styleguide, name="styleguide"),
]
