"""Items and values of a merge in a person's words."""

from django.utils.translation import gettext as _

from tripbook.interchange.document import LISTS, AttendanceRecord, Document, Record

from .fields import REFERENCES

SHORT = 60


class Names:
    """What the items of some documents are called; the first document that has one names it."""

    def __init__(self, *documents: Document):
        self.items: dict[str, tuple[str, Record, Document]] = {}
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
                called = f"{record.date} {record.title}".strip()
                return _("day %(day)s") % {"day": called}
            case "sessions":
                day = days.get(record.day)
                parts = {"title": record.title, "date": day.date if day else "?"}
                return _("session “%(title)s” (%(date)s)") % parts
        target = self.item(record.session or record.day or "")
        if name == "notes":
            return _("%(purpose)s of %(item)s") % {"purpose": record.purpose, "item": target}
        parts = {"title": record.title or record.url, "item": target}
        return _("link “%(title)s” of %(item)s") % parts

    def field(self, uid: str, field: str) -> str:
        """Return the words for a field of an item."""
        if not field:
            return self.item(uid)
        field, _dot, person = field.partition(".")
        words = f"{self.item(uid)}: {field.replace('_', ' ')}"
        return f"{words}, {self.item(person)}" if person else words

    def value(self, field: str, value) -> str:
        """Return a value in few words, on one line."""
        return _shortened(self._value(field, value))

    def _value(self, field: str, value) -> str:
        if value is None or value == "" or value == [] or value == ():
            return _("nothing")
        if field == "target":
            return self.item(next((uid for uid in value if uid), ""))
        if isinstance(value, AttendanceRecord):
            return f"{self._name(value.uid)} ({value.role})"
        if isinstance(value, Record):
            return self.item(value.uid)
        if isinstance(value, list | tuple):
            return ", ".join(self._value(field, item) for item in value)
        if field in REFERENCES and value in self.items:
            return self._name(value)
        return value.strftime("%H:%M") if hasattr(value, "hour") else str(value)

    def _name(self, uid: str) -> str:
        name, record, _days = self.items[uid]
        return self.item(uid) if name == "days" else getattr(record, "name", None) or record.title


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
