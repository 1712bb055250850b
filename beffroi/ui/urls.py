from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("apparence/", views.theme, name="theme"),
    path("composants/", views.gallery, name="gallery"),
]
