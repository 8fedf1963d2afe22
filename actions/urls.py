from django.urls import path

from actions.views import exports, plans, points

app_name = "actions"
urlpatterns = [
    path("mijn-actiepunten/", plans.my_points, name="my_points"),
    path("werkagenda/<slug:slug>/", plans.point_list, name="point_list"),
    path("werkagenda/<slug:slug>/bord/", plans.point_board, name="point_board"),
    path("werkagenda/<slug:slug>/tijdlijn/", plans.point_timeline, name="point_timeline"),
    path("werkagenda/<slug:slug>/jaarplan/", exports.year_plan, name="year_plan"),
    path("werkagenda/<slug:slug>/jaarplan.pdf", exports.year_plan_pdf, name="year_plan_pdf"),
    path("werkagenda/<slug:slug>/werkagenda.xlsx", exports.point_table, name="point_table"),
    path("werkagenda/<slug:slug>/werkagenda.ics", exports.point_calendar, name="point_calendar"),
    path("werkagenda/<slug:slug>/nieuw/", points.point_create, name="point_create"),
    path("werkagenda/<slug:slug>/<int:pk>/", points.point_detail, name="point_detail"),
    path("werkagenda/<slug:slug>/<int:pk>/wijzigen/", points.point_edit, name="point_edit"),
    path("werkagenda/<slug:slug>/<int:pk>/klaar/", points.point_finish, name="point_finish"),
    path("werkagenda/<slug:slug>/<int:pk>/vervallen/", points.point_drop, name="point_drop"),
    path("werkagenda/<slug:slug>/<int:pk>/zet/", points.point_move, name="point_move"),
    path("werkagenda/<slug:slug>/<int:pk>/oppakken/", points.point_take, name="point_take"),
]
