from __future__ import annotations

from django.urls import path

from beffroi.ui import menu

from .views import (
    budgets,
    council,
    engines,
    proof,
    questions,
    read,
    report,
    services,
    simulate,
    switch,
    try_text,
    uses,
    write,
)

app_name = "charter"
urlpatterns = [
    path("charte/", read.charter, name="charter"),
    path("charte/article/<int:number>/", read.article, name="article"),
    path("charte/versions/", read.versions, name="versions"),
    path("charte/versions/<int:number>/", read.version, name="version"),
    path("charte/versions/<int:number>/charte.<str:fmt>", council.voted_document, name="voted_document"),
    path("charte/ecrire/", write.begin, name="begin"),
    path("charte/projets/<int:pk>/", write.draft, name="draft"),
    path("charte/projets/<int:pk>/lecture/<str:code>/", write.read_article, name="read_article"),
    path("charte/projets/<int:pk>/supprimer/", write.delete, name="delete"),
    path("charte/projets/<int:pk>/simulation/", simulate.simulate, name="simulate"),
    path("charte/projets/<int:pk>/conseil/", council.council, name="council"),
    path("charte/projets/<int:pk>/<str:what>.<str:fmt>", council.document, name="document"),
    path("charte/demander/", questions.ask, name="ask"),
    path("charte/questions/", questions.inbox, name="inbox"),
    path("charte/questions/<int:pk>/", questions.question, name="question"),
    path("charte/precedents/", questions.precedents, name="precedents"),
    path("charte/precedents/<int:pk>/retirer/", questions.withdraw, name="withdraw"),
    path("charte/interrupteur/", switch.switch, name="switch"),
    path("charte/essayer/", try_text.try_text, name="try"),
    path("charte/essayer/personnes/", try_text.public_people, name="public_people"),
    path("charte/usages/", uses.uses, name="uses"),
    path("charte/usages/preference/", uses.prefer, name="prefer"),
    path("charte/usages/<str:code>/", uses.use, name="use"),
    path("charte/usages/<str:code>/evaluation/", uses.assessment, name="assessment"),
    path("charte/usages/<str:code>/noms/", uses.paired_test, name="paired_test"),
    path("charte/evaluations/<int:pk>/signer/", uses.sign, name="sign"),
    path("charte/evaluations/<int:pk>/etude/", uses.study, name="study"),
    path("charte/modeles/", engines.engines, name="engines"),
    path("charte/modeles/nouveau/", engines.engine, name="new_engine"),
    path("charte/modeles/<int:pk>/", engines.engine, name="engine"),
    path("charte/limites/", budgets.budgets, name="budgets"),
    path("charte/limites/nouvelle/", budgets.budget, name="new_budget"),
    path("charte/limites/<int:pk>/", budgets.budget, name="budget"),
    path("charte/limites/<int:pk>/retirer/", budgets.remove_budget, name="remove_budget"),
    path("charte/preuves/", proof.proof, name="proof"),
    path("charte/preuves/dossier.zip", proof.control_file, name="control_file"),
    path("charte/services/", services.services, name="services"),
    path("charte/services/nouveau/", services.service, name="new_service"),
    path("charte/services/<int:pk>/", services.service, name="service"),
    path("charte/bilan/", report.reports, name="reports"),
    path("charte/bilan/<int:year>/publier/", report.publish, name="publish_report"),
    # Without an account. Permanent addresses.
    path("ia/<slug:commune>/charte/", report.public_charter, name="public_charter"),
    path("ia/<slug:commune>/bilan/<int:year>/", report.public_report, name="public_report"),
]

menu.register("Charte", "charter:charter", order=30)
