"""Every setting, from the environment, secure unless told otherwise. `docs/settings.md` explains each variable."""

import os
import secrets
from pathlib import Path

import dj_database_url

from handrail.config.message_settings import *  # noqa: F403 - settings, each explained there and in docs/settings.md
from handrail.config.message_settings import MESSAGE_HOST, SMTP_HOST, SMTP_PASSWORD, SMTP_PORT, SMTP_USER
from handrail.config.operator_settings import OPERATOR_EMAIL, OPERATOR_NAME, OPERATOR_PHONE  # noqa: F401 - as above
from handrail.config.refused_setting import SettingRefused
from handrail.privacy.domain.operator_roles import OperatorRole

PRODUCT = Path(__file__).resolve().parents[1]
CHECKOUT = PRODUCT.parents[1]
VAR = Path(os.environ.get("HANDRAIL_VAR", CHECKOUT / "var"))


def switched_on(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number_of_proxies(default: str) -> int:
    """A negative number would read `X-Forwarded-For` from its invented end, so it is refused and not guessed at."""
    given = os.environ.get("HANDRAIL_TRUSTED_PROXIES", default).strip()
    if not (given.isascii() and given.isdecimal()):
        raise SettingRefused(
            "HANDRAIL_TRUSTED_PROXIES is how many proxies stand before the product: 0, 1, 2 and so on."
        )
    return int(given)


def secret_key_file() -> Path | None:
    """Where the key lies, unless it was given in the environment."""
    if os.environ.get("HANDRAIL_SECRET_KEY"):
        return None
    return Path(os.environ.get("HANDRAIL_SECRET_KEY_FILE", VAR / "secret_key"))


def secret_key(file: Path | None) -> str:
    """HANDRAIL_SECRET_KEY, else a key made once and kept for this installation, readable by its owner only."""
    if file is None:
        return os.environ["HANDRAIL_SECRET_KEY"]
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
                handle.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process made it a moment ago
    return file.read_text().strip()


# How this process runs. Demonstration mode is for a person trying Handrail on their own machine (S36).
DEMONSTRATION = switched_on("HANDRAIL_DEMONSTRATION")
DEBUG = switched_on("HANDRAIL_DEBUG")
SECRET_KEY_FILE = secret_key_file()
SECRET_KEY = secret_key(SECRET_KEY_FILE)
KEYS_FILE = os.environ.get("HANDRAIL_KEYS_FILE", VAR / "keys.toml")  # production refuses it beside the data (S30)
AUDIT_ANCHOR_FILE = os.environ.get("HANDRAIL_AUDIT_ANCHOR_FILE")  # outside the data tree, like the keys (S32)
BACKUP_TO = os.environ.get("HANDRAIL_BACKUP_TO")  # a public key: what the server seals it cannot open (S34)
BACKUP_DAYS = int(os.environ.get("HANDRAIL_BACKUP_DAYS", "35"))  # how long a backup is kept: told before a deletion
ERASURE_FILE = os.environ.get("HANDRAIL_ERASURE_FILE")  # the same: after a restore it tells whom to forget (S33)
ALLOWED_HOSTS = words("HANDRAIL_HOSTS", "127.0.0.1,localhost,[::1]")
BEHIND_TLS = switched_on("HANDRAIL_TLS", default=not DEMONSTRATION)
BEHIND_PROXY = switched_on("HANDRAIL_TRUST_PROXY")
TRUSTED_PROXIES = number_of_proxies("1" if BEHIND_PROXY else "0")  # whose word on addresses counts (S12)

ROOT_URLCONF = "handrail.config.urls"
WSGI_APPLICATION = "handrail.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "wagtail.users",  # what the editor notes of each of us, such as a dark theme; its own pages are shut
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "handrail.accounts.admin_app.OperatorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "handrail.config.apps.ConfigConfig",
    "handrail.kernel.apps.KernelConfig",
    "handrail.web.apps.WebConfig",
    "handrail.privacy.apps.PrivacyConfig",
    "handrail.messaging.apps.MessagingConfig",
    "handrail.accounts.apps.AccountsConfig",
    "handrail.directory.apps.DirectoryConfig",
    "handrail.meetings.apps.MeetingsConfig",
    "handrail.learn.apps.LearnConfig",
    "handrail.referrals.apps.ReferralsConfig",
    "handrail.pathways.apps.PathwaysConfig",
    "handrail.interop.apps.InteropConfig",
    "handrail.pages.apps.PagesConfig",
]

MIDDLEWARE = [
    "handrail.web.request_log.request_log",  # outermost: it counts every answer, refusals too
    "handrail.web.security_headers.security_headers",  # before whitenoise, so that static files carry them
    "handrail.web.plain_calls.plain_calls",
    "django.middleware.security.SecurityMiddleware",  # outside of every refusal: those too keep browsers on https
    "handrail.web.cross_origin.cross_origin",
    "handrail.web.input_limits.input_limits",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "handrail.web.packing.Packing",  # a page of paths is 21 kB, 5 packed; its padding hides lengths (BREACH)
    "handrail.web.language.address_language",  # by the address alone: no cookie, no redirect
    "handrail.config.safe_keeping.closed_meanwhile.closed_meanwhile",  # before anything that reads the database
    "django.middleware.common.CommonMiddleware",
    "handrail.web.error_pages.refused_methods",
    "handrail.web.error_pages.busy_pages",
    "handrail.web.doors.DoorSession",  # sessions, people and notices exist only where somebody can sign in (S3)
    "handrail.web.doors.DoorCsrf",
    "handrail.web.doors.DoorAuthentication",
    "handrail.web.doors.DoorMessages",
    "handrail.accounts.sign_ins.guard.SignInGuard",  # idle, absolute and ended sign-ins; staff to a second factor
]
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # it looks for Django's class by name; ours sets X-Frame-Options on every answer
    "security.W003",  # the same: DoorCsrf checks every form behind a door, stateless_form every other
    "security.W021",  # a preload list binds the whole domain for years, which its owner alone can decide
]

