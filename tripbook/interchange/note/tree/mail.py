"""The head of an e-mail that was pasted with it: who sent it, to whom and when.

None of it is of the trip. When the e-mail was sent is no day, and who gets it need not come.
"""

import re

KEYS = {
    "from": r"from|von|de|寄件者|寄件人|发件人|差出人|送信者|보낸 ?사람",
    "to": r"to|cc|bcc|an|à|收件者|收件人|副本|宛先|받는 ?사람|참조",
    "sent": (
        r"date|sent|gesendet|envoyé|日期|寄件日期|傳送時間|发送时间|日時|送信日時|날짜|보낸 ?날짜"
    ),
    "subject": r"subject|betreff|objet|主旨|主題|件名|제목",
}
KEY = re.compile(
    r"\W{0,4}(?:" + "|".join(f"(?P<{name}>{words})" for name, words in KEYS.items()) + r")"
    r"\W{0,4}[:：]\W{0,3}(?P<value>.*)",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[\w.+-]{1,60}@\w[\w.-]{0,60}\.\w")
# When an e-mail was sent is written to the minute: `Tue, 10 Nov 2026 09:12:33 +0200`.
CLOCK = re.compile(r"\d{1,2}[:：]\d\d")
MAX_HEAD = 20


def head_of_mail(texts: list[str]) -> tuple[int, int] | None:
    """Return where the head of an e-mail begins and ends in the lines of a paragraph.

    It says who sent it, and two of to whom, when and about what; the sender has an address, or
    the subject or the time of day stands there: `From: Tallinn` over `To: Tartu` is a journey.
    An address and a time of day will do by themselves: `From: ann@port.example` over `Date: …`.
    """
    found = [KEY.match(text[:300]) for text in texts[:MAX_HEAD]]
    said = {name: match for match in found if match for name in KEYS if match[name]}
    if "from" not in said:
        return None
    sender, sent = said["from"]["value"], said["sent"]["value"] if "sent" in said else ""
    signs = [ADDRESS.search(sender), CLOCK.search(sent)]
    if len(said) < 3 and not all(signs):
        return None
    if "subject" not in said and not any(signs):
        return None
    numbers = [number for number, match in enumerate(found) if match]
    return numbers[0], numbers[-1] + 1
