"""A setting of the environment that cannot be used, in words for whoever set it."""


class SettingRefused(ValueError):
    """The message names the variable, and says what it holds."""
