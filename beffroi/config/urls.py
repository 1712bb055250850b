from django.urls import include, path

urlpatterns = [
    path("", include("beffroi.ui.urls")),
    path("", include("beffroi.town.urls")),
    path("", include("beffroi.minutes.urls")),
    path("", include("beffroi.register.urls")),
    path("", include("beffroi.charter.urls")),
    path("", include("beffroi.charter.door.urls")),
]
