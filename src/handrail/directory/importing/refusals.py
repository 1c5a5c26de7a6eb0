"""Why a file is not taken."""


class ImportRefused(Exception):
    """Nothing was changed. The message may be shown to the operator."""
