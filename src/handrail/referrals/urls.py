"""Pages behind a sign-in: who hands people over, who answers for a program, and what the network sees of itself."""

from django.urls import include, path

urlpatterns = [path("mirror/", include("handrail.referrals.mirroring.urls"))]
