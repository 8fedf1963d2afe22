"""One journey per role's main errand, in a real browser, with what the person would see."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from members.models import Membership, User
from outbox.tasks import deliver_mail
from tests.browser.conftest import ROOT, go

SHOTS = ROOT / "var" / "journeys"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def shoot():
    """Keep a picture of where a journey ends."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def _shoot(window, name):
        assert window.axe() == []
        window.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return _shoot


def deliver():
    """Do what the worker does: send what waits, to the demo mailbox."""
    deliver_mail()


def app_code(secret):
    """The code an authenticator app shows now; not the one before, which is too old any moment."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def test_visitor_finds_the_coalition_of_a_municipality_on_a_phone(visit, shoot):
    window = visit(viewport=PHONE)
    page = window.page

    page.goto("/")
    page.get_by_role("link", name=re.compile("^Tytsjerksteradiel")).last.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Tytsjerksteradiel")
    expect(page.get_by_role("main")).to_contain_text("Achtkarspelen")
    shoot(window, "bezoeker")


def test_somebody_invited_gets_in_with_a_password_and_an_app(visit, world, shoot):
    """The whole way in: invited by the coordinator, mail, account, password, app, profile, out and in again."""
    coordinator = visit()
    coordinator.click_in(world.users["coordinator"])
    coordinator.page.goto(world.circle.get_absolute_url())
    coordinator.page.get_by_role("link", name=re.compile("[Nn]odig")).first.click()
    coordinator.page.get_by_label("E-mailadressen").fill("nieuweling@voorbeeld.invalid")
    coordinator.page.get_by_role("button", name="Nodig uit").click()
    expect(coordinator.page.get_by_role("main")).to_contain_text("nieuweling@voorbeeld.invalid")
    deliver()

    window = visit(viewport=PHONE)
    page = window.page
    page.goto("/demo/postvak/?aan=nieuweling@voorbeeld")
    page.get_by_role("main").get_by_role("link", name=re.compile("nodigt je uit|itnodiging")).first.click()
    page.wait_for_url(re.compile(r"/demo/postvak/\d+/"))
    page.goto(re.search(r"/uitnodiging/[\w-]+/", page.content()).group())
    page.get_by_role("button", name="Ja, ik doe mee").click()
    expect(page.get_by_role("alert")).to_contain_text("naam")  # an empty name, said at the field
    page.get_by_label("Je naam").fill("Nynke Proefstra")
    page.get_by_role("button", name="Ja, ik doe mee").click()

    page.get_by_role("link", name="Met een wachtwoord en een app").click()
    expect(page.locator("input[type=password]")).to_have_count(2)
    for field in page.locator("input[type=password]").all():
        field.fill("vijf paarse kieviten op sleeptouw")
    go(page.get_by_role("main").get_by_role("button").last)
    page.get_by_text("Lukt scannen niet, of lees je dit op je telefoon?").click()
    secret = page.locator(".ks-secret").inner_text().replace(" ", "")
    page.get_by_role("textbox").fill(app_code(secret))
    go(page.get_by_role("button", name="Koppel de app"))
    shoot(window, "herstelcodes")
    page.get_by_role("link", name="Ik heb ze bewaard, verder").click()

    page.get_by_label("Functie").fill("kraamverzorgende")
    go(page.get_by_role("main").get_by_role("button", name=re.compile("Bewaar|Opslaan")))
    page.goto("/kringen/")
    expect(page.get_by_role("main")).to_contain_text(world.circle.name)
    newcomer = User.objects.get(email="nieuweling@voorbeeld.invalid")
    assert (newcomer.name, newcomer.function) == ("Nynke Proefstra", "kraamverzorgende")

    page.goto("/uitloggen/")
    go(page.get_by_role("main").get_by_role("button", name=re.compile("[Uu]it|uit")))
    page.goto("/mensen/")
    expect(page).to_have_url(re.compile("/inloggen/"))


def test_somebody_invited_gets_in_with_a_passkey(visit, world, shoot):
    window = visit()
    page = window.page
    devtools = window.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )

    page.goto(f"/uitnodiging/{world.invitation.token}/")
    page.get_by_label("Je naam").fill("Gerben Proefstra")
    page.get_by_role("button", name="Ja, ik doe mee").click()
    page.get_by_role("link", name="Met een passkey").click()
    page.locator("[data-ks-passkey-start]").click()
    page.get_by_role("link", name="Ik heb ze bewaard, verder").click()
    page.goto("/uitloggen/")
    go(page.get_by_role("main").get_by_role("button", name=re.compile("[Uu]it|uit")))

    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url(re.compile(r":\d+/$"))
    page.goto("/kringen/")

    expect(page.get_by_role("main")).to_contain_text(world.circle.name)
    shoot(window, "passkey")


def test_visitor_asks_to_take_part_and_the_coordinator_lets_them_in(visit, world, shoot):
    window = visit(java_script_enabled=False)
    page = window.page
    page.goto("/meedoen/")
    page.get_by_role("button", name="Verstuur je aanvraag").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    page.get_by_label("Je naam").fill("Jelle Probeersma")
    page.get_by_label("Je e-mailadres").fill("jelle@voorbeeld.invalid")
    page.get_by_label("Waar werk je?").fill("Praktijk De Proef")
    page.get_by_label("Wat doe je daar?").fill("verloskundige")
    page.get_by_label("Waar wil je bij horen?").select_option(str(world.circle.pk))
    page.get_by_label("Waarom wil je meedoen?").fill("Wij zien veel jonge gezinnen.")
    page.get_by_role("button", name="Verstuur je aanvraag").click()
    expect(page).to_have_url(re.compile("/meedoen/verstuurd/"))

    coordinator = visit()
    coordinator.click_in(world.users["coordinator"])
    coordinator.page.goto("/aanvragen/")
    entry = coordinator.page.locator("li, article, tr, section").filter(has_text="Jelle Probeersma").last
    go(entry.get_by_role("button", name=re.compile("[Gg]oed|[Tt]oe")))
    deliver()

    coordinator.page.goto("/demo/postvak/?aan=jelle@voorbeeld")
    expect(coordinator.page.get_by_role("main")).to_contain_text("jelle@voorbeeld.invalid")
    shoot(coordinator, "aanvraag")


def test_leader_ends_a_membership_and_the_open_window_notices(visit, world, shoot):
    partner, leader = visit(), visit(viewport=PHONE)
    partner.log_in(world.users["partner"])
    partner.page.goto(world.circle.get_absolute_url())
    leader.log_in(world.users["leader"])

    membership = Membership.objects.get(circle=world.circle, user=world.users["partner"], until=None)
    leader.page.goto(f"{world.circle.get_absolute_url()}leden/{membership.pk}/beeindigen/")
    go(leader.page.get_by_role("main").get_by_role("button").last)
    shoot(leader, "lidmaatschap")

    assert partner.page.reload().status == 404


def test_coordinator_tells_the_network_and_a_member_reads_it(visit, world, shoot):
    coordinator = visit()
    coordinator.click_in(world.users["coordinator"])
    page = coordinator.page
    page.goto("/mededelingen/nieuw/")
    page.get_by_label("Titel").fill("De zaal is bekend")
    page.get_by_label(re.compile("Iedereen in het netwerk")).check()
    page.get_by_label("Tekst").fill("We zien elkaar in **Drachten**.\n\n- neem een collega mee\n- meld je op tijd aan")
    page.get_by_role("main").get_by_role("button").last.dblclick()  # two clicks, one announcement
    page.wait_for_url(re.compile(r"/mededelingen/\d+/"))

    member = visit(viewport=PHONE)
    member.click_in(world.users["member"])
    member.page.goto("/mededelingen/")
    expect(member.page.get_by_role("link", name="De zaal is bekend")).to_have_count(1)
    member.page.get_by_role("link", name="De zaal is bekend").click()

    expect(member.page.locator("main strong", has_text="Drachten")).to_be_visible()
    shoot(member, "mededeling")


def test_member_finds_a_colleague_with_the_keyboard_alone(visit, world, shoot):
    window = visit()
    page = window.page
    window.log_in(world.users["member"])
    colleague = world.users["leader"]

    page.goto("/mensen/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main input')"):
            break
    page.keyboard.type(colleague.name)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?"))

    expect(page.get_by_role("main")).to_contain_text(colleague.name)
    shoot(window, "wie-is-wie")
