"""Mails and what people want to get."""

from outbox.links import Subscription
from outbox.models import Category
from tests.access.rows import ACCOUNT, COORDINATOR, COORDINATOR_POST, PUBLIC, row
from tests.outbox.factories import DemoMessageFactory, EmailFactory


def unsubscribe_token(world):
    return Subscription(Category.ANNOUNCEMENT, world.users["member"].pk).token


ROWS = [
    row("outbox:email_detail", COORDINATOR, lambda world: [EmailFactory(bounced=True).pk]),
    row("outbox:email_list", COORDINATOR),
    row("outbox:email_send_again", COORDINATOR_POST, lambda world: [EmailFactory(bounced=True).pk], method="post"),
    row("outbox:inbox", PUBLIC),
    row("outbox:inbox_message", PUBLIC, lambda world: [DemoMessageFactory().pk]),
    row("outbox:preferences", ACCOUNT),
    row("outbox:unsubscribe", PUBLIC, lambda world: [unsubscribe_token(world)]),
]
