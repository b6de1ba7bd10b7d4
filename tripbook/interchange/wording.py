"""Items, fields and values of trip documents in a person's words."""

from os.path import commonprefix

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import (
    AttendanceRole,
    MembershipListedFor,
    MembershipRole,
    SessionKind,
    SessionStatus,
    SessionVisibility,
)
from notes.links import LinkKind
from notes.models import AttachmentVisibility
from people.punctuation import in_brackets, joined, told

from .document import LISTS, REFERENCES, AttendanceRecord, DayRecord, Document, Record

SHORT, BRIEF = 60, 30
# So much of what is the same is said before what differs.
BEFORE = 15
FIELDS = {
    "uid": gettext_lazy("identifier"),
    "title": gettext_lazy("title"),
    "date": gettext_lazy("date"),
    "summary": gettext_lazy("summary"),
    "description": gettext_lazy("description"),
    "timezone": gettext_lazy("time zone"),
    "language": gettext_lazy("language"),
    "slug": gettext_lazy("address"),
    "tags": gettext_lazy("tags"),
    "name": gettext_lazy("name"),
    "local_name": gettext_lazy("name in the local script"),
    "handle": gettext_lazy("handle"),
    "organization": gettext_lazy("organization"),
    "position": gettext_lazy("position"),
    "bio": gettext_lazy("about"),
    "links": gettext_lazy("links"),
    "role": gettext_lazy("role"),
    "joins_on": gettext_lazy("first day"),
    "leaves_on": gettext_lazy("last day"),
    "start": gettext_lazy("start"),
    "end": gettext_lazy("end"),
    "end_date": gettext_lazy("end date"),
    "end_timezone": gettext_lazy("time zone of the end"),
    "place": gettext_lazy("place"),
    "status": gettext_lazy("status"),
    "kind": gettext_lazy("kind"),
    "participants": gettext_lazy("people"),
    "hosts": gettext_lazy("hosts"),
    "url": gettext_lazy("address"),
    "body": gettext_lazy("text"),
    "purpose": gettext_lazy("purpose"),
    "address": gettext_lazy("street address"),
    "local_address": gettext_lazy("street address in the local script"),
    "target": gettext_lazy("what it belongs to"),
    "latitude": gettext_lazy("latitude"),
    "longitude": gettext_lazy("longitude"),
    "listed_for": gettext_lazy("listed for"),
    "day": gettext_lazy("day"),
    "session": gettext_lazy("session"),
    "visibility": gettext_lazy("visibility"),
}
# The words for values that are codes; what has one code in two lists has one word as well.
CHOICES = {
    "kind": dict(LinkKind.choices) | dict(SessionKind.choices),
    "status": dict(SessionStatus.choices),
    "role": dict(MembershipRole.choices),
    "listed_for": dict(MembershipListedFor.choices),
    "visibility": dict(SessionVisibility.choices) | dict(AttachmentVisibility.choices),
}
PURPOSES = {
    "preparation": gettext_lazy("preparation"),
    "minutes": gettext_lazy("minutes"),
}


class Names:
    """What the items of some documents are called; the first document that has one names it."""

    def __init__(self, *documents: Document):
        self.items: dict[str, tuple[str, Record, dict[str, DayRecord]]] = {}
        self.days = [{day.uid: day for day in document.days} for document in documents]
        for document, days in zip(documents, self.days, strict=True):
            for name in LISTS:
                for record in getattr(document, name):
                    self.items.setdefault(record.uid, (name, record, days))

    def item(self, uid: str) -> str:
        """Return what an item is and what it is called: `session “Opening” (2026-11-05)`."""
        if uid not in self.items:
            return _("the trip")
        name, record, days = self.items[uid]
        match name:
            case "organizations":
                return _("organization “%(name)s”") % {"name": record.name}
            case "participants":
                return _("participant “%(name)s”") % {"name": record.name}
            case "places":
                return _("place “%(name)s”") % {"name": record.name}
            case "days":
                return _("day %(day)s") % {"day": day_label(record)}
            case "sessions":
                day = days.get(record.day)
                parts = {"title": record.title, "date": (day and day.date) or "?"}
                return _("session “%(title)s” (%(date)s)") % parts
        target = self.item(record.session or record.day or "")
        if name == "notes":
            return _("%(purpose)s of %(item)s") % {
                "purpose": PURPOSES[record.purpose],
                "item": target,
            }
        parts = {"title": record.title or record.url, "item": target}
        return _("link “%(title)s” of %(item)s") % parts

    def briefly(self, uid: str) -> str:
        """Return what an item is and what it belongs to, beside text that says what is in it."""
        if uid not in self.items:
            return _("trip")
        name, record, _days = self.items[uid]
        match name:
            case "linked_docs" | "notes":
                target = self.briefly(record.session or record.day or "")
                what = PURPOSES[record.purpose] if name == "notes" else _("link")
                return _("%(what)s of %(item)s") % {"what": what, "item": target}
            case "days":
                return _("day %(day)s") % {"day": record.date or _shortened(record.title, BRIEF)}
            case "sessions":
                return _("session “%(title)s”") % {"title": _shortened(record.title, BRIEF)}
        return self.item(uid)

    def field(self, uid: str, field: str) -> str:
        """Return the words for a field of an item."""
        if not field:
            return self.item(uid)
        field, _dot, person = field.partition(".")
        words = told(self.item(uid), FIELDS.get(field, field))
        return joined([words, self.item(person)]) if person else words

    def value(self, field: str, value) -> str:
        """Return a value in few words, on one line."""
        return _shortened(self._value(field, value))

    def values(self, field: str, *values) -> list[str]:
        """Return values in few words each, long ones from a little before they differ."""
        texts = [" ".join(self._value(field, value).split()) for value in values]
        said = {text for text, value in zip(texts, values, strict=True) if value}
        same = len(commonprefix([*said])) if len(said) > 1 else 0
        if same <= BRIEF:
            return [_shortened(text) for text in texts]
        start = same - BEFORE
        return [
            _shortened(f"…{text[start:]}" if value else text)
            for text, value in zip(texts, values, strict=True)
        ]

    def _value(self, field: str, value) -> str:
        if value is None or value == "" or value == [] or value == ():
            return _("nothing")
        if field == "target":
            return self.item(next((uid for uid in value if uid), ""))
        if isinstance(value, AttendanceRecord):
            return self._name(value.uid) + in_brackets(AttendanceRole(value.role).label)
        if isinstance(value, Record):
            return self.item(value.uid)
        if isinstance(value, list | tuple):
            return joined(self._value(field, item) for item in value)
        if field in REFERENCES and value in self.items:
            return self._name(value)
        if hasattr(value, "hour"):
            return value.strftime("%H:%M")
        return str(CHOICES.get(field, {}).get(value, value))

    def _name(self, uid: str) -> str:
        name, record, _days = self.items[uid]
        return self.item(uid) if name == "days" else getattr(record, "name", None) or record.title


def day_label(day: DayRecord) -> str:
    """Return what a day is called: its date and its title."""
    date = day.date or _("no date")
    return f"{date} {day.title}".strip()


def _shortened(text: str, length: int = SHORT) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1]}…"
