"""Where a program keeps its own pages, behind the same door as the accounts of its staff."""

from django.urls import path

from handrail.directory.claims import views
from handrail.directory.own_places import views as places
from handrail.directory.partnerships import views as partnerships

urlpatterns = [
    path("<slug:organization>/", views.listings, name="listings"),
    path("<slug:organization>/places/", places.our_open_places, name="our-open-places"),
    path("<slug:organization>/ask/<slug:facility>/", views.ask, name="ask-for-listing"),
    path("<slug:organization>/partners/", partnerships.partners, name="partners"),
    path("<slug:organization>/partners/with/<slug:facility>/", partnerships.new_partner, name="partners-new"),
    path("<slug:organization>/partners/<slug:partnership>/", partnerships.partner, name="partners-one"),
    path("<slug:organization>/<slug:claim>/", views.listing, name="listing"),
    path("<slug:organization>/<slug:claim>/places/", places.open_places_of_ours, name="open-places-of-ours"),
]
