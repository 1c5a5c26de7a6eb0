"""Pages behind a sign-in: who hands people over, who answers for a program, and what the network sees of itself."""

from django.urls import include, path

from handrail.referrals.receiving import inbox_views
from handrail.referrals.sending import home_views, referral_views, release_day_view

urlpatterns = [
    path("", home_views.home, name="referrals"),
    path("lines/", home_views.home_lines, name="referrals-lines"),
    path("new/", home_views.new, name="referral-new"),
    path("release-day/", release_day_view.release_day, name="release-day"),
    path("inbox/", inbox_views.inbox, name="inbox"),
    path("inbox/lines/", inbox_views.inbox_lines, name="inbox-lines"),
    path("inbox/question/<slug:question>/", inbox_views.inbox_question, name="inbox-question"),
    path("inbox/<slug:referral>/", inbox_views.inbox_referral, name="inbox-referral"),
    path("mirror/", include("handrail.referrals.mirroring.urls")),
    # What has a name of its own stands above: below, any word is the number of a referral.
    path("<slug:referral>/", referral_views.referral, name="referral"),
    path("<slug:referral>/lines/", referral_views.referral_lines, name="referral-lines"),
    path("<slug:referral>/consents/<slug:asked>/", referral_views.consent, name="referral-consent"),
    path("<slug:referral>/release-pack/", referral_views.release_pack, name="release-pack"),
]
