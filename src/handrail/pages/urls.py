"""The addresses of the screens."""

from django.urls import path

from handrail.pages.views import browsing, facility, looking_up, reading, searching

urlpatterns = [
    path("", reading.home, name="home"),
    path("paths/", searching.paths, name="paths"),
    # Before the facility: its public id is never one of these words.
    path("facilities/", browsing.browse, name="browse"),
    path("facilities/search/", looking_up.look_up, name="look_up"),
    path("facilities/in/<str:state>/", browsing.browse_state, name="browse_state"),
    path("facilities/in/<str:state>/<str:place>/", browsing.browse_town, name="browse_town"),
    path("facilities/<slug:public_id>/", facility.facility, name="facility"),
    path("crisis/", reading.crisis, name="crisis"),
    path("how-results-are-ordered/", reading.ordering, name="ordering"),
    path("leaving/", reading.leaving, name="leaving"),
    path("styleguide/", reading.styleguide, name="styleguide"),
]
