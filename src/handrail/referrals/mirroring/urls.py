"""The mirror's addresses."""

from django.urls import path

from handrail.referrals.mirroring import views

urlpatterns = [
    path("", views.mirror, name="mirror"),
    path("<slug:period>/", views.mirror_period, name="mirror-period"),
    path("<slug:period>/<slug:table>.csv", views.mirror_file, name="mirror-file"),
    path("<slug:period>/programs/<slug:facility>/", views.mirror_program, name="mirror-program"),
]
