"""Messages can be written here: a demonstration prints them."""

import pytest


@pytest.fixture(autouse=True)
def messages_can_be_written(settings):
    settings.DEMONSTRATION = True
