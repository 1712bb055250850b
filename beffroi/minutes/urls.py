from __future__ import annotations

from django.urls import path

from beffroi.ui import menu

from .views import acts, audio, changes, documents, meetings, proofreading, redrafting, sending, today, uploads, work

app_name = "minutes"
urlpatterns = [
    path("", today.today, name="today"),
    path("reunions/", meetings.meetings, name="meetings"),
    path("reunions/nouvelle/", meetings.new_meeting, name="new_meeting"),
    path("reunions/nouvelle/ordre-du-jour/", meetings.read_agenda, name="read_agenda"),
    path("reunions/<uuid:pk>/", meetings.meeting, name="meeting"),
    path("reunions/<uuid:pk>/ordre-du-jour/", meetings.agenda, name="agenda"),
    path("reunions/<uuid:pk>/adoption/", changes.adopted, name="adopted"),
    path("reunions/<uuid:pk>/envois/", uploads.begin_upload, name="begin_upload"),
    path("reunions/<uuid:pk>/traitement/", work.start_job, name="start_job"),
    path("reunions/<uuid:pk>/relecture/", proofreading.proofread, name="proofread"),
    path("reunions/<uuid:pk>/relecture/presence/", proofreading.here, name="here"),
    path("reunions/<uuid:pk>/relecture/groupe/", acts.answer_group, name="answer_group"),
    path("reunions/<uuid:pk>/relecture/partout/", acts.correct_everywhere, name="correct_everywhere"),
    path("reunions/<uuid:pk>/relecture/annuler/", acts.undo_last, name="undo"),
    path("reunions/<uuid:pk>/changements/", changes.changes, name="changes"),
    path("reunions/<uuid:pk>/approuver/", changes.approve_text, name="approve"),
    path("reunions/<uuid:pk>/envoyer/", sending.send_page, name="send"),
    path("reunions/<uuid:pk>/documents/<str:version>.<str:fmt>", documents.document, name="document"),
    path("reunions/<uuid:pk>/transcription.<str:fmt>", documents.transcript, name="transcript"),
    path("points/<int:pk>/", acts.answer, name="answer"),
    path("phrases/<int:pk>/", acts.edit_sentence, name="edit_sentence"),
    path("parties/<int:pk>/phrases/", acts.add_sentence, name="add_sentence"),
    path("parties/<int:pk>/reprise/", redrafting.redraft, name="redraft"),
    path("voix/<int:pk>/", acts.voice, name="voice"),
    path("paroles/<int:pk>/", acts.correct, name="correct"),
    path("enregistrements/<uuid:pk>/son/", audio.sound, name="sound"),
    path("depots/<uuid:pk>/", uploads.upload, name="upload"),
    path("depots/<uuid:pk>/fin/", uploads.finish_upload, name="finish_upload"),
    path("travaux/<uuid:pk>/", work.job, name="job"),
    path("travaux/<uuid:pk>/flux/", work.job_stream, name="job_stream"),
    path("travaux/<uuid:pk>/annuler/", work.cancel_job, name="cancel_job"),
    path("envois/<uuid:pk>/", sending.delivery, name="delivery"),
    path("messages/<int:pk>/renvoyer/", sending.send_again, name="send_again"),
]
menu.register("Aujourd’hui", "minutes:today", order=0)
menu.register("Réunions", "minutes:meetings", order=10)
