from django.urls import path

from coalitions.declarations.views import checking, declarations, signers, signing

HERE = "coalities/<slug:slug>/verklaring"

urlpatterns = [
    path(f"{HERE}/", declarations.declaration_list, name="declaration_list"),
    path(f"{HERE}/nieuw/", declarations.declaration_create, name="declaration_create"),
    path(f"{HERE}/<int:pk>/", declarations.declaration_detail, name="declaration_detail"),
    path(f"{HERE}/<int:pk>/wijzigen/", declarations.declaration_edit, name="declaration_edit"),
    path(f"{HERE}/<int:pk>/voorbeeld/", declarations.declaration_preview, name="declaration_preview"),
    path(f"{HERE}/<int:pk>/versturen/", declarations.declaration_send, name="declaration_send"),
    path(f"{HERE}/<int:pk>/vervolg/", declarations.declaration_follow_up, name="declaration_follow_up"),
    path(f"{HERE}/<int:pk>/intrekken/", declarations.declaration_withdraw, name="declaration_withdraw"),
    path(f"{HERE}/<int:pk>/afronden/", declarations.declaration_complete, name="declaration_complete"),
    path(f"{HERE}/<int:pk>/pdf/", declarations.declaration_pdf, name="declaration_pdf"),
    path(f"{HERE}/<int:pk>/ondertekenaars/nieuw/", signers.signer_add, name="signer_add"),
    path(f"{HERE}/<int:pk>/ondertekenaars/herinneren/", signers.signers_remind, name="signers_remind"),
    path(f"{HERE}/ondertekenaar/<int:pk>/wijzigen/", signers.signer_edit, name="signer_edit"),
    path(f"{HERE}/ondertekenaar/<int:pk>/van-de-lijst/", signers.signer_remove, name="signer_remove"),
    path(f"{HERE}/ondertekenaar/<int:pk>/herinneren/", signers.signer_remind, name="signer_remind"),
    path(f"{HERE}/ondertekenaar/<int:pk>/nieuwe-link/", signers.signer_renew, name="signer_renew"),
    # For who has no account: the token is the key, and after signing the receipt.
    path("ondertekenen/<str:token>/", signing.signing_read, name="signing_read"),
    path("ondertekenen/<str:token>/code/", signing.signing_code, name="signing_code"),
    path("ondertekenen/<str:token>/niet-tekenen/", signing.signing_decline, name="signing_decline"),
    path("getekend/<str:receipt>/", signing.signing_done, name="signing_done"),
    path("getekend/<str:receipt>/pdf/", signing.signing_pdf, name="signing_pdf"),
    path("verklaring-controleren/", checking.declaration_check, name="declaration_check"),
]
