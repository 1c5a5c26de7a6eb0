"""Every address of the product. Public reading pages have a Spanish twin under /es/."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
