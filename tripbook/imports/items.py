"""The right side of a preview: every item that a note becomes, each with its form."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from people.punctuation import joined
from tripbook.interchange.choices import Fate
from tripbook.interchange.document import Document, Record, SessionRecord
from tripbook.interchange.wording import PURPOSES, day_label

from .forms import FORMS, ItemForm

MAX_FIELDS = 15_000
"""Fields that can be changed in one preview: browsers and the server take no more."""
MAX_TEXT = 20_000
"""Characters of a text that can be changed in the preview."""
MAX_TEXTS = 300_000
"""Characters of all those texts together."""
MAX_OPTIONS = 6_000
"""Options of all menus of days and sessions together; with more, those are typed."""
OPEN_SESSIONS = 40
"""With more sessions than this, the days begin folded."""
KINDS = {
    "trip": gettext_lazy("trip"),
    "organizations": gettext_lazy("organization"),
    "participants": gettext_lazy("person"),
    "places": gettext_lazy("place"),
    "days": gettext_lazy("day"),
    "sessions": gettext_lazy("session"),
    "linked_docs": gettext_lazy("link"),
    "notes": gettext_lazy("note"),
}
LONG_TEXTS = ("description", "bio", "body")


@dataclass
class Item:
    """One item of the preview: what it is, the lines it came from (from 1), and its form."""

    name: str
    record: Record
    title: str
    facts: str
    lines: list[int]
    form: ItemForm | None
    warnings: list[str] = field(default_factory=list)
    under: list["Item"] = field(default_factory=list)
    count: str = ""

    @property
    def uid(self) -> str:
        return self.record.uid

    @property
    def kind(self) -> str:
        return KINDS[self.name]

    @property
    def has_errors(self) -> bool:
        return bool(self.form and self.form.is_bound and self.form.errors)

    @property
    def is_open(self) -> bool:
        return self.has_errors or any(item.is_open for item in self.under)

    @property
    def fate(self) -> str:
        """Return what becomes of it in words, where it isn't simply taken."""
        fate = self.form.fate_now if self.form else Fate.TAKE
        return {Fate.TEXT: _("kept as text"), Fate.OUT: _("left out")}.get(fate, "")

    @property
    def changes(self) -> str:
        """Return which of its fields were changed here, in words."""
        names = self.form.changed_data if self.form and self.form.is_bound else ()
        labels = [str(self.form.fields[name].label) for name in names if name != "fate"]
        return _("changed: %(fields)s") % {"fields": joined(labels)} if labels else ""

    @property
    def places(self):
        return line_links(self.lines)


