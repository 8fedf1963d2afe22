"""Paths of the room where questionnaires are made; surveys/urls.py takes them into its namespace."""

from django.urls import include, path

from surveys.making.views import instruments, parts, sharing, versions

one = [
    path("", instruments.instrument_detail, name="instrument_detail"),
    path("wijzigen/", instruments.instrument_edit, name="instrument_edit"),
    path("opbergen/", instruments.instrument_archive, name="instrument_archive"),
    path("weggooien/", instruments.instrument_discard, name="instrument_discard"),
    path("kopie/", sharing.instrument_copy, name="instrument_copy"),
    path("vaststellen/", versions.version_fix, name="version_fix"),
    path("nieuwe-versie/", versions.version_begin, name="version_begin"),
    path("versies/<int:number>/", versions.version_detail, name="version_detail"),
    path("versies/<int:number>/invullen/", versions.version_preview, name="version_preview"),
    path("versies/<int:number>/bestand/", sharing.version_download, name="version_download"),
    path("onderdelen/nieuw/", parts.section_create, name="section_create"),
]
section = [
    path("", parts.section_edit, name="section_edit"),
    path("verplaatsen/", parts.section_move, name="section_move"),
    path("weghalen/", parts.section_remove, name="section_remove"),
    path("vraag/", parts.question_kind, name="question_kind"),
    path("vraag/<slug:kind>/", parts.question_create, name="question_create"),
]
question = [
    path("", parts.question_edit, name="question_edit"),
    path("wanneer/", parts.question_condition, name="question_condition"),
    path("verplaatsen/", parts.question_move, name="question_move"),
    path("plek/", parts.question_place, name="question_place"),
    path("weghalen/", parts.question_remove, name="question_remove"),
]
urlpatterns = [
    path("", instruments.instrument_list, name="instrument_list"),
    path("nieuw/", instruments.instrument_create, name="instrument_create"),
    path("inlezen/", sharing.instrument_read, name="instrument_read"),
    path("klaar/<slug:key>/", sharing.instrument_take, name="instrument_take"),
    path("onderdelen/<int:pk>/", include(section)),
    path("vragen/<int:pk>/", include(question)),
    path("<int:pk>/", include(one)),
]
