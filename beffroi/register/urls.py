from __future__ import annotations

from django.urls import path

from beffroi.ui import menu

from .views import acts, imports, public, records

app_name = "register"
urlpatterns = [
    path("registre-ia/", records.uses, name="uses"),
    path("registre-ia/nouveau/", records.new, name="new"),
    path("registre-ia/contact/", acts.register_settings, name="settings"),
    path("registre-ia/importer/", imports.import_file, name="import_file"),
    path("registre-ia/imports/<int:pk>/", imports.import_preview, name="import"),
    path("registre-ia/imports/<int:pk>/confirmer/", imports.import_confirm, name="import_confirm"),
    path("registre-ia/imports/<int:pk>/annuler/", imports.import_undo, name="import_undo"),
    path("registre-ia/exports/<slug:standard>/", records.export, name="export"),
    path("registre-ia/usages/<slug:slug>/", records.record, name="record"),
    path("registre-ia/usages/<slug:slug>/modifier/", records.edit, name="edit"),
    path("registre-ia/usages/<slug:slug>/fournisseur/", acts.supplier, name="supplier"),
    path("registre-ia/usages/<slug:slug>/publier/", acts.publication, name="publish"),
    path("registre-ia/usages/<slug:slug>/retirer/", acts.withdrawal, name="withdraw"),
    path("registre-ia/usages/<slug:slug>/enlever/", records.take_out, name="remove"),
    path("registre-ia/usages/<slug:slug>/historique/", acts.history, name="history"),
    path("registre-ia/usages/<slug:slug>/annuler/", acts.undo_last, name="undo"),
    path("registre-ia/usages/<slug:slug>/reprendre/", acts.restore_state, name="restore"),
    # Without an account. Permanent addresses.
    path("registre/schema.json", public.schema, name="schema"),
    path("registre/<slug:commune>/", public.register, name="public_register"),
    path("registre/<slug:commune>/contester/", public.contest, name="public_contest"),
    path("registre/<slug:commune>/donnees/", public.data, name="public_data"),
    path("registre/<slug:commune>/donnees/<str:filename>", public.data_file, name="public_file"),
    path("registre/<slug:commune>/<slug:slug>/", public.record, name="public_record"),
]

menu.register("Registre des IA", "register:uses", order=40)
