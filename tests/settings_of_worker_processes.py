"""The product's settings for processes that a test starts and kills, led to the provider's stand-in."""

import os

from handrail.config.settings import *
from handrail.config.settings import STORAGES

MESSAGE_SENDERS = {"sms": "messaging.twilio_stand_in.local_twilio", "email": "handrail.messaging.channels.mail.Mail"}
TWILIO_STAND_IN = os.environ["TWILIO_STAND_IN"]
MESSAGE_LEASE_SECONDS = int(os.environ["LEASE_SECONDS"])
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # none are gathered
