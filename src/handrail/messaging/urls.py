"""The address that Twilio calls. It is in no language and behind no door."""

from django.urls import path

from handrail.messaging import views

urlpatterns = [path("twilio/", views.twilio_callback, name="twilio-callback")]
