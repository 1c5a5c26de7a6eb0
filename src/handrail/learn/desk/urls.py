"""The review desk's address."""

from django.urls import path

from handrail.learn.desk import views

urlpatterns = [path("", views.content, name="desk-content")]
