"""Who changed what and when: one record for each state that a row was saved in.

django-simple-history makes a table of records beside each model's own. Its records survive the
row. What it leaves open is done here: rows that are written many at once, the rows that a
many-to-many field leads to, several saves of a row by one person's one action, and saves that
change nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Max
from django.db.models.signals import m2m_changed
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .uids import UidField

CREATED, CHANGED, DELETED = "+", "~", "-"
BATCH = 500


class Reason(models.TextChoices):
    """Why a row was changed, where it was not simply somebody who changed it."""

    IMPORT = "import", _("Import")
    UNDO = "undo", _("Import undone")
    RESTORE = "restore", _("Brought back")
    LINKS = "links", _("Links revoked")
    MERGE = "merge", _("Merged")
    PRIVACY = "privacy", _("Private fields removed")
    BASELINE = "baseline", _("The history begins here")


class History(HistoricalRecords):
    """The records of a model: `history = History(...)` in its class.

    `excluded_fields` are kept out, and so are texts `at_deletion`, but for the last one, when
    the row is deleted. `many` names many-to-many fields whose rows are kept with each record, as
    a list of ids.
    """

    def __init__(
        self,
        *,
        excluded_fields: Iterable[str] = (),
        at_deletion: Iterable[str] = (),
        many: Iterable[str] = (),
    ):
        self.at_deletion = tuple(at_deletion)
        self.many = tuple(many)
        super().__init__(
            excluded_fields=[*excluded_fields, *at_deletion],
            no_db_index=["uid", "slug", "username"],
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.CharField(
                max_length=10, choices=Reason, blank=True, default=""
            ),
        )

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        for field in fields.values():
            if isinstance(field, UidField):
                # Here it is no key: each record of a row has it.
                field.__class__ = models.CharField
        return fields

    def get_extra_fields(self, model, fields):
        return {
            **super().get_extra_fields(model, fields),
            "at_deletion": self.at_deletion,
            **{name: models.TextField(blank=True, default="") for name in self.at_deletion},
            "many": self.many,
            **{name: models.JSONField(default=list) for name in self.many},
        }

    def finalize(self, sender, **kwargs):
        super().finalize(sender, **kwargs)
        if sender is self.cls:
            for name in self.many:
                through = sender._meta.get_field(name).remote_field.through
                m2m_changed.connect(self.many_changed, sender=through, weak=False)

    def pre_delete(self, instance, **kwargs):
        super().pre_delete(instance, **kwargs)
        if deferred := instance.get_deferred_fields().intersection(self.at_deletion):
            instance.refresh_from_db(fields=deferred)
        instance.led_here = _rows_that_lead_to(instance)

    def post_delete(self, instance, using=None, **kwargs):
        super().post_delete(instance, using=using, **kwargs)
        for model, pks in instance.led_here:
            for row in model._default_manager.filter(pk__in=pks):
                _record(row, CHANGED)

    def many_changed(self, instance, action, reverse, pk_set, **kwargs):
        """Record the rows whose many-to-many field was changed, from whichever side."""
        if not action.startswith("post_"):
            return
        rows = self.cls.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
        for row in rows:
            _record(row, CHANGED)

    def create_historical_record(self, instance, history_type, using=None):
        _record(instance, history_type)


class Batch:
    """What happened to rows since it was begun: one record for each row, of its last state."""

    def __init__(self, user=None, reason: str = ""):
        self.user = user
        self.reason = reason
        self.happened: dict[type, dict[Any, dict]] = defaultdict(dict)

    def add(self, row: models.Model, history_type: str) -> None:
        records = records_of(type(row))
        user = self.user or records.get_default_history_user(row)
        rows = self.happened[type(row)]
        known = rows.pop(row.pk, None)
        if known and history_type == DELETED and known["history_type"] == CREATED:
            return
        if known and history_type == CHANGED:
            history_type = known["history_type"]
        rows[row.pk] = {
            "history_type": history_type,
            "history_user_id": user and user.pk,
            **{field.attname: getattr(row, field.attname) for field in records.tracked_fields},
        }
        if history_type == DELETED:
            rows[row.pk] |= {name: getattr(row, name) for name in records.at_deletion}

    def write(self) -> None:
        shared = {"history_date": timezone.now(), "history_change_reason": self.reason}
        self._forget_deleted_users()
        for model, rows in self.happened.items():
            records = records_of(model)
            _complete(model, rows)
            records.objects.bulk_create(
                [records(**shared, **values) for values in rows.values()], batch_size=BATCH
            )

    def _forget_deleted_users(self) -> None:
        """Name nobody who deleted their own account."""
        accounts = self.happened.get(get_user_model(), {})
        for rows in self.happened.values():
            for row in rows.values():
                account = accounts.get(row["history_user_id"])
                if account and account["history_type"] == DELETED:
                    row["history_user_id"] = None


_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


@contextmanager
def recording(*, user=None, reason: str = "") -> Iterator[Batch]:
    """Record what is done inside as one action of one user, in one transaction.

    Without a user it is who is signed in. Inside of another, the outer one goes on.
    """
    if (outer := _batch.get()) is not None:
        yield outer
        return
    batch = Batch(user, reason)
    token = _batch.set(batch)
    try:
        with transaction.atomic():
            yield batch
            if not transaction.get_rollback():
                batch.write()
    finally:
        _batch.reset(token)


def recorded(reason: str):
    """Let a function be recorded as one action, of the `organizer` if it is given one."""

    def decorator(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            with recording(user=kwargs.get("organizer"), reason=reason):
                return function(*args, **kwargs)

        return wrapper

    return decorator


def _record(row: models.Model, history_type: str) -> None:
    """Record what happened to a row, with what else is recorded or at once."""
    if (batch := _batch.get()) is not None:
        batch.add(row, history_type)
    else:
        alone = Batch()
        alone.add(row, history_type)
        alone.write()


def _rows_that_lead_to(row: models.Model) -> list[tuple[type[models.Model], list]]:
    """Return the rows that will lead nowhere when this one is deleted, but stay.

    Django empties their fields without a word to anybody.
    """
    found = []
    for relation in row._meta.related_objects:
        model = relation.related_model
        if not hasattr(model._meta, "simple_history_manager_attribute"):
            continue
        is_kept_with = relation.many_to_many and relation.field.name in records_of(model).many
        if is_kept_with or relation.on_delete is models.SET_NULL:
            rows = model._default_manager.filter(**{relation.field.name: row})
            if pks := list(rows.values_list("pk", flat=True)):
                found.append((model, pks))
    return found


def bulk_create(rows: Collection[models.Model]) -> None:
    """Insert rows of one model at once, and record them."""
    rows = list(rows)
    if rows:
        with recording() as batch:
            type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
            for row in rows:
                batch.add(row, CREATED)


def bulk_update(rows: Collection[models.Model], fields: Iterable[str]) -> None:
    """Update these fields of rows of one model at once, and record them."""
    rows = list(rows)
    if rows:
        with recording() as batch:
            type(rows[0])._default_manager.bulk_update(rows, list(fields), batch_size=200)
            for row in rows:
                batch.add(row, CHANGED)


@cache
def records_of(model: type[models.Model]) -> type[models.Model]:
    """Return the model of a model's records. `model.history` is made anew each time it is asked."""
    return model.history.model


