"""A mail server on loopback that answers as a test tells it to."""

import logging
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from tests.races import LONG


class Sink:
    """`answers` says per address what the server answers to RCPT, `verdicts` what it answers to the whole mail."""

    def __init__(self):
        self.received = []  # (address, bytes) as they came
        self.connections = 0
        self.answers = {}
        self.verdicts = {}
        self.senders = {}
        self.hangs_up_on = set()
        self.on_mail = lambda: None

    # The names and arguments of these are aiosmtpd's.
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        if answer := self.senders.get(address):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        [address] = envelope.rcpt_tos
        if address in self.hangs_up_on:
            server.transport.abort()
            return "250 never heard"
        if verdict := self.verdicts.get(address):
            return verdict
        self.received.append((address, envelope.content))
        self.on_mail()
        return "250 OK"

    @property
    def addresses(self):
        return [address for address, _content in self.received]


@contextmanager
def listening():
    sink = Sink()
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    controller = Controller(
        sink, hostname="127.0.0.1", port=free_port(), server_hostname="sink.invalid", ready_timeout=LONG
    )
    controller.start()
    sink.port = controller.port
    try:
        yield sink
    finally:
        controller.stop()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
