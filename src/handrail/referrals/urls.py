"""Pages behind a sign-in: who hands people over, and who answers for a program."""

from django.urls import path

from handrail.referrals.receiving import inbox_views

urlpatterns = [
    path("inbox/", inbox_views.inbox, name="inbox"),
    path("inbox/lines/", inbox_views.inbox_lines, name="inbox-lines"),
    path("inbox/question/<slug:question>/", inbox_views.inbox_question, name="inbox-question"),
    path("inbox/<slug:referral>/", inbox_views.inbox_referral, name="inbox-referral"),
]
