"""A whole day on one page: its sessions as they are typed, and what is done to them there.

Nothing is stored before it is saved: until then the form carries the day as it is planned. Each
thing that is done to it (a session moved, duplicated, shifted) changes what the form carries,
and the page comes back with it.
"""

import re
from collections import Counter
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Count, Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.access import Viewer
from events.models import Attendance, Day, Membership, Place, Session
from people.admin_versions import with_versions
from people.history import bulk_create, bulk_update, records_of
from people.limits import MAX_LINE
from people.models import Participant
from people.punctuation import joined
from people.uids import UID_PATTERN, new_uid
from tripbook.fields import Times, TimesField, sharing_fields
from tripbook.interchange.merge.matching import folded

from .lines import Line, Unread, read_lines
from .names import names_of_members, names_of_places
from .newcomers import NewPerson, find_newcomers
from .rows import TYPED, SessionRow
from .slots import OutOfDayError, TimelessError, reordered, shifted, start_of

FIELDS = ("when", "title", "kind", "status", "place", "people", "day")
# A new row is a duplicate of a session with what the page does not show.
COPIED = ("description", "visibility", "end_timezone")
MOST_ROWS = 1_500
TIMES = TimesField(required=False)


class DayPlan:
    """The sessions of a day on their page. `posted` is the form that came back, None at first."""

    def __init__(self, day: Day, viewer: Viewer, posted=None):
        self.day = day
        self.trip = day.trip
        self.viewer = viewer
        self.data = None if posted is None else posted.copy()
        self.problems: list[str] = []
        self.unread: list[Unread] = []
        self.lines_problem = ""
        self.focus = ""
        self.deleted_meanwhile: set[str] = set()
        days = self.trip.days.annotate(n_sessions=Count("sessions"))
        self.days = {str(one.pk): one for one in days}
        self.places = names_of_places(self.trip.places.all())
        self.members = names_of_members(
            self.trip.memberships.select_related("participant__organization")
        )
        self.uids = [] if self.data is None else self._sent_uids()
        self._load_sessions()

    # What is on the page.

    @cached_property
    def rows(self) -> list[SessionRow]:
        return [self._row(uid) for uid in self.uids]

    @cached_property
    def row_form(self) -> type[SessionRow]:
        form = sharing_fields(SessionRow)
        form.base_fields["day"].choices = self.day_choices
        return form

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the buttons of a row do, with the row's title to be put in."""
        return {
            "up": _("Move up: %(title)s"),
            "down": _("Move down: %(title)s"),
            "duplicate": _("Duplicate: %(title)s"),
            "remove": _("Remove: %(title)s"),
            "delete": _("Delete: %(title)s"),
            "more": _("More: %(title)s"),
        }

    @cached_property
    def day_choices(self) -> list[tuple[str, str]]:
        return [(pk, name_of(day)) for pk, day in self.days.items()]

    @cached_property
    def neighbours(self) -> tuple[Day | None, Day | None]:
        """The day before and the day after."""
        days = list(self.days.values())
        at = [day.pk for day in days].index(self.day.pk)
        return days[at - 1] if at else None, days[at + 1] if at + 1 < len(days) else None

    @property
    def startable(self) -> list[SessionRow]:
        """The rows from which on a day can be shifted."""
        return [row for row in self.rows if not row.is_blank and row["when"].value()]

    @property
    def n_deleted(self) -> int:
        return sum(row.is_to_be_deleted for row in self.rows)

    @property
    def is_changed(self) -> bool:
        """Is there something on the page that is not saved?"""
        return self.data is not None

    @property
    def has_errors(self) -> bool:
        return bool(self.problems or self.lines_problem or any(row.errors for row in self.rows))

    @property
    def lines(self) -> str:
        return self._sent_text("lines")

    @property
    def shift_from(self) -> str:
        return self._sent_text("shift_from")

    @property
    def shift_by(self) -> str:
        return self._sent_text("shift_by")

    def _sent_text(self, name: str) -> str:
        return "" if self.data is None else self.data.get(name, "")

    @cached_property
    def newcomers(self) -> list[NewPerson]:
        """People whom the rows name and whom the trip does not have yet."""
        unknown = {
            folded(name): name for row in self._typed_rows() for name in row.unknown if folded(name)
        }
        names, answers = (
            self.data.getlist(name) if self.data is not None else ()
            for name in ("person", "person_is")
        )
        answers = {folded(name): answer for name, answer in zip(names, answers, strict=False)}
        return find_newcomers(unknown, answers, trip=self.trip, viewer=self.viewer)

    def members_in(self, text: str) -> tuple[list[Membership], list[str]]:
        """Return the members whom a line names, and the names of nobody on the trip."""
        members, unknown = [], []
        for name in self.members.split(text):
            if len(name) > MAX_LINE:
                message = _("“%(name)s…” is longer than %(limit)d characters.")
                raise ValidationError(message, params={"name": name[:30], "limit": MAX_LINE})
            member = self.members.find(name)
            if member is None:
                unknown.append(name)
            else:
                members.append(member)
        return members, unknown

    def _row(self, uid: str) -> SessionRow:
        session = self.sessions.get(uid) or self._new_session(uid)
        row = self.row_form(self, session, self.data, goers=self.goers.get(session.pk, ()))
        if self.focus == f"{uid}-when":
            row.autofocused = "when"
        if uid in self.deleted_meanwhile and not row.is_to_be_deleted:
            message = _("Somebody deleted this session meanwhile. Save again to add it anew.")
            row.add_error(None, message)
        return row

    def _new_session(self, uid: str) -> Session:
        session = Session(uid=uid, day=self.day)
        if source := self.sources.get(self._typed(uid, "source")):
            for name in COPIED:
                setattr(session, name, getattr(source, name))
        return session

    def _typed(self, uid: str, name: str) -> str:
        return self._sent_text(f"{uid}-{name}").strip()

    def _typed_rows(self) -> list[SessionRow]:
        return [row for row in self.rows if not (row.is_blank or row.is_to_be_deleted)]

    # Where its rows come from.

    def _sent_uids(self) -> list[str]:
        sent = dict.fromkeys(self.data.getlist("row"))
        if len(sent) > MOST_ROWS:
            self.problems.append(_("A day has %(n)d sessions at most.") % {"n": MOST_ROWS})
        return [uid for uid in sent if re.match(UID_PATTERN, uid)][:MOST_ROWS]

    def _load_sessions(self) -> None:
        of_trip = Session.objects.filter(day__trip=self.trip)
        wanted = of_trip.filter(day=self.day) if self.data is None else self._sent(of_trip)
        self.sessions = {session.uid: session for session in with_versions(wanted)}
        for session in self.sessions.values():
            session.day = self.days[str(session.day_id)]
            session.place = self.places.rows.get(session.place_id)
        self.goers: dict[int, list[Attendance]] = {}
        shown = [session.pk for session in self.sessions.values()]
        of_members = Attendance.objects.filter(membership__trip=self.trip)
        for goer in of_members.filter(session__in=shown):
            goer.membership = self.members.rows[goer.membership_id]
            self.goers.setdefault(goer.session_id, []).append(goer)
        self.sources: dict[str, Session] = {}
        if self.data is None:
            self.uids = [*self.sessions, new_uid()]
            return
        self._take_up_sent()
        sources = {source for uid in self.uids if (source := self._typed(uid, "source"))}
        if sources:
            found = of_trip.filter(uid__in=sources).prefetch_related("hosts", "attendances")
            self.sources = {session.uid: session for session in found}

    def _sent(self, sessions):
        return sessions.filter(uid__in=self.uids)

    def _take_up_sent(self) -> None:
        """Tell rows that are new from those that were saved or deleted since they were sent."""
        missing = [uid for uid in self.uids if uid not in self.sessions]
        taken = set(Session.objects.filter(uid__in=missing).values_list("uid", flat=True))
        for uid in missing:
            if self._typed(uid, "version") or uid in taken:
                self._renew(uid)
        again = [
            uid for uid in self.uids if uid in self.sessions and not self._typed(uid, "version")
        ]
        if again:
            # The form was sent before: these rows are as they were when it was saved.
            records = records_of(Session).objects.filter(uid__in=again).order_by()
            for uid, first in records.values_list("uid").annotate(Min("history_id")):
                self.data[f"{uid}-version"] = str(first)
        self._leave_room()

    def _renew(self, uid: str) -> None:
        """Let a row be a new session: what it was is deleted."""
        fresh = new_uid()
        self.uids[self.uids.index(uid)] = fresh
        for name in (*FIELDS, "source", "line", "is_deleted"):
            if (value := self.data.get(f"{uid}-{name}")) is not None:
                self.data[f"{fresh}-{name}"] = value
        if self._typed(fresh, "is_deleted"):
            self.uids.remove(fresh)
        else:
            self.deleted_meanwhile.add(fresh)

    # What is done to it.

    def act(self, what: str) -> None:
        """Do what a button of the page says, such as `up:q8…`, and keep the rows in order."""
        verb, _colon, argument = what.partition(":")
        uid, _colon, more = argument.partition(":")
        action = self.ACTIONS.get(verb)
        self._sort()
        if action and (uid in self.uids or verb in self.OF_THE_DAY):
            action(self, uid, more)
        self._sort()
        self._leave_room()
        if verb in ("check", "lines"):
            self.focus = f"{self.uids[-1]}-when" if verb == "check" else ""

    def _leave_room(self) -> None:
        """Let the last row be one in which one more session can be typed."""
        if not self.uids or any(self._typed(self.uids[-1], name) for name in TYPED):
            self._append()

    def _append(self, **values: str) -> str:
        uid = new_uid()
        self.uids.append(uid)
        defaults = {"day": str(self.day.pk), "kind": "other", "status": "confirmed"}
        for name in FIELDS:
            self.data[f"{uid}-{name}"] = values.get(name, defaults.get(name, ""))
        return uid

    def _move_up(self, uid: str, more: str) -> None:
        self._move(uid, -1)
        self.focus = f"up:{uid}"

    def _move_down(self, uid: str, more: str) -> None:
        self._move(uid, 1)
        self.focus = f"down:{uid}"

    def _move_before(self, uid: str, other: str) -> None:
        there = self._planned_uids()
        if uid in there:
            at = there.index(uid)
            target = there.index(other) if other in there else len(there)
            self._move(uid, target - at - (target > at))

    def _move(self, uid: str, by: int) -> None:
        there = self._planned_uids()
        if uid not in there or not 0 <= there.index(uid) + by < len(there) or not by:
            return
        times = [self._times(one) for one in there]
        if None in times:
            self.problems.append(_("Put the times right first. Then sessions can be moved."))
            return
        index = there.index(uid)
        try:
            order, times = reordered(times, index, index + by)
        except TimelessError:
            message = _("Sessions without a time stand first. Give them one, or empty this one's.")
            self.problems.append(message)
            return
        except OutOfDayError as error:
            self._tell_out_of_day(there[error.index], error)
            return
        self._set_order([there[i] for i in order])
        for i, new in zip(order, times, strict=True):
            self._set_times(there[i], new)

    def _duplicate(self, uid: str, more: str) -> None:
        copied = {name: self._typed(uid, name) for name in FIELDS}
        fresh = self._append(**copied)
        source = uid if uid in self.sessions else self._typed(uid, "source")
        self.data[f"{fresh}-source"] = source
        self.uids.remove(fresh)
        self.uids.insert(self.uids.index(uid) + 1, fresh)
        self.focus = f"{fresh}-when"
        if source in self.sessions:
            found = Session.objects.filter(uid=source).prefetch_related("hosts", "attendances")
            self.sources[source] = found.get()

    def _delete(self, uid: str, more: str) -> None:
        if uid in self.sessions:
            self.data[f"{uid}-is_deleted"] = "1"
            self.focus = f"keep:{uid}"
        else:
            self.uids.remove(uid)

    def _keep(self, uid: str, more: str) -> None:
        self.data[f"{uid}-is_deleted"] = ""
        self.focus = f"delete:{uid}"

    def _to_day(self, uid: str, day: str) -> None:
        if day in self.days:
            self.data[f"{uid}-day"] = day

    def _shift(self, uid: str, more: str) -> None:
        there = self._planned_uids()
        first, typed = self.data.get("shift_from", ""), self.data.get("shift_by", "").strip()
        typed = typed.replace("−", "-").replace("–", "-")
        if not re.fullmatch(r"[+-]?\d{1,4}", typed) or first not in there:
            self.problems.append(_("Choose a session, and write by how many minutes to move it."))
            return
        times = [self._times(one) for one in there]
        if None in times:
            self.problems.append(_("Put the times right first. Then the day can be shifted."))
            return
        try:
            times = shifted(times, there.index(first), int(typed))
        except OutOfDayError as error:
            self._tell_out_of_day(there[error.index], error)
            return
        for one, new in zip(there, times, strict=True):
            self._set_times(one, new)
        self.data["shift_by"] = ""

    def _tell_out_of_day(self, uid: str, error: OutOfDayError) -> None:
        if error.is_before:
            message = _(
                "Nothing was moved: “%(title)s” would begin on the day before. Move it to that "
                "day first, or move by less."
            )
        else:
            message = _(
                "Nothing was moved: “%(title)s” would begin after midnight, which is another day. "
                "Move it to that day first, or move by less."
            )
        self.problems.append(message % {"title": self._typed(uid, "title")})

    def _take_lines(self, uid: str, more: str) -> None:
        """Make a row of each pasted line; what is not understood stays where it was pasted."""
        try:
            found = read_lines(self.lines, day=self.day, days=self.days.values())
        except ValidationError as error:
            self.lines_problem = error.messages[0]
            return
        known = {self._identity(one) for one in self.uids}
        for line in found:
            if isinstance(line, Unread):
                self.unread.append(line)
            elif (identity := _identity_of(line)) in known:
                self.unread.append(Unread(line.number, line.text, _("it is in the plan already")))
            else:
                known.add(identity)
                self._add_line(line)
        self.data["lines"] = "\n".join(unread.text for unread in self.unread)

    def _add_line(self, line: Line) -> None:
        blank = self.uids.pop() if self.uids and not self._identity(self.uids[-1])[2] else None
        fresh = self._append(
            when=str(line.times),
            title=line.title,
            kind=line.kind,
            status=line.status,
            place=line.place,
            day=str(line.day.pk),
        )
        self.data[f"{fresh}-line"] = line.text[:MAX_LINE]
        if blank:
            self.uids.append(blank)

    def _identity(self, uid: str) -> tuple:
        times = self._times(uid)
        return self._typed(uid, "day"), times and times.start, folded(self._typed(uid, "title"))

    ACTIONS = {
        "up": _move_up,
        "down": _move_down,
        "before": _move_before,
        "duplicate": _duplicate,
        "delete": _delete,
        "keep": _keep,
        "day": _to_day,
        "shift": _shift,
        "lines": _take_lines,
    }
    OF_THE_DAY = ("shift", "lines")

    def _planned_uids(self) -> list[str]:
        """Return the rows that stay on this day, in their order."""
        return [
            uid
            for uid in self.uids
            if self._typed(uid, "day") == str(self.day.pk)
            and not self._typed(uid, "is_deleted")
            and any(self._typed(uid, name) for name in TYPED)
        ]

    def _times(self, uid: str) -> Times | None:
        try:
            return TIMES.clean(self._typed(uid, "when"))
        except ValidationError:
            return None

    def _set_times(self, uid: str, times: Times) -> None:
        if times != self._times(uid):
            self.data[f"{uid}-when"] = str(times)

    def _set_order(self, planned: list[str]) -> None:
        """Put these rows into this order; all others stay where they are."""
        following = iter(planned)
        moved = set(planned)
        self.uids = [next(following) if uid in moved else uid for uid in self.uids]

    def _sort(self) -> None:
        """Put the rows of the day into the order of their times, where all of these are read."""
        planned = self._planned_uids()
        times = {uid: self._times(uid) for uid in planned}
        if None in times.values():
            return
        starts = {uid: start_of(t) if t.start else -1 for uid, t in times.items()}
        self._set_order(sorted(planned, key=starts.get))

    # Whether it can be saved, and saving it.

    def is_valid(self) -> bool:
        """Check all rows. Tell what is left to be decided."""
        invalid = [row for row in self.rows if not row.is_valid()]
        fine = not (invalid or self.problems)
        self.tell_what_goes()
        if self.lines.strip():
            self.lines_problem = self.lines_problem or _(
                "These lines are not in the plan yet. Read them into it, or empty the field."
            )
            fine = False
        if any(newcomer.is_open for newcomer in self.newcomers):
            message = _("Say who the people are whom the trip does not have yet.")
            self.problems.append(message)
            fine = False
        return fine

    def tell_what_goes(self) -> None:
        """Tell each row that is to be deleted what goes with it."""
        doomed = {row.instance.pk: row for row in self.rows if row.is_to_be_deleted}
        if not doomed:
            return
        counted = (
            Session.objects.filter(pk__in=doomed)
            .order_by()
            .annotate(
                n_notes=Count("notes", distinct=True), n_docs=Count("linked_docs", distinct=True)
            )
        )
        for session in counted:
            parts = [
                ngettext("%(n)d note", "%(n)d notes", session.n_notes) % {"n": session.n_notes},
                ngettext("%(n)d link", "%(n)d links", session.n_docs) % {"n": session.n_docs},
            ]
            numbers = (session.n_notes, session.n_docs)
            doomed[session.pk].goes_with_it = [p for p, n in zip(parts, numbers, strict=True) if n]

    def save(self) -> Counter:
        """Store the day as it is planned; return how many sessions were added, changed, …."""
        done = Counter()
        places = self._save_places()
        newcomers = self._save_people()
        for row in self._typed_rows():
            is_new, was_moved, is_changed = row.is_new, row.was_moved, row.is_changed
            if is_changed:
                row.instance.place = places.get(folded(row.new_place)) or row.instance.place
                row.instance.save()
            if is_new:
                self._copy_hosts(row)
            has_others = self._save_people_of(row, newcomers)
            if is_changed or has_others:
                done["added" if is_new else "moved" if was_moved else "changed"] += 1
        self._save_order()
        for row in self.rows:
            if row.is_to_be_deleted and not row.is_new:
                row.instance.delete()
                done["deleted"] += 1
        return done

    def _save_places(self) -> dict[str, Place]:
        new = {}
        for row in self._typed_rows():
            if row.new_place:
                new.setdefault(folded(row.new_place), Place(trip=self.trip, name=row.new_place))
        bulk_create(new.values())
        return new

    def _save_people(self) -> dict[str, Membership]:
        """Add who was confirmed; return the members by what ways of writing their names share."""
        people = {
            folded(newcomer.name): newcomer.participant or Participant(name=newcomer.name)
            for newcomer in self.newcomers
        }
        bulk_create([person for person in people.values() if person.pk is None])
        # Two names may have been said to be one person's.
        members = {
            person.pk: Membership(trip=self.trip, participant=person) for person in people.values()
        }
        bulk_create(members.values())
        return {key: members[person.pk] for key, person in people.items()}

    def _copy_hosts(self, row: SessionRow) -> None:
        source = self.sources.get(row.typed("source"))
        if source and source.hosts.all():
            row.instance.hosts.set(source.hosts.all())

    def _save_people_of(self, row: SessionRow, newcomers: dict[str, Membership]) -> bool:
        """Let those take part whom the row names; tell if that was others before."""
        source = self.sources.get(row.typed("source"))
        roles = {a.membership_id: a.role for a in source.attendances.all()} if source else {}
        added = row.added_members() + [newcomers[folded(name)] for name in row.unknown]
        bulk_create(
            Attendance(
                session=row.instance,
                membership=member,
                role=roles.get(member.pk, Attendance.Role.ATTENDEE),
            )
            for member in {member.pk: member for member in added}.values()
        )
        removed = row.removed_goers()
        for goer in removed:
            goer.delete()
        return bool(added or removed)

    def _save_order(self) -> None:
        """Let sessions that start at the same time stand as on the page."""
        groups: dict = {}
        for row in self._typed_rows():
            if not row.goes_elsewhere:
                groups.setdefault(row.instance.start, []).append(row.instance)
        moved = []
        for sessions in groups.values():
            keys = [(session.order, session.pk) for session in sessions]
            if keys != sorted(keys):
                for order, session in enumerate(sessions):
                    if session.order != order:
                        session.order = order
                        moved.append(session)
        bulk_update(moved, ["order"])


def name_of(day: Day) -> str:
    """Return a day as it is chosen from a list: its date, weekday and title."""
    date = f"{day.date.isoformat()} {date_format(day.date, 'D')}"
    return f"{date} · {day.title}" if day.title else date


def _identity_of(line: Line) -> tuple:
    return str(line.day.pk), line.times.start, folded(line.title)


def in_words(done: Counter) -> str:
    """Say what was saved."""
    words = {
        "added": lambda n: ngettext("%(n)d session added", "%(n)d sessions added", n),
        "changed": lambda n: ngettext("%(n)d session changed", "%(n)d sessions changed", n),
        "moved": lambda n: ngettext(
            "%(n)d session moved to another day", "%(n)d sessions moved to another day", n
        ),
        "deleted": lambda n: ngettext("%(n)d session deleted", "%(n)d sessions deleted", n),
    }
    parts = [plural(done[name]) % {"n": done[name]} for name, plural in words.items() if done[name]]
    return joined(parts)
