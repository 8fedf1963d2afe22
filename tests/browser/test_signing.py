"""Somebody without an account signs a declaration, on a phone, from mail to PDF."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from coalitions.models import Declaration, Signature
from tests.browser.test_journeys import PHONE, deliver
from tests.browser.test_journeys import shoot as shoot

ADDRESS = "reinder.proefstee@demo.invalid"


@pytest.fixture
def declaration(world):
    return Declaration.objects.get(coalition__slug="waadhoeke")


def newest_mail(page):
    """Of the declaration: in the demo this address gets mail about the symposium too."""
    page.goto(f"/demo/postvak/?aan={ADDRESS}")
    page.locator(".ks-list h2 a").filter(has_not_text="ymposium").first.click()
    page.wait_for_url(re.compile(r"/demo/postvak/\d+/"))
    return page.content()


def test_signer_reads_confirms_signs_and_keeps_the_pdf(visit, declaration, shoot):
    deliver()
    window = visit(viewport=PHONE)
    page = window.page

    link = re.search(r"/ondertekenen/[\w-]+/", newest_mail(page)).group()
    # What a mail scanner does, with JavaScript and all, before anybody reads the mail.
    for step in ("", "code/", "niet-tekenen/"):
        page.goto(link + step)
    assert Signature.objects.of(declaration).count() == 3

    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text("Wij, de ondertekenaars")
    assert window.overflow() == 0
    shoot(window, "ondertekenaar-leest")
    page.get_by_label("Je functie").fill("")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("alert")).to_contain_text("functie")
    page.get_by_label("Je functie").fill("inkoper geboortezorg")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Stap 2 van 2")
    code_page = page.url
    deliver()

    code = re.search(r"\b\d{6}\b(?=\s*<)", newest_mail(page)).group()
    page.goto(code_page)
    page.get_by_label("Code uit de mail").fill(f"{(int(code) + 1) % 1_000_000:06}")
    page.get_by_role("button", name="Onderteken").click()
    expect(page.get_by_role("alert")).to_contain_text("nog 4 keer")
    shoot(window, "ondertekenaar-code")
    page.get_by_label("Code uit de mail").fill(f"{code[:3]} {code[3:]}")
    page.get_by_role("button", name="Onderteken").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Dank je wel")
    shoot(window, "ondertekenaar-klaar")
    signature = Signature.objects.of(declaration).last()
    assert (signature.request.email, signature.function) == (ADDRESS, "inkoper geboortezorg")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download de PDF").click()
    with open(download.value.path(), "rb") as file:
        text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(file.read())).pages)
    words = " ".join(text.split())
    assert "Reinder Proefstee inkoper" in words

    other = visit(viewport=PHONE)  # somebody to whom the first mail was forwarded
    other.page.goto(link)
    expect(other.page.get_by_role("heading", level=1)).to_have_text("Met deze link is al getekend")
    expect(other.page.get_by_role("main")).not_to_contain_text("Proefstee")
    shoot(other, "ondertekenaar-link-gebruikt")

    page.goto("/verklaring-controleren/")
    page.get_by_label("Code op de PDF").fill(re.search(r"\w{5}(-\w{5}){3}", words).group().lower())
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("main")).to_contain_text("Deze verklaring is echt")
    shoot(window, "verklaring-echt")


def test_leader_writes_and_sends_without_script(visit, world):
    """From nothing to a mail that is under way."""
    window = visit(java_script_enabled=False)
    window.log_in(world.users["coordinator"])
    page = window.page

    page.goto("/coalities/ameland/verklaring/")
    page.get_by_role("link", name="Schrijf een verklaring").click()
    page.get_by_role("button", name="Bewaar als concept").click()
    page.get_by_role("link", name="Zet iemand op de lijst").click()
    page.get_by_label("Andere organisatie").fill("Kraamzorg De Proef")
    page.get_by_label("Naam", exact=True).fill("Jantsje Testveld")
    page.get_by_label("E-mailadres").fill("eiland@voorbeeld.invalid")
    page.get_by_role("button", name="Zet op de lijst").click()
    page.get_by_role("link", name="Verstuur").click()
    page.get_by_role("button", name="Ja, verstuur").click()

    expect(page.get_by_role("main")).to_contain_text("Getekend: 0 van 1")
    expect(page.get_by_role("main")).to_contain_text("eiland@voorbeeld.invalid")
