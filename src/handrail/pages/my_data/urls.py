"""The addresses of a person's own data, all behind a door."""

from django.urls import path

from handrail.pages.my_data import asking, contacts, exporting, views

urlpatterns = [
    path("", views.home, name="my-data"),
    path("seen/", views.who_saw_it, name="my-seen"),
    path("consents/", views.consents, name="my-consents"),
    path("consents/<slug:public_id>/", views.consent, name="my-consent"),
    path("contacts/", contacts.contacts, name="my-contacts"),
    path("contact/<slug:token>/", contacts.confirm, name="contact-confirm"),
    path("requests/", asking.requests, name="my-requests"),
    path("requests/new/<slug:kind>/", asking.new_request, name="my-request-new"),
    path("export/", exporting.export, name="my-export"),
    path("delete/", views.delete, name="my-delete"),
]
