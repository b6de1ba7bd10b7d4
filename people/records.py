"""Records of rows as people read them: in order, with names, and what is different in each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .history import latest, records_of
from .punctuation import joined


@dataclass(frozen=True)
class Difference:
    """A field of a row that is different; `is_text` where single words of it may be."""

    field: str
    label: str
    before: str
    after: str
    is_text: bool = False


def newest_first(sources: Iterable[tuple[type[models.Model], Q]]):
    """Return (model label, history id) of all records of the sources, the newest first."""
    queries = [
        records_of(model)
        .objects.filter(condition)
        .order_by()
        .annotate(model=Value(model._meta.label))
        .values_list("model", "history_id", "history_date")
        for model, condition in sources
    ]
    first, *others = queries
    found = first.union(*others, all=True) if others else first
    return _Found(found.order_by("-history_date", "-history_id"), dict(_labelled(sources)))


def _labelled(sources):
    return [(model._meta.label, model) for model, _condition in sources]


class _Found(Sequence):
    """A list of records that are loaded a page at a time, each model at once."""

    def __init__(self, rows, by_label):
        self.rows = rows
        self.by_label = by_label

    def __len__(self):
        return self.rows.count()

    def __getitem__(self, page: slice) -> list[models.Model]:
        keys = [(label, history_id) for label, history_id, _date in self.rows[page]]
        loaded = {}
        for label in dict.fromkeys(label for label, _id in keys):
            ids = [history_id for other, history_id in keys if other == label]
            records = records_of(self.by_label[label]).objects.filter(history_id__in=ids)
            for record in records.select_related("history_user"):
                loaded[label, record.history_id] = record
        return [loaded[key] for key in keys]


def with_previous(records: Iterable[models.Model]) -> list[tuple]:
    """Return each record with the one of the same row before it, None for the first."""
    records = list(records)
    by_model = defaultdict(list)
    for record in records:
        by_model[type(record)].append(record.history_id)
    found = {}
    for model, ids in by_model.items():
        earlier = model.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        pairs = dict(
            model.objects.filter(history_id__in=ids)
            .annotate(before=before)
            .values_list("history_id", "before")
        )
        rows = model.objects.in_bulk([pk for pk in pairs.values() if pk])
        found |= {(model, pk): rows.get(previous) for pk, previous in pairs.items()}
    return [(record, found[type(record), record.history_id]) for record in records]


class Names:
    """What rows are called, whether they are still there or not: by their last records.

    All that the given records name is loaded at once, each model by one query.
    """

    # What a row's name is made of besides its own fields.
    NAMED_BY = {
        "events.Membership": ("participant",),
        "events.Attendance": ("session", "membership"),
        "events.Organizer": ("user",),
        "notes.Note": ("trip", "day", "session"),
    }

    def __init__(self, records: Iterable[models.Model]):
        wanted = defaultdict(set)
        for record in records:
            for model, pk in _named_in(record):
                wanted[model].add(pk)
        self.rows: dict[type, dict[Any, models.Model]] = {}
        # Those first whose names are made of others' names.
        for model in sorted(wanted, key=lambda m: m._meta.label not in self.NAMED_BY):
            for record in self._load(model, wanted[model]):
                for field, pk in self._parts_of(record):
                    wanted[field.related_model].add(pk)
        for model in list(wanted):
            if missing := wanted[model] - self.rows.get(model, {}).keys():
                self._load(model, missing)

    def _load(self, model, pks) -> list[models.Model]:
        found = latest(model, pks)
        self.rows.setdefault(model, {}).update(found)
        return list(found.values())

    def _parts_of(self, record):
        for name in self.NAMED_BY.get(record.instance_type._meta.label, ()):
            field = record.instance_type._meta.get_field(name)
            if (pk := getattr(record, field.attname)) is not None:
                yield field, pk

    def of(self, model: type[models.Model], pk) -> str:
        """Return the name of a row."""
        record = self.rows.get(model, {}).get(pk)
        return self.of_record(record) if record is not None else _("something deleted")

    def of_record(self, record: models.Model) -> str:
        """Return what a row was called when it was recorded."""
        try:
            return str(self._row(record))
        except models.ObjectDoesNotExist:
            return _("something deleted")

    def _row(self, record: models.Model) -> models.Model:
        """Return the row as it was recorded, with the rows that its name is made of."""
        row = record.history_object
        for field, pk in self._parts_of(record):
            if part := self.rows.get(field.related_model, {}).get(pk):
                setattr(row, field.name, self._row(part))
        return row


def _named_in(record: models.Model):
    """Yield the rows that a record names, as (model, primary key)."""
    model = record.instance_type
    for field in record.tracked_fields:
        if field.is_relation and (pk := getattr(record, field.attname)) is not None:
            yield field.related_model, pk
    for name in record.many:
        for pk in getattr(record, name):
            yield model._meta.get_field(name).related_model, pk


def differences(before: models.Model, after: models.Model, names: Names) -> list[Difference]:
    """Return what is different between two records of a row, in the order of its fields."""
    model = after.instance_type
    fields = [field for field in after.tracked_fields if field.editable]
    fields += [model._meta.get_field(name) for name in after.many]
    found = []
    for field in fields:
        old, new = (getattr(record, _attribute(field)) for record in (before, after))
        if old != new:
            texts = [_in_words(field, value, names) for value in (old, new)]
            is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
            found.append(Difference(field.name, capfirst(field.verbose_name), *texts, is_text))
    return found


def _attribute(field) -> str:
    return field.name if field.many_to_many else field.attname


def _in_words(field, value, names: Names) -> str:
    if value is None:
        return ""
    if field.many_to_many:
        return joined(names.of(field.related_model, pk) for pk in value)
    if field.is_relation:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return joined(map(str, value))
    if isinstance(value, dt.datetime):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return str(value)
