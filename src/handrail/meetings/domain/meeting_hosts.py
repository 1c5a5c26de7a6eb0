"""Where online meetings are held: a link there is a way in, whatever else it is called."""

MEETING_HOSTS = (
    "zoom.us", "zoomgov.com", "meet.google.com", "teams.microsoft.com", "teams.live.com", "meet.jit.si", "webex.com",
    "gotomeet.me", "gotomeeting.com", "goto.com", "bluejeans.com", "whereby.com", "skype.com", "discord.gg",
    "signal.group", "freeconferencecall.com", "freeconference.com",
)  # fmt: skip
