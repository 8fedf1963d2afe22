from django.urls import path

from symposium.certificates.views import accreditation, checking, mine

urlpatterns = [
    path("symposium/bewijs-controleren/", checking.certificate_check, name="certificate_check"),
    path("symposium/bewijs/<str:token>/", mine.certificate, name="certificate"),
    path("symposium/bewijs/<str:token>/pdf/", mine.certificate_pdf, name="certificate_pdf"),
    path("symposium/bewijs/<str:token>/nummer/", mine.register_number, name="register_number"),
    path("symposium/bewijs/<str:token>/nummer/<int:pk>/", mine.register_number_delete, name="register_number_delete"),
    path("symposium/<int:year>/punten/", accreditation.accreditation_list, name="accreditation_list"),
    path("symposium/<int:year>/punten/erbij/", accreditation.accreditation_create, name="accreditation_create"),
    path("symposium/<int:year>/punten/<int:pk>/", accreditation.accreditation_delete, name="accreditation_delete"),
    path("symposium/<int:year>/punten/export/", accreditation.accreditation_export, name="accreditation_export"),
]
