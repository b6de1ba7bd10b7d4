"""What may stand in a log."""

import logging
import re

TOKEN_IN_PATH = re.compile(r"(/(?:join|host|feeds|admin/password-reset/[^/\s]+)/)[^/\s?#\"'<>]+")


def mask_tokens(text: str) -> str:
    """Return the text with the token of every personal link replaced by `***`."""
    return TOKEN_IN_PATH.sub(r"\1***", text)


class TokenMaskingFormatter(logging.Formatter):
    """Formats as usual, then masks tokens: in the message and in a traceback alike."""

    def format(self, record: logging.LogRecord) -> str:
        return mask_tokens(super().format(record))
