"""Form fields for what HTML has no field for."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from .limits import MAX_LINE, MAX_URL, is_blank
from .models import Organization, Participant


class TextField(forms.CharField):
    """A long text, kept as it was written; browsers send its line breaks as CR LF."""

    def __init__(self, **options):
        super().__init__(**{**options, "strip": False})

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class LinesField(forms.CharField):
    """A list of short texts, written one a line. Empty lines don't count."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})
    max_line_length = MAX_LINE

    # A form makes it from a JSONField, which has an encoder and a decoder to pass on.
    def __init__(self, *, encoder=None, decoder=None, **options):
        super().__init__(**options)

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return self._lines(data) != (initial or [])

    def clean(self, value):
        text = forms.CharField.to_python(self, value)
        errors = []
        for number, line in enumerate(text.splitlines(), start=1):
            if message := self.check_line(line.strip()):
                errors.append(
                    ValidationError(
                        _("Line %(number)d: %(message)s"),
                        params={"number": number, "message": message},
                    )
                )
        if errors:
            raise ValidationError(errors)
        self.run_validators(text)
        lines = self._lines(text)
        self.validate(lines)
        return lines

    def check_line(self, line: str):
        """Return what is wrong with a line, None if nothing is."""
        if len(line) > self.max_line_length:
            return _("write %(limit)d characters at most.") % {"limit": self.max_line_length}
        return None

    def _lines(self, text) -> list[str]:
        lines = forms.CharField.to_python(self, text).splitlines()
        return [line.strip() for line in lines if not is_blank(line)]


class LinksField(LinesField):
    """A list of addresses of the web, written one a line."""

    max_line_length = MAX_URL
    is_address = URLValidator(schemes=["http", "https"])

    def check_line(self, line):
        try:
            if line:
                self.is_address(line)
        except ValidationError:
            return _("“%(line)s” is no address. Write one like https://example.org.") % {
                "line": line if len(line) <= 100 else f"{line[:100]}…"
            }
        return super().check_line(line)


class OrganizationForm(forms.ModelForm):
    class Meta:
        model = Organization
        fields = ["name", "local_name", "links"]
        field_classes = {"links": LinksField}


class ParticipantForm(forms.ModelForm):
    class Meta:
        model = Participant
        fields = ["name", "handle", "organization", "position", "bio", "links"]
        field_classes = {"links": LinksField}
