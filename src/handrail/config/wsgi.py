"""The WSGI application that granian serves. It refuses to start where S36 forbids it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
