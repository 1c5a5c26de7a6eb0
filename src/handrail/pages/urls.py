"""The addresses of the screens."""

from django.urls import path

from handrail.pages.views import (
    browsing,
    comparing,
    facility,
    five_questions,
    learning,
    listing,
    looking_up,
    not_ready,
    notices,
    offline,
    programmers,
    reading,
    searching,
    sheets,
    styleguide,
    trust,
)

urlpatterns = [
    path("", reading.home, name="home"),
    path("paths/", searching.paths, name="paths"),
    path("facilities/list/", listing.listing, name="facility_list"),
    path("facilities/compare/", comparing.compare, name="facilities_compare"),
    path("facilities/print/", sheets.print_sheet, name="facilities_print"),
    path("facilities/shared/", sheets.shared, name="facilities_shared"),
    # Before the facility: its public id is never one of these words.
    path("facilities/", browsing.browse, name="browse"),
    path("facilities/search/", looking_up.look_up, name="look_up"),
    path("facilities/in/<str:state>/", browsing.browse_state, name="browse_state"),
    path("facilities/in/<str:state>/<str:place>/", browsing.browse_town, name="browse_town"),
    path("facilities/<slug:public_id>/", facility.facility, name="facility"),
    path("facilities/<slug:public_id>/answered/", trust.answered, name="answered"),
    path("facilities/<slug:public_id>/problem/", trust.problem, name="problem"),
    path("crisis/", reading.crisis, name="crisis"),
    path("heroin/", learning.overview, name="learn"),
    path("heroin/claims/", learning.claims, name="learn-claims"),  # before the pages: no page has this name
    path("heroin/feed.xml", learning.feed, name="learn-feed"),
    path("heroin/did-this-help/", learning.helped, name="learn-helped"),
    path("heroin/<slug:slug>/", learning.learn_page, name="learn-page"),
    path("about/<slug:slug>/", learning.about, name="about"),
    path("how-results-are-ordered/", reading.ordering, name="ordering"),
    path("offline/", offline.offline, name="offline"),
    path("offline/taken-off/", offline.taken_off, name="taken-off"),
    path("leaving/", reading.leaving, name="leaving"),
    path("not-ready-to-stop/", not_ready.not_ready, name="not_ready"),
    path("not-ready-to-stop/in/<slug:state>/", not_ready.not_ready_in, name="not_ready_in"),
    path("help-me-choose/", five_questions.help_me_choose, name="help_me_choose"),
    path("api/", programmers.programmers, name="programmers"),  # the API itself lies below it, in no language
    path("notices/", notices.notices, name="notices"),
    path("notices/<slug:notice>/", notices.notice, name="notice"),
    path("notices/<slug:notice>/<int:version>/", notices.notice, name="notice-version"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/themes.css", styleguide.themes, name="styleguide-themes"),
    path("styleguide/<slug:theme>/", styleguide.styleguide, name="styleguide-in"),
]
