"""Mail as the portal writes it, in bulk."""


def write(count):
    """Queue `count` announcements with a text and an HTML part, through Django's mail and our backend."""
    from django.core.mail import mailers

    from outbox.messages import Category, Message

    def mail(number):
        found = Message(
            subject=f"Nieuws uit het netwerk, bericht {number}",
            body="Dag,\n\n" + "In januari komen de thematafels weer bij elkaar. " * 20,
            to=[f"lezer{number}@voorbeeld.invalid"],
            category=Category.ANNOUNCEMENT,
        )
        found.attach_alternative(
            "<h1>Dag</h1><p>" + "In januari komen de tafels bij elkaar. " * 60 + "</p>", "text/html"
        )
        return found

    mailers["default"].send_messages([mail(number) for number in range(count)])
