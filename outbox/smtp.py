"""Django's SMTP backend for mail that is ready: what it would work out anew was done when the row was made."""

import re
import smtplib

from django.core.mail.backends import smtp

from outbox import leaving

A_DOT_IN_FRONT = re.compile(rb"(?m)^\.")


class EmailBackend(smtp.EmailBackend):
    def _send(self, mail):
        """As smtplib's sendmail, but the bytes are asked for last: see outbox/marks.py.

        Nor are the addresses parsed once more: outbox.backend.envelope made them clean and ASCII.
        """
        line = self.connection
        size = f" size={len(mail.mime)}" if line.has_extn("size") else ""
        code, answer = line.docmd("MAIL", f"FROM:<{mail.from_email}>{size}")
        if code != 250:
            raise refused(line, code, smtplib.SMTPSenderRefused(code, answer, mail.from_email))
        [address] = mail.recipients()
        code, answer = line.docmd("RCPT", f"TO:<{address}>")
        if code not in (250, 251):
            raise refused(line, code, smtplib.SMTPRecipientsRefused({address: (code, answer)}))
        try:
            body = mail.message().as_bytes()
        except leaving.Stopped:
            line.rset()
            raise
        code, answer = data(line, body, mail.leave) if mail.leave else line.data(body)
        if code != 250:
            raise refused(line, code, smtplib.SMTPDataError(code, answer))
        return True

    def open(self):
        opened = super().open()
        self.connection.ehlo_or_helo_if_needed()
        return opened


def data(line, body, leave):
    """As smtplib's, but a mail with a guard does not hold for long what its guard locked: see leaving.py."""
    usual = line.sock.gettimeout()
    line.sock.settimeout(leaving.TO_LISTEN)
    code, answer = line.docmd("DATA")
    if code == 354:
        line.sock.settimeout(leaving.TO_TAKE)
        end = b".\r\n" if body.endswith(b"\r\n") else b"\r\n.\r\n"
        line.send(A_DOT_IN_FRONT.sub(b"..", body) + end)
        if not leaving.answers(line.sock):
            leave.let_go()
        line.sock.settimeout(usual)
        return line.getreply()
    line.sock.settimeout(usual)
    return code, answer


def refused(line, code, error):
    """Leave the connection ready for the next mail, unless the server said goodbye (421)."""
    if code == 421:
        line.close()
    else:
        line.rset()
    return error
