from django.urls import path, re_path

from . import api, pages

app_name = "door"
urlpatterns = [
    path("v1/models", api.models, name="models"),
    path("v1/chat/completions", api.chat, name="chat"),
    path("v1/embeddings", api.embeddings, name="embeddings"),
    path("v1/audio/transcriptions", api.transcriptions, name="transcriptions"),
    re_path(r"^v1(/.*)?$", api.elsewhere, name="elsewhere"),
    path("charte/cles/", pages.keys, name="keys"),
    path("charte/cles/nouvelle/", pages.new_key, name="new"),
    path("charte/cles/<int:pk>/revoquer/", pages.revoke_key, name="revoke"),
]
