"""Bringing back what a row was: an earlier state, or a deleted row with what went with it."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from .history import DELETED, bulk_create, latest, records_of


def restore(
    row: models.Model | None,
    record: models.Model,
    sources: Iterable[tuple[type[models.Model], Q]] = (),
    fixed: Iterable[str] = (),
) -> models.Model:
    """Give a row the state of a record; without the row, make it again, and return it.

    `fixed` are fields that stay as they are. `sources` say which models' rows may have been
    deleted with a deleted one, parents first. Raise ValidationError where it can't be as it was,
    and IntegrityError where its place is taken.
    """
    if row is None:
        return _bring_back(record, sources)
    for field in record.tracked_fields:
        if field.editable and not field.primary_key and field.name not in fixed:
            setattr(row, field.attname, getattr(record, field.attname))
    _drop_what_is_gone([row])
    row.full_clean()
    row.save()
    _set_many(row, record)
    return row


def deleted_rows(model: type[models.Model], condition: Q) -> list[models.Model]:
    """Return the rows that were deleted, as they were last, not saved: the last deleted last.

    `condition` is what the records of their deletion meet.
    """
    deletions = records_of(model).objects.filter(condition, history_type=DELETED)
    last = latest(model, set(deletions.values_list("id", flat=True))).values()
    gone = [record for record in last if record.history_type == DELETED]
    return [_row_of(record) for record in sorted(gone, key=lambda record: record.history_id)]


def _bring_back(record: models.Model, sources) -> models.Model:
    """Make a deleted row again, and all that was deleted by the same action under it."""
    own, brought = type(record), None
    for model, condition in sources:
        records = records_of(model)
        gone = records.objects.filter(
            condition, history_type=DELETED, history_date=record.history_date
        )
        found = [record] if records is own else list(gone)
        rows = [_row_of(each) for each in found]
        rows = _drop_what_is_gone(rows, is_needed=records is own)
        if records is own:
            [brought] = rows
            brought.full_clean()
        bulk_create(rows)
        by_pk = {each.id: each for each in found}
        for row in rows:
            _set_many(row, by_pk[row.pk])
            if hasattr(row, "begin_again"):
                row.begin_again()
    return brought


def _row_of(record: models.Model) -> models.Model:
    names = [*(field.attname for field in record.tracked_fields), *record.at_deletion]
    return record.instance_type(**{name: getattr(record, name) for name in names})


def _drop_what_is_gone(rows: list, *, is_needed: bool = True) -> list:
    """Empty the foreign keys that lead nowhere any more; leave out rows that can't be without.

    Raise ValidationError instead where the rows are needed.
    """
    kept = list(rows)
    for field in rows[0]._meta.fields if rows else ():
        if not field.is_relation:
            continue
        wanted = {getattr(row, field.attname) for row in kept} - {None}
        there = set(field.related_model.objects.filter(pk__in=wanted).values_list("pk", flat=True))
        for row in [row for row in kept if getattr(row, field.attname) in wanted - there]:
            if field.remote_field.on_delete is models.SET_NULL:
                setattr(row, field.attname, None)
            elif is_needed:
                message = _("The %(what)s that it belongs to is deleted. Bring that back first.")
                raise ValidationError(message % {"what": field.verbose_name})
            else:
                kept.remove(row)
    return kept


def _set_many(row: models.Model, record: models.Model) -> None:
    for name in record.many:
        field = row._meta.get_field(name)
        there = field.related_model.objects.filter(pk__in=getattr(record, name))
        if {other.pk for other in there} != {other.pk for other in getattr(row, name).all()}:
            getattr(row, name).set(there)
