"""The whole site with the door, as an installation serves it: pages, and the application that uvicorn runs."""

from django.urls import include, path

from beffroi.config.urls import urlpatterns as pages

urlpatterns = [path("", include("beffroi.charter.door.urls")), *pages]
