from django.urls import include, path

from library.views import adding, attaching, changing, comparing, doubting, files, guarding, reading

app_name = "library"
urlpatterns = [
    path("", include("library.search.urls")),
    path("bibliotheek/", reading.document_list, name="document_list"),
    path("bibliotheek/kring/<slug:slug>/", reading.circle_documents, name="circle_documents"),
    path("bibliotheek/nieuw/", adding.document_create, name="document_create"),
    path("bibliotheek/link/", adding.link_create, name="link_create"),
    path("bibliotheek/kiezen/", attaching.document_attach, name="document_attach"),
    path("bibliotheek/<int:pk>/", reading.document_detail, name="document_detail"),
    path("bibliotheek/<int:pk>/nieuwe-versie/", adding.version_create, name="version_create"),
    path("bibliotheek/<int:pk>/weghalen/", attaching.document_detach, name="document_detach"),
    path("bibliotheek/<int:pk>/wijzigen/", changing.document_edit, name="document_edit"),
    path("bibliotheek/<int:pk>/vervangen/", changing.document_supersede, name="document_supersede"),
    path("bibliotheek/<int:pk>/geldt-weer/", changing.document_unsupersede, name="document_unsupersede"),
    path("bibliotheek/<int:pk>/intrekken/", changing.document_withdraw, name="document_withdraw"),
    path("bibliotheek/<int:pk>/terugzetten/", changing.document_put_back, name="document_put_back"),
    path("bibliotheek/<int:pk>/klopt-niet-meer/", doubting.stale_report, name="stale_report"),
    path("bibliotheek/<int:pk>/versies/<int:number>/", comparing.version_compare, name="version_compare"),
    path("bibliotheek/meldingen/<int:pk>/", doubting.stale_answer, name="stale_answer"),
    path("bestanden/<uuid:key>/bekijken/", files.version_preview, name="version_preview"),
    path("bestanden/<uuid:key>/nakijken/", guarding.version_check, name="version_check"),
    path("bestanden/<uuid:key>/", files.version_download, name="version_download"),
]
