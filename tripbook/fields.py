"""Form fields for what people type: lines, names, dates, and times in any of their ways.

A page may hold hundreds of forms, so the widgets write themselves without a template.
"""

import copy
import datetime as dt
import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from people.forms import TextField
from people.limits import MAX_LINE, is_blank, validate_date
from tripbook.interchange.document import NOT_IN_A_LINE
from tripbook.interchange.note.line.spans import folded
from tripbook.interchange.note.line.times import DASH, Clock, find_times


def quick_html(pattern: str, *values) -> SafeString:
    """Return what `format_html` does, in a third of its time."""
    return SafeString(pattern.format(*(_escaped(value) for value in values)))


def _escaped(value) -> str:
    return value if isinstance(value, SafeString) else html.escape(str(value))


def quick_attributes(attrs: dict) -> SafeString:
    """Return what `flatatt` does."""
    pairs = (
        f" {name}" if value is True else quick_html(' {}="{}"', name, value)
        for name, value in sorted(attrs.items(), key=lambda pair: (pair[1] is True, pair[0]))
        if value is not None and value is not False
    )
    return SafeString("".join(pairs))


class QuickInput(forms.TextInput):
    def render(self, name, value, attrs=None, renderer=None):
        if isinstance(value, dt.time):
            value = value.strftime("%H:%M")
        attrs = {**self.attrs, **(attrs or {})}
        shown = "" if value is None else value
        return quick_html(
            '<input type="{}" name="{}" value="{}"{}>',
            self.input_type,
            name,
            shown,
            quick_attributes(attrs),
        )


class QuickDate(QuickInput):
    input_type = "date"


class QuickEmail(QuickInput):
    input_type = "email"


class QuickHidden(QuickInput):
    input_type = "hidden"


class QuickTextarea(forms.Textarea):
    def render(self, name, value, attrs=None, renderer=None):
        attrs = {**self.attrs, **(attrs or {})}
        return quick_html(
            '<textarea name="{}"{}>\n{}</textarea>', name, quick_attributes(attrs), value or ""
        )


