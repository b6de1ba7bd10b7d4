"""What tests see of mails."""

import threading

from django.core import mail


def sent_mails():
    """Return what was sent, when all of it is on its way."""
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join()
    return mail.outbox
