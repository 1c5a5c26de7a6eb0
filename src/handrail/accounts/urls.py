"""The doors and what lies behind them for a person and for staff."""

from django.urls import path

from handrail.accounts.api_keys import views as api_keys
from handrail.accounts.organizations import link_views as links
from handrail.accounts.organizations import views as organizations
from handrail.accounts.persons import deletion
from handrail.accounts.persons import views as persons
from handrail.accounts.second_factors import codes_shown
from handrail.accounts.second_factors import views as second_factors
from handrail.accounts.sign_ins import confirming, devices, shared_screens
from handrail.accounts.sign_ins import views as sign_ins

urlpatterns = [
    path("", persons.account, name="account"),
    path("new/", persons.sign_up, name="sign-up"),
    path("new/passkey/", persons.sign_up_with_passkey, name="sign-up-passkey"),
    path("sign-in/", sign_ins.sign_in, name="sign-in"),
    path("sign-in/second/", sign_ins.second, name="sign-in-second"),
    path("sign-in/passkey/", sign_ins.passkey, name="sign-in-passkey"),
    path("deletion/", deletion.deletion_asked, name="deletion-asked"),
    path("sign-out/", devices.sign_out, name="sign-out"),
    path("leave/", devices.leave, name="leave"),
    path("here/", shared_screens.still_here, name="still-here"),
    path("untouched/", shared_screens.untouched, name="untouched"),
    path("recover/", persons.recover, name="recover"),
    path("confirm/", confirming.confirm, name="confirm"),
    path("password/", persons.password, name="password"),
    path("second-factor/", second_factors.second_factor, name="second-factor"),
    path("second-factor/app/", second_factors.authenticator_app, name="authenticator-app"),
    path("second-factor/passkey/", second_factors.new_passkey, name="new-passkey"),
    path("second-factor/codes/", second_factors.recovery_codes, name="recovery-codes"),
    path("second-factor/codes/shown/", codes_shown.codes_shown, name="codes-shown"),
    path("second-factor/remove/", second_factors.remove, name="remove-second-factor"),
    path("devices/", devices.devices, name="devices"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("team/<slug:public_id>/", organizations.team, name="team"),
    path("team/<slug:public_id>/keys/", api_keys.keys, name="api-keys"),
    path("invited/<slug:token>/", links.invited, name="invited"),
    path("reset/<slug:token>/", links.reset, name="reset"),
]
