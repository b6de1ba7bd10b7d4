"""The people of all trips: accounts, participants and the organizations they are of."""

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .history import History
from .limits import MAX_LINE, MAX_URL, line_limits, text_limits, validate_visible
from .uids import UidField, uid_format


def validate_links(value):
    """Raise ValidationError unless `value` is a list of http(s) addresses."""
    validate = URLValidator(schemes=["http", "https"])
    validate.max_length = MAX_URL
    for link in value if isinstance(value, list) else [None]:
        validate(link)


class User(AbstractUser):
    """An account that can sign in to the admin. Participants need none."""

    history = History(excluded_fields=["password", "last_login"])

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")


class Organization(models.Model):
    """A host of a session, or the home of a participant."""

    uid = UidField()
    name = models.CharField(_("name"), max_length=MAX_LINE, validators=[validate_visible])
    local_name = models.CharField(
        _("name in the local script"),
        max_length=MAX_LINE,
        blank=True,
        help_text=_("As it is written at its own door."),
    )
    links = models.JSONField(
        _("links"),
        default=list,
        blank=True,
        validators=[validate_links],
        help_text=_("Addresses of its pages, one a line."),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    history = History(excluded_fields=["updated_at"])

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name", "id"]
        constraints = [
            uid_format("organization"),
            *line_limits("organization", required=("name",), optional=("local_name",)),
        ]

    def __str__(self):
        return self.name


class Participant(models.Model):
    """A person, across trips. What a person is on one trip is a Membership."""

    uid = UidField()
    name = models.CharField(
        _("name"),
        max_length=MAX_LINE,
        validators=[validate_visible],
        help_text=_("As the person writes it. Where only a handle is known, the handle."),
    )
    handle = models.CharField(
        _("handle"), max_length=MAX_LINE, blank=True, help_text=_("The name used online.")
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="participants",
    )
    position = models.CharField(_("position"), max_length=MAX_LINE, blank=True)
    bio = models.TextField(
        _("about"), blank=True, help_text=_("Shown on the person's page. Markdown.")
    )
    links = models.JSONField(
        _("links"),
        default=list,
        blank=True,
        validators=[validate_links],
        help_text=_("Addresses of the person's pages, one a line."),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    history = History(excluded_fields=["updated_at"])

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["name", "id"]
        constraints = [
            uid_format("participant"),
            *line_limits("participant", required=("name",), optional=("handle", "position")),
            *text_limits("participant", "bio"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        other = FormerUid.objects.filter(uid=self.uid).select_related("participant").first()
        if other:
            raise ValidationError(
                _("This person was merged into %(name)s."), params={"name": other.participant}
            )


class FormerUid(models.Model):
    """A uid of somebody who was recorded twice, and that now leads to the one who was kept."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="former_uids"
    )
    uid = models.CharField(max_length=32, unique=True)

    class Meta:
        verbose_name = _("former uid")
        verbose_name_plural = _("former uids")

    def __str__(self):
        return self.uid
