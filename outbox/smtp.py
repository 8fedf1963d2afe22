"""Django's SMTP backend for mail that is ready: what it would work out anew was done when the row was made."""

import smtplib

from django.core.mail.backends import smtp


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
        code, answer = line.data(mail.message().as_bytes())
        if code != 250:
            raise refused(line, code, smtplib.SMTPDataError(code, answer))
        return True

    def open(self):
        opened = super().open()
        self.connection.ehlo_or_helo_if_needed()
        return opened


def refused(line, code, error):
    """Leave the connection ready for the next mail, unless the server said goodbye (421)."""
    if code == 421:
        line.close()
    else:
        line.rset()
    return error
