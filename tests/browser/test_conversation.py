"""The whole errand of a question: asked, put to who knows, answered, kept, found, mailed, and looked after."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.asking import inviting
from community.models import Post, Report, Topic
from language import pdf
from library.extracting import texts
from library.models import Document
from library.search import queue
from members.models import DigestMail, User
from members.notices import digests
from outbox.models import Email
from outbox.tasks import deliver_mail
from tests.browser.conftest import go
from tests.browser.test_journeys import PHONE
from tests.browser.test_journeys import shoot as shoot

TITLE = "Wie kent de draagdoek?"
ANSWER = "Wij lopen deze lijst door, en bellen daarna de verloskundige."
# One long word in the file; somebody else looks for two of its parts.
PAPER = "Op het huisbezoekformulier staat wat je vraagt over de draagdoek."
PARTS = "formulier huisbezoek"


@pytest.fixture
def enter(visit):
    """Open a window as somebody of the demo."""

    def _enter(user, **context):
        window = visit(**context)
        window.log_in(user)
        return window

    return _enter


@pytest.fixture
def people(world):
    """Who asks, who knows, who reads and who moderates."""
    knows = User.objects.get(email="trekker@demo.invalid")
    knows.expertise = "draagdoek"
    knows.save(update_fields=["expertise"])
    knows.answer_invitations.all().delete()  # the demo asked them enough this week
    DigestMail.objects.filter(user=knows).delete()
    return world.users["member"], knows, world.users["reader"], world.users["coordinator"]


def main(page):
    return page.get_by_role("main")


def press(page, name):
    main(page).get_by_role("button", name=name).first.click()


def send(page, name):
    """Press a button of a form, and wait until the portal answered."""
    go(main(page).get_by_role("button", name=name).first)


def ask(page):
    page.goto("/gesprekken/")
    main(page).get_by_role("link", name="Stel een vraag of begin een gesprek").click()
    page.get_by_role("radio", name=re.compile("Een vraag")).check()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Tekst", exact=True).fill("Graag jullie tips.")
    press(page, "Plaats")
    page.wait_for_url(re.compile(r"/gesprekken/\d+/$"))
    return Topic.objects.get(title=TITLE)


def reply(page, text, *files):
    page.get_by_label("Je reactie").fill(text)
    if files:
        page.get_by_label("Bijlagen").set_input_files(list(files))
    press(page, "Plaats")
    expect(main(page)).to_contain_text(text)


def open_mail(page, person, subject):
    """Read a mail that was delivered; return where its links lead, by what they say."""
    deliver_mail()
    page.goto(f"/demo/postvak/?aan={person.email}")
    main(page).get_by_role("link", name=re.compile(subject)).first.click()
    page.wait_for_url(re.compile(r"/demo/postvak/\d+/"))
    links = main(page).locator("article a").all()
    return {link.inner_text(): link.get_attribute("href") for link in links}


def here(address):
    """A mail names the address of the portal; the test runs at another one."""
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="").geturl()


def paper():
    data = {"title": "Het eerste gesprek", "circle": "Coalitie", "text": PAPER, "credits": ""}
    content = pdf.render("library/paper.typ", data, now=timezone.now())
    return {"name": "Het_eerste_gesprek.pdf", "mimeType": "application/pdf", "buffer": content}


def work():
    """Do what the worker does with a new file and a new text."""
    texts.read_texts(timezone.now())
    queue.work_off(timezone.now())


def test_question_is_answered_kept_found_and_mailed(enter, people, shoot):
    asker, knows, reader, _ = people
    asking, knowing = enter(asker), enter(knows, viewport=PHONE)

    topic = ask(asking.page)
    inviting.carry(topic.asking.pk, now=timezone.now())
    asking.page.reload()
    expect(main(asking.page)).to_contain_text(f"{knows} weet volgens het profiel veel van draagdoek")
    shoot(asking, "vraag-1-gesteld")

    links = open_mail(knowing.page, knows, re.escape(TITLE))
    knowing.page.goto(here(links["Geef antwoord"]))
    expect(main(knowing.page)).to_contain_text("Wij denken dat jij dit misschien weet.")
    reply(knowing.page, ANSWER, paper())
    work()
    shoot(knowing, "vraag-2-beantwoord")

    page = asking.page
    links = open_mail(page, asker, f"reageert|{re.escape(TITLE)}")
    page.goto(here(next(href for href in links.values() if href.endswith("#bijdrage-2"))))
    expect(main(page).get_by_role("link", name="Het eerste gesprek")).to_be_visible()
    press(page, re.compile("^Dit hielp"))
    expect(main(page).get_by_role("heading", name="Dit antwoord hielp")).to_be_visible()
    main(page).get_by_role("link", name="Zet het in de bibliotheek").click()
    page.get_by_label("Titel").fill("Draagdoek: zo begin je het gesprek")
    press(page, "Zet in de bibliotheek")
    expect(main(page)).to_contain_text(f"Antwoord van {knows}")
    shoot(asking, "vraag-3-in-de-bibliotheek")

    work()
    finding = enter(reader)
    finding.page.goto("/zoeken/")
    main(finding.page).get_by_role("searchbox").first.fill(PARTS)
    main(finding.page).get_by_role("searchbox").first.press("Enter")
    main(finding.page).get_by_role("link", name=re.compile("Het eerste gesprek")).first.click()
    expect(finding.page.get_by_role("heading", level=1)).to_contain_text("Het eerste gesprek")
    shoot(finding, "vraag-4-gevonden")


def test_digest_opens_the_place_and_stops_with_one_click(enter, people, visit, shoot):
    asker, knows, _, _ = people
    topic = ask(enter(asker).page)
    window = enter(knows, viewport=PHONE)
    window.page.goto(topic.conversation_url)
    reply(window.page, ANSWER)
    thanking = enter(asker)
    thanking.page.goto(topic.conversation_url)
    reply(thanking.page, "Dank je wel, hier kan ik mee verder.")

    digests.mail(knows.pk, now=timezone.now())
    links = open_mail(window.page, knows, "nieuw|Nieuw")
    place = f"{topic.conversation_url}#bijdrage-3"
    assert place in [here(href) for href in links.values()]
    shoot(window, "verzamelmail")
    window.page.goto(place)
    expect(window.page.locator("#bijdrage-3")).to_be_in_viewport()
    expect(window.page.locator("#bijdrage-3")).to_contain_text("Dank je wel, hier kan ik mee verder.")

    # What the mail program of somebody who is not logged in does with its own button.
    mime = bytes(Email.objects.filter(to=knows.email).latest("pk").mime).decode()
    address = re.search(r"<(https?://[^>]+/afmelden/[^>]+)>", re.sub(r"\r?\n[ \t]", "", mime)).group(1)
    stranger = visit()
    answer = stranger.context.request.post(here(address), form={"List-Unsubscribe": "One-Click"})
    assert answer.ok
    stranger.page.goto(here(address))
    expect(main(stranger.page)).to_contain_text("Je krijgt van ons geen mail meer over")
    shoot(stranger, "afgemeld")
    thanking.page.goto(topic.conversation_url)
    reply(thanking.page, "En nog iets.")
    DigestMail.objects.filter(user=knows).delete()
    digests.mail(knows.pk, now=timezone.now())
    assert not [mail for mail in Email.objects.filter(to=knows.email) if "En nog iets." in mail.text]


def test_moderator_hides_in_two_clicks_and_puts_it_back(enter, people, shoot):
    asker, knows, reader, coordinator = people
    topic = ask(enter(asker).page)
    writing, reading, moderating = enter(knows), enter(reader), enter(coordinator)
    writing.page.goto(topic.conversation_url)
    reply(writing.page, "Koop mijn draagdoek!")

    moderating.page.goto(topic.conversation_url)
    moderating.page.get_by_role("link", name="Verberg (bijdrage 2)").click()
    press(moderating.page, "Het is reclame")
    expect(main(moderating.page)).to_contain_text("De bijdrage is verborgen.")
    shoot(moderating, "verborgen")
    reading.page.goto(topic.conversation_url)
    expect(main(reading.page)).not_to_contain_text("Koop mijn draagdoek!")
    writing.page.goto(topic.conversation_url)
    expect(main(writing.page)).to_contain_text("Verborgen")

    send(moderating.page, "Toon weer (bijdrage 2)")
    reading.page.reload()
    expect(main(reading.page)).to_contain_text("Koop mijn draagdoek!")


def test_errands_of_a_conversation_without_script(enter, people):
    asker, knows, _, coordinator = people
    without = {"java_script_enabled": False, "viewport": PHONE}
    asking, knowing, moderating = (enter(who, **without).page for who in (asker, knows, coordinator))

    topic = ask(asking)
    knowing.goto(topic.conversation_url)
    send(knowing, "Markeer als gelezen")
    knowing.goto(topic.conversation_url)
    reply(knowing, ANSWER, paper())
    main(knowing).get_by_role("link", name="Wijzig (bijdrage 2)").click()
    knowing.get_by_label("Tekst").first.fill(f"{ANSWER} Elke keer.")
    press(knowing, "Bewaar")
    expect(main(knowing)).to_contain_text("Je bijdrage is gewijzigd.")

    asking.goto(topic.conversation_url)
    press(asking, "Bedank (bijdrage 2)")
    expect(main(asking)).to_contain_text("1 bedankje")
    press(asking, "Dit hielp (bijdrage 2)")
    main(asking).get_by_role("link", name="Zet het in de bibliotheek").click()
    send(asking, "Zet in de bibliotheek")
    assert Document.objects.filter(title=TITLE).exists()
    asking.goto(topic.conversation_url)
    main(asking).get_by_role("link", name="Meld (bijdrage 2)").click()
    asking.get_by_label("Wat is er aan de hand?").fill("Dit klopt niet meer.")
    send(asking, "Meld deze bijdrage")

    moderating.goto("/gesprekken/meldingen/")
    main(moderating).locator("li").filter(has_text=TITLE).get_by_role("link", name="Verberg").click()
    send(moderating, "Het is reclame")
    assert not Report.objects.open().filter(post__topic=topic).exists()
    send(moderating, "Toon weer (bijdrage 2)")
    asking.goto("/gesprekken/?soort=vraag")
    expect(main(asking)).to_contain_text(TITLE)
    asking.goto(topic.conversation_url)
    press(asking, "Volg dit niet meer")
    expect(main(asking)).to_contain_text("Je volgt dit gesprek niet meer.")


def tab_to(page, selector):
    """Press Tab until the focus is on something of this kind."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never comes to {selector}")