TEMPLATES = [
    {  # the admin alone; product pages are Jinja2, see handrail.web.rendering
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'handrail.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # with DEFERRED, 938 of 1,000 concurrent read-then-write transactions failed
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
    }

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [PRODUCT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "handrail.web.htmx_file.HtmxFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# S1: same-origin, since no-referrer makes browsers send `Origin: null` and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_SSL_REDIRECT = (
    BEHIND_TLS and BEHIND_PROXY
)  # without a proxy's word every request looks plain: an endless redirect
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS and switched_on("HANDRAIL_TLS_SUBDOMAINS", default=True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-sessionid" if BEHIND_TLS else "sessionid"  # no neighboring host can set or read it
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60  # a sign-in never outlives a shift
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # else a cookie would hold what was done
CSRF_FAILURE_VIEW = "handrail.web.error_pages.form_refused"
CSRF_USE_SESSIONS = True  # S3: Django's own csrftoken cookie lasts a year, also for anonymous visitors
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    256 * 1024
)  # no page takes an upload; the largest form is a long health page in the editor
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # a long page in the editor; elsewhere `input_limits` allows far fewer
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "handrail.learn.editing.permissions.RoleBackend",  # what an editor may do; nobody signs in by it
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "handrail.accounts.passwords.OurRules"}]  # for `createsuperuser`

# S36, S37: a demonstration prints. Elsewhere a way of sending opens with its settings and a signed agreement.
MESSAGE_SENDERS = {
    "sms": f"handrail.messaging.channels.{'console.Console' if DEMONSTRATION else 'twilio.twilio'}",
    "email": f"handrail.messaging.channels.{'console.Console' if DEMONSTRATION else 'mail.Mail'}",
}
if DEMONSTRATION:
    MESSAGE_HOST = MESSAGE_HOST or f"127.0.0.1:{int(os.environ.get('HANDRAIL_DEMONSTRATION_PORT', '8000'))}"
TEXT_ANSWERER = "handrail.meetings.by_text.answering.answer"  # messaging lies below it, and cannot name it
MESSAGE_LEASE_SECONDS = 120  # as handrail.messaging.domain.leases has it; a test of killed workers shortens it
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'console' if DEMONSTRATION else 'smtp' if SMTP_HOST else 'dummy'}.EmailBackend"
)
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD
EMAIL_USE_SSL = SMTP_PORT == 465
EMAIL_USE_TLS = not EMAIL_USE_SSL and SMTP_HOST not in (
    "127.0.0.1",
    "localhost",
)  # a relay of this machine may be plain
EMAIL_TIMEOUT = 10

# Ids only: no path, address, query, user agent or exception message. See handrail.config.log_lines for why and how.
LOGGING_CONFIG = "handrail.config.log_lines.configure"
LOGGING = {"level": os.environ.get("HANDRAIL_LOG_LEVEL", "INFO").upper()}

# The editor of health content, behind /cms/ (S10, S11): it contacts nobody, and has no password of its own.
WAGTAIL_SITE_NAME = "Handrail"
WAGTAILADMIN_BASE_URL = ""  # links in the editor stay on the host it was opened on
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # an address is read out on the telephone and printed
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False  # ours is simpler: a second person reads and publishes
WAGTAILADMIN_COMMENTS_ENABLED = False  # they would send mail
WAGTAIL_AUTOSAVE_INTERVAL = 0  # who only looks must not become the last who wrote
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link"]},
    }
}

# What an operator may set. Nothing here is contacted unless a person presses it or an operator runs a command.
QUICK_EXIT_URL = os.environ.get("HANDRAIL_QUICK_EXIT_URL", "https://www.weather.gov/")
COUNTRY = os.environ.get("HANDRAIL_COUNTRY", "US")
API_PER_MINUTE = int(os.environ.get("HANDRAIL_API_PER_MINUTE", "600"))  # calls of one network; 0 closes the API
OPEN_PLACES_HOURS = float(os.environ.get("HANDRAIL_OPEN_PLACES_HOURS", "24"))
if not 0 < OPEN_PLACES_HOURS <= 24 * 7:
    raise SettingRefused("HANDRAIL_OPEN_PLACES_HOURS is a number of hours, more than 0 and at most 168.")
LISTING_CHANGE_HOURS = float(os.environ.get("HANDRAIL_LISTING_CHANGE_HOURS", "48"))
if not 1 <= LISTING_CHANGE_HOURS <= 24 * 30:
    raise SettingRefused("HANDRAIL_LISTING_CHANGE_HOURS is a number of hours, at least 1 and at most 720.")
# S18: until it is set nothing is handed over. A demonstration plays a program, so that all of it can be tried.
OPERATOR_ROLE = os.environ.get("HANDRAIL_OPERATOR_ROLE", "part2_program" if DEMONSTRATION else "").strip()
if OPERATOR_ROLE not in ("", *OperatorRole):
    raise SettingRefused(f"HANDRAIL_OPERATOR_ROLE is one of: {', '.join(OperatorRole)}.")
