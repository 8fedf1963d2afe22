"""One-click login as an invented person. Exists only in a demo, on a database that was seeded as one."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings

from members.accounts.entry import verify_address
from members.models import DemoMark, User

SESSION_KEY = "demo_login"

# In the order of the login page. The addresses are those of the seed (seed_demo).
PERSONAS = {
    "aanjager@demo.invalid": "Coördineert het hele netwerk: nodigt mensen uit en ziet alle kringen.",
    "coalitieleider@demo.invalid": "Leidt een lokale coalitie en houdt haar pagina bij.",
    "griet.verzonnema@demo.invalid": "Is partner in die coalitie, als verloskundige.",
    "trekker@demo.invalid": "Trekt een thematafel.",
    "lid@demo.invalid": "Doet mee in het netwerk: leest berichten en vindt mensen.",
    "bestuurder@demo.invalid": "Volgt de voortgang namens een bestuur.",
    "epidemioloog@demo.invalid": "Beheert de cijfers van het netwerk.",
}


def is_on():
    """Both the settings and the database must say so; see also: people()."""
    return settings.DEMO and DemoMark.objects.exists()


def people():
    """The invented people somebody may log in as: nobody, unless this is a demo."""
    return User.objects.filter(is_demo=True, is_active=True) if is_on() else User.objects.none()


def personas():
    """The people of the login page, in its order, each with a sentence about what they do."""
    found = {user.email: user for user in people().filter(email__in=PERSONAS)}
    return [(found[email], sentence) for email, sentence in PERSONAS.items() if email in found]


def enter(request, user, redirect_url):
    verify_address(user)
    response = perform_login(request, Login(user=user, redirect_url=redirect_url))
    request.session[SESSION_KEY] = True
    return response


def is_demo_session(request):
    """Whether this is a one-click login, which asks no second factor; only while this is a demo."""
    return request.user.is_demo and SESSION_KEY in request.session and is_on()