def latest(model: type[models.Model], pks: Iterable) -> dict[Any, models.Model]:
    """Return the last record of each row of the model: the row's primary key to the record."""
    records, key = records_of(model), model._meta.pk.attname
    of_rows = records.objects.filter(**{f"{key}__in": list(pks)}).order_by()
    newest = of_rows.values(key).annotate(newest=Max("history_id")).values("newest")
    found = records.objects.filter(history_id__in=newest)
    return {getattr(record, key): record for record in found}


def _complete(model: type[models.Model], rows: dict[Any, dict]) -> None:
    """Add what the many-to-many fields lead to; leave out what is recorded as it is already."""
    records = records_of(model)
    old = [pk for pk, row in rows.items() if row["history_type"] != CREATED]
    before = latest(model, old) if old else {}
    for name in records.many:
        ids = _ids_of(model._meta.get_field(name), rows)
        for pk, row in rows.items():
            row[name] = ids[pk]
    names = [*(field.attname for field in records.tracked_fields), *records.many]
    for pk, record_before in before.items():
        row = rows[pk]
        known = {name: getattr(record_before, name) for name in names}
        if row["history_type"] == DELETED:
            # On its way out a row may have been emptied, or moved out of another's way.
            row |= known
        elif known.items() <= row.items():
            del rows[pk]


def _ids_of(field: models.ManyToManyField, pks: Iterable) -> dict[Any, list]:
    here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    found = defaultdict(list)
    through = field.remote_field.through.objects.filter(**{f"{here}__in": list(pks)})
    for pk, other in through.order_by("pk").values_list(here, there):
        found[pk].append(other)
    return found
