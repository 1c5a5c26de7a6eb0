"""The product's settings for a worker that a test starts as a process of its own, led to the provider's stand-in."""

import os

from handrail.config.settings import *

MESSAGE_SENDERS = {"sms": "messaging.twilio_stand_in.local_twilio", "email": "handrail.messaging.channels.mail.Mail"}
TWILIO_STAND_IN = os.environ["TWILIO_STAND_IN"]
MESSAGE_LEASE_SECONDS = int(os.environ["LEASE_SECONDS"])
