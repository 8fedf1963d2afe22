import pytest
from django.utils import timezone

from surveys.making import versions
from tests.members.factories import MembershipFactory
from tests.surveys.factories import SectionFactory, VersionFactory


@pytest.fixture
def editor(network):
    """Who makes questionnaires beside the coordinator: the data editor."""
    return MembershipFactory(circle=network, role="data").user


@pytest.fixture
def draft(db):
    return VersionFactory(instrument__title="Coalitiescan")


@pytest.fixture
def section(draft):
    return SectionFactory(instrument_version=draft, title="Wie doet mee")


@pytest.fixture
def fix(editor):
    return lambda version: versions.fix(version, by=editor, now=timezone.now())