class Items:
    """The items of a document, by their uids in `all`.

    Those in `editable` are shown and can be changed, the trip where `trip_too` says so. `posted`
    is the form that came back, None at first.
    """

    def __init__(
        self,
        document: Document,
        *,
        editable: Collection[str],
        trip_too: bool,
        lines_of: Mapping[str, list[int]],
        posted=None,
    ):
        self.document, self.editable, self.posted = document, editable, posted
        self.lines_of = lines_of
        self.left_fields, self.left_text = MAX_FIELDS, MAX_TEXTS
        self.homes = {o.uid: o.name for o in document.organizations}
        self.place_names = {p.uid: p.name for p in document.places}
        self.days = {day.uid: day_label(day) for day in document.days}
        self.all: dict[str, Item] = {}
        self._add_all(trip_too=trip_too)

    def _add_all(self, *, trip_too: bool) -> None:
        document = self.document
        if trip_too:
            self._add("trip", document.trip)
        for day in document.days:
            self._add("days", day)
        for person in document.participants:
            self._add("participants", person, organization=self.homes.get(person.organization, ""))
        for session in document.sessions:
            hosts = [self.homes[uid] for uid in session.hosts]
            self._add(
                "sessions", session, place=self.place_names.get(session.place, ""), hosts=hosts
            )
        for place in document.places:
            self._add("places", place)
        for name in ("notes", "linked_docs"):
            for record in getattr(document, name):
                self._add(name, record, target=record.session or record.day or "")

    def _add(self, name: str, record: Record, /, **initial) -> None:
        self.all[record.uid] = Item(
            name,
            record,
            title_of(name, record),
            self._facts(name, record),
            [number + 1 for number in self.lines_of.get(record.uid, ())],
            self._form(name, record, initial),
        )

    def _form(self, name: str, record: Record, initial: dict) -> ItemForm | None:
        if record.uid not in self.editable and name != "trip":
            return None
        kind = FORMS[name]
        self.left_fields -= len(kind.base_fields)
        if self.left_fields < 0:
            return None
        for key in kind.base_fields:
            if key not in initial and key != "fate":
                value = getattr(record, key)
                initial[key] = "" if value is None else value
        form = kind(record, initial, self.posted)
        if name == "sessions":
            blank = [] if record.day else [("", "—")]
            form.fields["day"].choices = [*blank, *self.days.items()]
        if "target" in form.fields:
            form.fields["target"].offer(self.targets, typed=self.targets_are_typed)
        for key in LONG_TEXTS:
            if key in form.fields:
                self._drop_long_text(form, key, len(initial[key]))
        return form

    def _drop_long_text(self, form: ItemForm, key: str, length: int) -> None:
        is_bare = not length and form.record.uid != self.document.trip.uid
        if length > MAX_TEXT or length > self.left_text or is_bare:
            del form.fields[key]
        else:
            self.left_text -= length

    @cached_property
    def targets(self) -> dict[str, str]:
        """What a link or a note can belong to: the uid of each, and a name that no other has."""
        found, taken = {"": _("the whole trip")}, {_("the whole trip")}
        sessions: dict[str | None, list[SessionRecord]] = defaultdict(list)
        for session in self.document.sessions:
            sessions[session.day].append(session)
        for day in [*self.document.days, None]:
            if day:
                found[day.uid] = unique(day_label(day), taken)
            for session in sessions[day and day.uid]:
                clock = f"{session.start:%H:%M}" if session.start else ""
                parts = (str(day.date or "") if day else "", clock, session.title)
                found[session.uid] = unique(" ".join(filter(None, parts)), taken)
        return found

    @cached_property
    def targets_are_typed(self) -> bool:
        attached = len(self.document.linked_docs) + len(self.document.notes)
        return attached * len(self.targets) > MAX_OPTIONS

    @property
    def forms(self) -> list[ItemForm]:
        return [item.form for item in self.all.values() if item.form]

    @property
    def faulty(self) -> list[Item]:
        return [item for item in self.all.values() if item.has_errors]

    @property
    def is_too_long(self) -> bool:
        """Whether there is more than can be changed here."""
        return self.left_fields < 0

    @property
    def is_folded(self) -> bool:
        return len(self.document.sessions) > OPEN_SESSIONS

    @cached_property
    def groups(self) -> dict:
        """The items as they stand on the page."""
        shown = {uid: i for uid, i in self.all.items() if uid in self.editable}
        by_day = defaultdict(list)
        under = defaultdict(list)
        for item in shown.values():
            record = item.record
            if item.name == "sessions":
                by_day[record.day].append(item)
            elif item.name in ("linked_docs", "notes"):
                under[record.session or record.day].append(item)
        for item in self.all.values():
            if item.name == "sessions":
                item.under = under.pop(item.uid, [])
        days = []
        for item in self.all.values():
            if item.name != "days":
                continue
            item.under = under.pop(item.uid, []) + by_day.pop(item.uid, [])
            sessions = sum(i.name == "sessions" for i in item.under)
            item.count = ngettext("%(n)d session", "%(n)d sessions", sessions) % {"n": sessions}
            if item.uid in shown or item.under:
                days.append(item)
        return {
            "trip": self.all.get(self.document.trip.uid),
            "people": [i for i in shown.values() if i.name == "participants"],
            "days": days,
            "undated": [i for items in by_day.values() for i in items],
            "places": [i for i in shown.values() if i.name == "places"],
            "attached": [i for items in under.values() for i in items],
        }

    def _facts(self, name: str, record: Record) -> str:
        """Return the other facts of an item in few words."""
        facts: list[str] = []
        match name:
            case "participants":
                home = self.homes.get(record.organization, "")
                roles = dict(FORMS[name].base_fields["role"].choices)
                facts = [record.handle, record.position, home, roles.get(record.role, "")]
            case "sessions":
                clocks = [f"{clock:%H:%M}" for clock in (record.start, record.end) if clock]
                facts = ["–".join(clocks), self.place_names.get(record.place, "")]
                fields = FORMS[name].base_fields
                if record.kind != "other":
                    facts.append(dict(fields["kind"].choices)[record.kind])
                if record.status != "confirmed":
                    facts.append(dict(fields["status"].choices)[record.status])
            case "linked_docs":
                facts = [record.url if record.title else ""]
            case "notes":
                count = len(record.body.splitlines())
                facts = [ngettext("%(n)d line", "%(n)d lines", count) % {"n": count}]
            case "places":
                facts = [record.address]
        return " · ".join(str(fact) for fact in facts if fact)


def title_of(name: str, record: Record) -> str:
    match name:
        case "days":
            return day_label(record)
        case "participants" | "places" | "organizations":
            return record.name
        case "linked_docs":
            return record.title or record.url
        case "notes":
            return record.title or str(PURPOSES[record.purpose])
    return record.title


def unique(label: str, taken: set[str]) -> str:
    """Return a name with a number where others have it, and take it."""
    found, number = label, 1
    while found in taken:
        number += 1
        found = f"{label} ({number})"
    taken.add(found)
    return found


def line_links(numbers: list[int]) -> str:
    """Return links to lines of the note, neighbours as one: 3, 5–9."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    shown = format_html_join(
        ", ",
        '<a href="#line-{}">{}</a>',
        ((a, str(a) if a == b else f"{a}–{b}") for a, b in spans[:20]),
    )
    if not shown:
        return ""
    more = " …" if len(spans) > 20 else ""
    text = _("line") if len(numbers) == 1 else _("lines")
    return format_html('<span class="lines">{} {}{}</span>', text, shown, more)
