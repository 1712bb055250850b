from django.urls import path

from . import views

app_name = "town"
urlpatterns = [
    path("connexion/", views.sign_in, name="sign_in"),
    path("deconnexion/", views.sign_out, name="sign_out"),
    path("commune/", views.choose_commune, name="choose_commune"),
]
