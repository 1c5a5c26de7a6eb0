"""Where a program keeps its own pages, behind the same door as the accounts of its staff."""

from django.urls import path

from handrail.directory.claims import views

urlpatterns = [
    path("<slug:organization>/", views.listings, name="listings"),
    path("<slug:organization>/ask/<slug:facility>/", views.ask, name="ask-for-listing"),
    path("<slug:organization>/<slug:claim>/", views.listing, name="listing"),
]