def test_question_and_answer_by_keyboard_alone(enter, people):
    asker, knows, _, _ = people
    page = enter(asker).page
    page.goto("/gesprekken/")
    tab_to(page, "main a[href='/gesprekken/nieuw/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/gesprekken/nieuw/")
    tab_to(page, "[name=kind]")
    page.keyboard.press("Space")
    tab_to(page, "[name=title]")
    page.keyboard.type(TITLE)
    tab_to(page, ".ks-toolbar button")
    page.keyboard.press("Enter")  # bold: the next words stand between the marks
    page.keyboard.type("Wie weet het?")
    tab_to(page, "main form[data-ks-keep] [type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/gesprekken/\d+/$"))
    topic = Topic.objects.get(title=TITLE)
    assert topic.opening.text == "**Wie weet het?**"

    page = enter(knows).page
    page.goto(topic.conversation_url)
    tab_to(page, "textarea[name=text]")
    page.keyboard.type(ANSWER)
    tab_to(page, "main form[data-ks-keep] [type=submit]")
    page.keyboard.press("Enter")
    expect(main(page)).to_contain_text(ANSWER)
    tab_to(page, "main a[href$='/2/wijzigen/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2/wijzigen/")
    assert Post.objects.get(topic=topic, number=2).text == ANSWER
