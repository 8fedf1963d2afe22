"""A mail of our own to test with, written from templates that are never on disk."""

TEMPLATES = {
    "nieuws_subject.txt": "Nieuws van\n {{ naam }}",
    "nieuws.txt": '{% extends "emails/base.txt" %}'
    "{% block content %}Dag {{ naam }},\n\n\n\n\nlees {{ url }}{% endblock %}",
    "nieuws.html": '{% extends "emails/base.html" %}{% block subject_line %}{{ subject }}{% endblock %}'
    '{% block content %}<p>Dag {{ naam }}</p><p class="action"><a href="{{ url }}">Lees verder</a></p>{% endblock %}',
}
