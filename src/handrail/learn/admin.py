"""Wagtail needs the tags of a library that shows itself in the admin. We use none, so none are shown."""

from django.contrib import admin
from taggit.models import Tag

admin.site.unregister(Tag)
