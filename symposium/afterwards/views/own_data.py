"""Somebody's own data at one edition, by their own link."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from language.sheets import as_file
from symposium.afterwards import own_data
from symposium.registering.views.mine import of_person


@require_safe
@of_person
def my_data(request, person):
    text = own_data.as_text(person, now=timezone.now())
    name = f"symposium-{person.edition.year}-mijn-gegevens.txt"
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=as_file(name))
