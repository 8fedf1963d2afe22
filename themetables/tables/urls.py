from django.urls import path

from themetables.tables.views import joining, keeping, notes, overview, reading

urlpatterns = [
    path("", reading.table_list, name="table_list"),
    path("overzicht/", overview.table_overview, name="table_overview"),
    path("nieuw/", keeping.table_start, name="table_start"),
    path("<slug:slug>/", reading.table_detail, name="table_detail"),
    path("<slug:slug>/tijdlijn/", reading.table_timeline, name="table_timeline"),
    path("<slug:slug>/wijzigen/", keeping.table_edit, name="table_edit"),
    path("<slug:slug>/knelpunten/", keeping.table_bottlenecks, name="table_bottlenecks"),
    path("<slug:slug>/stoppen/", keeping.table_close, name="table_close"),
    path("<slug:slug>/weer-beginnen/", keeping.table_reopen, name="table_reopen"),
    path("<slug:slug>/voortgang/", notes.note_list, name="note_list"),
    path("<slug:slug>/voortgang/<int:pk>/weghalen/", notes.note_remove, name="note_remove"),
    path("<slug:slug>/meedoen/", joining.table_join, name="table_join"),
    path("<slug:slug>/aanvragen/", joining.joinrequest_list, name="joinrequest_list"),
    path("<slug:slug>/aanvragen/<int:pk>/toelaten/", joining.joinrequest_accept, name="joinrequest_accept"),
    path("<slug:slug>/aanvragen/<int:pk>/afwijzen/", joining.joinrequest_decline, name="joinrequest_decline"),
    path("<slug:slug>/aanvragen/<int:pk>/intrekken/", joining.joinrequest_withdraw, name="joinrequest_withdraw"),
]
