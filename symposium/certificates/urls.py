from django.urls import path

from symposium.certificates.views import accreditation, checking, mine, naming

urlpatterns = [
    path("bewijs-controleren/", checking.certificate_check, name="certificate_check"),
    path("bewijs/<str:token>/", mine.certificate, name="certificate"),
    path("bewijs/<str:token>/pdf/", mine.certificate_pdf, name="certificate_pdf"),
    path("bewijs/<str:token>/nummer/", mine.register_number, name="register_number"),
    path("bewijs/<str:token>/nummer/<int:pk>/", mine.register_number_delete, name="register_number_delete"),
    path("<int:year>/aanmeldingen/<int:pk>/naam/", naming.person_name, name="person_name"),
    path("<int:year>/punten/", accreditation.accreditation_list, name="accreditation_list"),
    path("<int:year>/punten/erbij/", accreditation.accreditation_create, name="accreditation_create"),
    path("<int:year>/punten/<int:pk>/", accreditation.accreditation_delete, name="accreditation_delete"),
    path("<int:year>/punten/export/", accreditation.accreditation_export, name="accreditation_export"),
]
