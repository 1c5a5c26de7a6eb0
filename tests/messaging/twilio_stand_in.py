"""A Twilio of our own on this machine: it checks what is sent as Twilio does, and signs what it calls back.

Written from Twilio's published description and not from our client, so that the two can disagree.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from django.conf import settings

from handrail.kernel.fetch import Network
from handrail.messaging.channels.twilio import Twilio

ACCOUNT = "AC" + "a" * 32
TOKEN = "the-auth-token-of-the-stand-in"
NUMBER = "+13125550100"
HOST = "go.example.org"
THIS_MACHINE = Network(may_reach=lambda address: address.is_loopback)


def local_twilio():
    """The real client, led to the stand-in."""
    return Twilio(ACCOUNT, TOKEN, NUMBER, HOST, api=settings.TWILIO_STAND_IN, over=THIS_MACHINE)


class StandIn:
    """`texts` are those it accepted. `answers` are given first, in order: (status, code) or a whole callable."""

    def __init__(self):
        self.texts, self.deleted, self.refused, self.answers = {}, [], [], []
        self.asked = self.asked_to_delete = 0
        self.is_down = False
        self.lock = threading.Lock()
        self.before_answer = lambda: None
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"twilio": self}))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def accept(self, form):
        sid = "SM" + secrets.token_hex(16)
        with self.lock:
            self.texts[sid] = form | {"state": "queued"}
        return sid

    def settle(self, sid, state):
        self.texts[sid]["state"] = state

    def key_of(self, sid):
        return parse_qs(urlsplit(self.texts[sid]["StatusCallback"]).query)["m"][0]

    def callback(self, sid, state, **more):
        """The signed request by which a state is told: path with query, fields, headers."""
        text = self.texts[sid]
        fields = {
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "From": text["From"],
            "MessageSid": sid,
            "MessageStatus": state,
            "SmsSid": sid,
            "SmsStatus": state,
            "To": text["To"],
            **more,
        }
        return self.signed(text["StatusCallback"], fields)

    def text_from(self, number, body, sid="", **more):
        """The signed request by which a person's text is handed on."""
        fields = {
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "Body": body,
            "From": number,
            "MessageSid": sid or "SM" + secrets.token_hex(16),
            "NumMedia": "0",
            "SmsStatus": "received",
            "To": NUMBER,
            **more,
        }
        return self.signed(f"https://{HOST}/messages/twilio/", fields)

    def reply_to(self, response):
        """Sends what a TwiML answer says, as Twilio does; its state is told to the address that the answer names."""
        message = ElementTree.fromstring(response.content.decode()).find("Message")
        form = {"From": NUMBER, "To": "+13125550142", "Body": message.text}
        return self.accept(form | {"StatusCallback": message.get("statusCallback") or message.get("action")})

    def signed(self, url, fields, token=TOKEN):
        text = url
        for name in sorted(fields):
            text += name + fields[name]
        mac = hmac.new(token.encode(), text.encode("utf-8"), hashlib.sha1)
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        return path, fields, base64.b64encode(mac.digest()).decode()


class Handler(BaseHTTPRequestHandler):
    twilio: StandIn
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        form = self.read_form()
        self.twilio.asked += 1
        if self.is_stranger():
            return self.refuse(401, 20003)
        if self.path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            return self.refuse(404, 20404)
        if self.twilio.answers:
            answer = self.twilio.answers.pop(0)
            return answer(self, form) if callable(answer) else self.refuse(*answer)
        if fault := fault_of(form):
            return self.refuse(400, fault)
        self.accept(form)

    def accept(self, form):
        sid = self.twilio.accept(form)
        self.twilio.before_answer()
        self.give(201, {"sid": sid, "status": "queued", "error_code": None, "account_sid": ACCOUNT})

    def do_DELETE(self):
        self.twilio.asked_to_delete += 1
        if self.twilio.is_down:
            return self.refuse(503, 20503)
        if self.is_stranger():
            return self.refuse(401, 20003)
        sid = self.path.rsplit("/", 1)[1].removesuffix(".json")
        text = self.twilio.texts.get(sid)
        if text is None or sid in self.twilio.deleted:
            return self.refuse(404, 20404)
        if text["state"] not in ("delivered", "undelivered", "failed", "received"):
            return self.refuse(409, 20009)  # delivery has not been completed
        self.twilio.deleted.append(sid)
        self.give(204, None)

    def read_form(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}

    def is_stranger(self):
        expected = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        return self.headers.get("Authorization") != expected

    def refuse(self, status, code, **headers):
        self.twilio.refused.append(code)
        self.give(status, {"code": code, "message": "refused", "status": status}, **headers)

    def give(self, status, told, **headers):
        body = b"" if told is None else json.dumps(told).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Silence on the terminal."""


def fault_of(form):
    """The code by which Twilio refuses what cannot be sent."""
    to = form.get("To", "")
    if not (to.startswith("+") and to[1:].isdecimal()):
        return 21211
    if form.get("From") != NUMBER:
        return 21606
    if not form.get("Body"):
        return 21602
    if not form.get("StatusCallback", "").startswith("https://"):
        return 21609
    if not 1 <= int(form.get("ValidityPeriod", "14400")) <= 14400:
        return 21626
    return None


def too_many(seconds):
    return lambda handler, form: handler.refuse(429, 20429, Retry_After=seconds)


def taken_and_never_told(handler, form):
    """It takes the text, and the answer is lost on the way."""
    handler.twilio.accept(form)
    handler.close_connection = True
    handler.connection.close()
