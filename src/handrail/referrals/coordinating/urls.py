"""The coordinators' addresses at the desk, all behind its door."""

from django.urls import path

from handrail.referrals.coordinating import views

urlpatterns = [
    path("", views.board, name="desk-referrals"),
    path("lines/", views.board_lines, name="desk-referrals-lines"),
    path("<slug:referral>/", views.one_referral, name="desk-referrals-one"),
    path("<slug:referral>/call/<slug:question>/", views.call_sheet, name="desk-referrals-call"),
]
