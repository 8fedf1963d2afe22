from django.urls import path

from themetables.plans.views import history, opinions, plans

HERE = "thematafels/<slug:slug>/plan/<int:year>"

urlpatterns = [
    path("tafelplannen/", plans.plan_overview, name="plan_overview"),
    path("thematafels/<slug:slug>/plan/", plans.plan_list, name="plan_list"),
    path(f"{HERE}/", plans.plan_detail, name="plan_detail"),
    path(f"{HERE}/wijzigen/", plans.plan_edit, name="plan_edit"),
    path(f"{HERE}/klad/", plans.draft_keep, name="draft_keep"),
    path(f"{HERE}/klad/weg/", plans.draft_discard, name="draft_discard"),
    path(f"{HERE}/indienen/", plans.plan_submit, name="plan_submit"),
    path(f"{HERE}/pdf/", plans.plan_pdf, name="plan_pdf"),
    path(f"{HERE}/versies/", history.plan_history, name="plan_history"),
    path(f"{HERE}/versies/vergelijk/", history.plan_difference, name="plan_difference"),
    path(f"{HERE}/versies/<int:number>/", history.plan_version, name="plan_version"),
    path(f"{HERE}/mening/<slug:coalition>/", opinions.planview_edit, name="planview_edit"),
    path(f"{HERE}/mening/<slug:coalition>/antwoord/", opinions.planview_answer, name="planview_answer"),
]
