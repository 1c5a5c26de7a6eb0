"""The addresses of the desk, all behind a door."""

from django.urls import path

from handrail.directory.calls import views as calls
from handrail.directory.claims import desk_views as claims
from handrail.directory.corrections import views as corrections
from handrail.directory.desk import agreements, messages, requests, rosters, views
from handrail.directory.merging import views as merging
from handrail.directory.open_places import views as open_places
from handrail.directory.partnerships import desk_views as partnerships

urlpatterns = [
    path("", views.desk, name="desk"),
    path("agreements/", agreements.agreements, name="desk-agreements"),
    path("agreements/<slug:organization>/", agreements.agreements_with, name="desk-agreements-with"),
    path("calls/", calls.calls, name="desk-calls"),
    path("calls/<slug:public_id>/", calls.call, name="desk-calls-one"),
    path("claims/", claims.claims, name="desk-claims"),
    path("claims/partners/", partnerships.partnerships, name="desk-claims-partners"),
    path("claims/<slug:claim>/", claims.claim, name="desk-claims-one"),
    path("corrections/", corrections.corrections, name="desk-corrections"),
    path("corrections/<slug:correction>/", corrections.correction, name="desk-corrections-one"),
    path("duplicates/", merging.duplicates, name="desk-duplicates"),
    path("messages/", messages.messages, name="desk-messages"),
    path("requests/", requests.requests, name="desk-requests"),
    path("requests/<slug:request_id>/", requests.request_of_a_person, name="desk-requests-one"),
    path("open-places/", open_places.open_places, name="desk-open-places"),
    path("open-places/<slug:public_id>/", open_places.open_places_sheet, name="desk-open-places-of"),
    path("rosters/", rosters.rosters, name="desk-rosters"),
    path("rosters/<slug:roster>/", rosters.roster, name="desk-rosters-one"),
]