@lru_cache(maxsize=500)
def options_as_html(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """Return the options of a menu. Most menus of a preview are like many others of it."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, SafeString(" selected") if key == chosen else "", label) for key, label in choices),
    )


class QuickSelect(forms.Select):
    def render(self, name, value, attrs=None, renderer=None):
        chosen = "" if value is None else str(value)
        options = options_as_html(tuple((str(k), str(label)) for k, label in self.choices), chosen)
        attrs = {**self.attrs, **(attrs or {})}
        return quick_html('<select name="{}"{}>{}</select>', name, quick_attributes(attrs), options)


class LineField(forms.CharField):
    """One line of text, as the trip document takes it."""

    widget = QuickInput

    def __init__(self, **options):
        super().__init__(**{"max_length": MAX_LINE, **options})

    def to_python(self, value):
        text = super().to_python(value)
        return "" if is_blank(text) else text

    def validate(self, value):
        super().validate(value)
        if NOT_IN_A_LINE.search(value):
            raise ValidationError(_("Write one line without control characters."))


class TimeTextField(forms.Field):
    """A time of day, typed as people type it: 9:30, 930, 14.30, 2pm, 下午2點."""

    widget = QuickInput(attrs={"size": 8, "autocomplete": "off"})

    def to_python(self, value):
        if isinstance(value, dt.time) or value is None:
            return value
        if not value.strip():
            return None
        clock = read_clock(value)
        if clock is None or clock.next_day:
            raise ValidationError(_("Write a time like 9:30, 930 or 2pm."))
        return clock.time


class Times(NamedTuple):
    """When something starts and ends, as clock times; it ends `days` after it has started."""

    start: dt.time | None = None
    end: dt.time | None = None
    days: int = 0

    def __str__(self):
        start = f"{self.start:%H:%M}" if self.start else ""
        end = f"–{self.end:%H:%M}" if self.end else ""
        days = f" +{self.days}" if self.days else ""
        return f"{start}{end}{days}".strip()


class TimesField(forms.Field):
    """A start and perhaps an end, typed in one: 9:30, 930-1015, 2pm-3:30pm, 下午2點到4點.

    `22:00–01:00 +1` ends on the next day, and so does `22:00–24:00`; `–10:30` has an end alone,
    `15:00 +2` lasts until some time of the second day after.
    """

    widget = QuickInput(attrs={"autocomplete": "off"})

    def prepare_value(self, value):
        return str(value) if isinstance(value, Times) else value

    def to_python(self, value):
        if isinstance(value, Times):
            return value
        text = (value or "").strip()
        times = read_times(text) if text else Times()
        if times is None:
            raise ValidationError(_("Write a time like 9:30, 930–1015 or 2pm–3:30pm."))
        return times

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (initial or Times())
        except ValidationError:
            return True


BARE_TIME = re.compile(r"(?P<h>\d{1,2}?)(?:[:.]?(?P<m>\d\d))?")
DAYS_AFTER = re.compile(r"\s*\+\s?(?P<days>\d{1,3})\s*d?$", re.IGNORECASE)
LONGEST_TIME = 60
LAST_HOUR = 36
"""Of a night that is counted on: 25:30 is half past one on the next day."""


def read_clock(text: str) -> Clock | None:
    """Return the one time of day that a text says, None for any other text."""
    text = folded(text).strip()
    if len(text) > LONGEST_TIME:
        return None
    if match := BARE_TIME.fullmatch(text):
        hour, minute = int(match["h"]), int(match["m"] or 0)
        return Clock(hour * 60 + minute) if hour < LAST_HOUR and minute < 60 else None
    found = _read_whole(text)
    return found[0] if found and found[1] is None else None


@lru_cache(maxsize=4096)
def read_times(text: str) -> Times | None:
    """Return the start, the end, or both that a text says, None for any other text."""
    text = folded(text).strip()
    if len(text) > LONGEST_TIME:
        return None
    days = 0
    if match := DAYS_AFTER.search(text):
        days, text = int(match["days"]), text[: match.start()]
    found = _read_bare(text) or _read_whole(text) or _read_sides(text)
    if days and not text:
        found = (None, None)
    if found is None:
        return None
    start, end = found
    if start and start.next_day:
        return None
    if end:
        days += end.minutes // (24 * 60)
    return Times(start and start.time, end and end.time, days)


def _read_bare(text: str) -> tuple[Clock | None, Clock | None] | None:
    clock = read_clock(text) if BARE_TIME.fullmatch(text) else None
    return clock and (clock, None)


def _read_whole(text: str) -> tuple[Clock, Clock | None] | None:
    """Read a text that is one time or one range of times, with nothing beside it."""
    found = find_times(text)
    if len(found) != 1 or re.match(DASH, text):
        return None
    beside = text[: found[0].start] + text[found[0].end :]
    return None if any(c.isalnum() for c in beside) else (found[0].opens, found[0].closes)


def _read_sides(text: str) -> tuple[Clock | None, Clock | None] | None:
    """Read the times before and after a dash, each for itself."""
    sides = [side.strip() for side in re.split(DASH, text, flags=re.IGNORECASE)]
    if len(sides) != 2 or not any(sides):
        return None
    clocks = [read_clock(side) if side else None for side in sides]
    is_read = all(clock or not side for clock, side in zip(clocks, sides, strict=True))
    return (clocks[0], clocks[1]) if is_read else None


class DateTextField(forms.DateField):
    """A date that a trip may have."""

    widget = QuickDate
    default_validators = [validate_date]

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, dt.date) else value


class NamesField(LineField):
    """Names on one line, with a mark between them."""

    def __init__(self, *, marks: str, **options):
        self.marks = marks
        super().__init__(**{"max_length": None, "required": False, **options})

    def prepare_value(self, value):
        return f"{self.marks[0]} ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        names = re.split(f"[{re.escape(self.marks)}]", super().to_python(value))
        return list(dict.fromkeys(name.strip() for name in names if not is_blank(name)))

    def validate(self, value):
        for name in value:
            super().validate(name)
            if len(name) > MAX_LINE:
                message = _("“%(name)s…” is longer than %(limit)d characters.")
                raise ValidationError(message, params={"name": name[:30], "limit": MAX_LINE})

    def has_changed(self, initial, data):
        return self.to_python(data) != self.to_python(initial or "")


def choice_field(choices, label):
    return forms.ChoiceField(label=label, choices=choices, widget=QuickSelect)


class LongTextField(TextField):
    widget = QuickTextarea(attrs={"rows": 4, "spellcheck": "false"})


class SharedFields(dict):
    """The fields of many forms, which else makes each form a copy of its own."""

    def __deepcopy__(self, memo):
        return self


def sharing_fields(form: type[forms.BaseForm]) -> type[forms.BaseForm]:
    """Return the class of a form for the forms of one page, which may be a thousand.

    They have their fields in common, so nothing may be set on a field for one form alone. Menus
    are in the language that is on now.
    """
    shared = type(form)(form.__name__, (form,), {})
    shared.base_fields = SharedFields(copy.deepcopy(form.base_fields))
    for field in shared.base_fields.values():
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, str(label)) for value, label in field.choices]
    return shared


class HeldByFields:
    """The form of a row whose fields hold it to all that the database wants of it.

    Django would ask the database for each rule of each row.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.instance.validate_constraints = lambda exclude=None: None


class QuickFields:
    """A form that writes its fields itself, each with its label and what is wrong with it."""

    autofocused = ""
    """The name of the field that has the focus when the page opens."""

    def as_fields(self, names: Iterable[str] | None = None) -> SafeString:
        """Return fields as HTML: those with these names, without them all."""
        return SafeString("".join(self._field(name) for name in names or self.fields))

    def as_hidden(self, names: Iterable[str]) -> SafeString:
        """Return fields that nobody sees as HTML."""
        return SafeString("".join(self._input(self[name], {}) for name in names))

    def _input(self, bound, attrs) -> SafeString:
        attrs = {"id": bound.auto_id, **attrs}
        return bound.field.widget.render(bound.html_name, bound.value(), attrs)

    def _field(self, name):
        bound = self[name]
        faults = self.errors.get(name, ()) if self.is_bound else ()
        attrs, beside = {}, ""
        if name == self.autofocused:
            attrs["autofocus"] = True
        if faults:
            attrs |= {"aria-describedby": f"{bound.auto_id}-error", "aria-invalid": "true"}
            items = format_html_join("", "<li>{}</li>", ((fault,) for fault in faults))
            beside = quick_html('<ul class="errorlist" id="{}-error">{}</ul>', bound.auto_id, items)
        elif bound.help_text:
            attrs["aria-describedby"] = f"{bound.auto_id}-help"
            beside = quick_html(
                '<p class="help question" id="{}-help">{}</p>', bound.auto_id, bound.help_text
            )
        return quick_html(
            '<div class="field field-{}"><label for="{}">{}</label>{}{}</div>',
            name,
            bound.auto_id,
            bound.label,
            self._input(bound, attrs),
            beside,
        )
