"""How the history of rows begins that were there before it."""

from collections import defaultdict

from django.db import migrations
from django.utils import timezone


def begin_history(app_label, *names, many="", kept_out=()):
    """Return the operation that gives each row of the models its first record.

    It is a change of type "~": what the row was before nobody knows. `many` is a many-to-many
    field whose ids are kept.
    """

    def begin(apps, schema_editor):
        now = timezone.now()
        for name in names:
            model = apps.get_model(app_label, name)
            records = apps.get_model(app_label, f"Historical{name}")
            fields = {field.attname for field in records._meta.concrete_fields} - set(kept_out)
            rows = model.objects.order_by("pk").values(
                *fields.intersection(field.attname for field in model._meta.concrete_fields)
            )
            lists = _lists_of(model, many)
            records.objects.bulk_create(
                (
                    records(
                        history_date=now,
                        history_type="~",
                        history_change_reason="baseline",
                        **row,
                        **({many: lists[row["id"]]} if many in fields else {}),
                    )
                    for row in rows
                ),
                batch_size=500,
            )

    return migrations.RunPython(begin, migrations.RunPython.noop)


def _lists_of(model, many):
    lists = defaultdict(list)
    if many:
        field = model._meta.get_field(many)
        here, there = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through = field.remote_field.through.objects.order_by("pk")
        for pk, other in through.values_list(here, there):
            lists[pk].append(other)
    return lists
