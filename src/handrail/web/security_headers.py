"""What every answer tells the browser it may do: no other origin, no inline script, no frame, no sensors (S1, S4)."""

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from handrail.web.problems import is_for_programs

# Scripts come from /static/ alone, named by origin: a JSONP answer or an uploaded file is then never a script.
POLICY = (
    "default-src 'self'; script-src {scripts}; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)

# The editor writes styles and scripts into its pages and shows a draft in a frame of its own. Nobody else's page may do
# so, and it too takes nothing from another origin, nor a script from anywhere but /static/ and its own words.
EDITOR = "/cms/"
EDITOR_POLICY = (
    "default-src 'self'; script-src {scripts} 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; base-uri 'self'; object-src 'none'; form-action 'self'; frame-ancestors 'self'"
)

# Where somebody may say that a phone is theirs, and nowhere else, a page may register the one worker (S39).
KEEPING = ("/offline/", "/es/offline/")
WORKER = "/sw.js"

RESOURCE_POLICY = "Cross-Origin-Resource-Policy"
WORDS = {"/admin/": "/admin/jsi18n/", EDITOR: "/cms/jsi18n/"}

PERMISSIONS = ", ".join(
    # "Use my location" and a passkey ask on the person's own press; a place never leaves the form.
    [f"{asked}=(self)" for asked in ("geolocation", "publickey-credentials-create", "publickey-credentials-get")]
    + [
        f"{sensor}=()"
        for sensor in (
            "accelerometer",
            "autoplay",
            "camera",
            "display-capture",
            "encrypted-media",
            "fullscreen",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "picture-in-picture",
            "screen-wake-lock",
            "sync-xhr",
            "usb",
            "xr-spatial-tracking",
        )
    ]
)

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    RESOURCE_POLICY: "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",  # no-referrer makes browsers send `Origin: null`, and every form is then refused
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, outermost but for the log, so that static files, refusals and errors carry the headers too."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers[name] = value
        if is_for_programs(request):
            response.headers[RESOURCE_POLICY] = "cross-origin"  # as CORS says: see handrail.web.cross_origin
        response.headers["Content-Security-Policy"] = _policy(request)
        if request.path_info.startswith(EDITOR):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        if request.method not in ("GET", "HEAD") or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def _policy(request: HttpRequest) -> str:
    if request.path_info.startswith(EDITOR):
        return EDITOR_POLICY.format(scripts=_script_source(request))
    policy = POLICY.format(scripts=_script_source(request))
    return f"{policy}; worker-src {_origin(request)}{WORKER}" if request.path_info in KEEPING else policy


def _script_source(request: HttpRequest) -> str:
    origin = _origin(request)
    if not origin:
        return "'none'"
    scripts = [f"{origin}{folder}" for folder in ("/static/", *_own_words(request))]
    return " ".join(scripts)


def _origin(request: HttpRequest) -> str:
    """Only a host this installation answers for is ever written into the policy."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def _own_words(request: HttpRequest) -> tuple[str, ...]:
    """Widgets of the admin and the editor load their words as a script from one address, which holds nothing else."""
    return tuple(words for place, words in WORDS.items() if request.path_info.startswith(place))
