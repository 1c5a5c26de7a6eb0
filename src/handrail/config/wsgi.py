"""The WSGI application that the server loads. It refuses to start where S36 forbids it."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


def guarded_application() -> WSGIHandler:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    application = get_wsgi_application()
    from django.db import connections

    from handrail.config.refusals import check_may_serve  # needs the models, which are loaded only now
    from handrail.config.warming import make_ready

    check_may_serve()
    make_ready()
    connections.close_all()  # requests are answered in other threads, each with its own connection
    return application


application = guarded_application()
