"""What every way of writing must leave behind: a history that ends with what is stored."""

from django.apps import apps

from people.history import DELETED, latest, records_of


def recorded_models():
    """Return the models that have a history."""
    return [
        model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]


def unrecorded() -> list[str]:
    """Name the rows whose last record is not what they are now."""
    found = []
    for model in recorded_models():
        records = records_of(model)
        rows = {row.pk: row for row in model.objects.all()}
        known = set(records.objects.values_list(model._meta.pk.attname, flat=True))
        last = latest(model, known | set(rows))
        for pk, row in rows.items():
            values = {
                field.attname: getattr(row, field.attname) for field in records.tracked_fields
            }
            values |= {name: [o.pk for o in getattr(row, name).all()] for name in records.many}
            record = last.get(pk)
            if record is None or record.history_type == DELETED:
                found.append(f"{model.__name__} {row} has no record")
            elif any(set_of(getattr(record, name)) != set_of(v) for name, v in values.items()):
                found.append(f"{model.__name__} {row} was recorded as it is not")
        found += [
            f"{model.__name__} {pk} was deleted without a record"
            for pk, record in last.items()
            if pk not in rows and record.history_type != DELETED
        ]
    return found


def set_of(value):
    return sorted(value) if isinstance(value, list) else value


def told(row, *fields) -> list[tuple]:
    """Return the records of a row from the first to the last: type, reason, fields."""
    names = ("history_type", "history_change_reason", *fields)
    records = records_of(type(row)).objects.filter(**{type(row)._meta.pk.attname: row.pk})
    return list(records.order_by("history_id").values_list(*names))


def edit(rows, **values) -> None:
    """Change rows as the admin does, one after the other, with a record of each."""
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
