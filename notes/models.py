"""What is written about a trip: linked documents, shared notes, and what was imported."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events import access
from events.models import Day, Session, Trip
from people.history import History
from people.limits import MAX_LINE, MAX_URL, choice_limits, line_limits, text_limits
from people.models import Participant
from people.uids import UidField, uid_format

from .links import LinkKind, host_of, is_http_url, kind_of

# From a linked document or a note to its trip: it stands under the trip, a day or a session.
PATHS_TO_TRIP = ("trip", "day__trip", "session__day__trip")


def validate_url(url):
    """Raise ValidationError unless `url` is an http(s) address that can be linked as it is."""
    if not is_http_url(url):
        raise ValidationError(_("Write an address that starts with http:// or https://."))


def one_target(model: str) -> models.CheckConstraint:
    """Return the constraint that something stands under exactly one trip, day or session."""
    return models.CheckConstraint(
        condition=Q(trip__isnull=False, day__isnull=True, session__isnull=True)
        | Q(trip__isnull=True, day__isnull=False, session__isnull=True)
        | Q(trip__isnull=True, day__isnull=True, session__isnull=False),
        name=f"{model}_has_one_target",
        violation_error_message=_("Choose exactly one: the trip, a day or a session."),
    )


def once_per_target(model: str, field: str, message) -> list[models.UniqueConstraint]:
    """Return the constraints that a value of a field stands once under each target."""
    return [
        models.UniqueConstraint(
            fields=[target, field],
            condition=Q(**{f"{target}__isnull": False}),
            name=f"{model}_{field}_once_per_{target}",
            violation_error_message=message,
        )
        for target in ("trip", "day", "session")
    ]


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(access.attachments_seen_by(viewer))

    def of_trip(self, trip):
        """What stands under a trip, its days or its sessions."""
        return self.filter(Q(trip=trip) | Q(day__trip=trip) | Q(session__day__trip=trip))


class AttachmentVisibility(models.TextChoices):
    INHERIT = "inherit", _("As what it belongs to")
    MEMBERS = "members", _("Members only")


class Attachment(models.Model):
    """Something that stands under exactly one trip, day or session."""

    Visibility = AttachmentVisibility

    uid = UidField()
    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, null=True, blank=True
    )
    day = models.ForeignKey(
        Day, verbose_name=_("day"), on_delete=models.CASCADE, null=True, blank=True
    )
    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, null=True, blank=True
    )
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility, default=Visibility.INHERIT
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        abstract = True
        default_related_name = "%(class)ss"

    @property
    def target(self) -> Trip | Day | Session:
        """What it stands under."""
        return self.trip or self.day or self.session


class LinkedDoc(Attachment):
    """An address of the web that belongs to a trip, day or session, byte for byte as given."""

    title = models.CharField(_("title"), max_length=MAX_LINE, blank=True)
    url = models.CharField(
        _("address"),
        max_length=MAX_URL,
        validators=[validate_url],
        help_text=_("Starts with http:// or https://. It is kept exactly as you write it."),
    )
    # Databases can't index an address of any length; its hash stands in for it.
    url_hash = models.CharField(max_length=64, editable=False)
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=LinkKind,
        blank=True,
        help_text=_("Left empty, it is found from the address."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)

    history = History(excluded_fields=["updated_at"])

    class Meta(Attachment.Meta):
        default_related_name = "linked_docs"
        verbose_name = _("linked document")
        verbose_name_plural = _("linked documents")
        ordering = ["order", "id"]
        constraints = [
            uid_format("linked_doc"),
            one_target("linked_doc"),
            *once_per_target("linked_doc", "url_hash", _("This address is linked here already.")),
            models.CheckConstraint(
                condition=Q(url__regex=r"^[hH][tT][tT][pP][sS]?://."), name="linked_doc_url_is_http"
            ),
            models.CheckConstraint(
                condition=Q(url__length__lte=MAX_URL), name="linked_doc_url_length"
            ),
            *line_limits("linked_doc", optional=("title",)),
            *choice_limits("linked_doc", kind=LinkKind, visibility=AttachmentVisibility),
        ]

    def __str__(self):
        return self.title or self.url

    def save(self, *args, **kwargs):
        self.fill_in()
        super().save(*args, **kwargs)

    def get_kind_display(self) -> str:
        # As Django's own, which compares all labels in the reader's language to find one.
        return str(LinkKind(self.kind).label)

    @property
    def host(self) -> str:
        """The host name, as it is shown beside the link."""
        return host_of(self.url)

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude=exclude)
        self.fill_in()

    def fill_in(self) -> None:
        """Find the kind from the address where none was chosen, and hash the address."""
        self.kind = self.kind or kind_of(self.url)
        self.url_hash = hashlib.sha256(self.url.encode()).hexdigest()


class NotePurpose(models.TextChoices):
    PREPARATION = "preparation", _("Preparation: questions before, also for the hosts")
    MINUTES = "minutes", _("Minutes")


class NoteQuerySet(AttachmentQuerySet):
    def visible_to(self, viewer):
        return self.filter(access.notes_seen_by(viewer))


class Note(Attachment):
    """A shared note (Markdown) of a trip, day or session. `body` is its newest revision."""

    Purpose = NotePurpose

    purpose = models.CharField(
        _("purpose"), max_length=12, choices=Purpose, default=Purpose.MINUTES
    )
    title = models.CharField(_("title"), max_length=MAX_LINE, blank=True)
    body = models.TextField(_("text"), blank=True, help_text=_("Markdown."))
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    is_frozen = models.BooleanField(
        _("frozen"), default=False, help_text=_("Nobody writes in it until it is unfrozen.")
    )
    is_hidden = models.BooleanField(
        _("hidden"), default=False, help_text=_("Only the organizers see it.")
    )
    token_version = models.PositiveIntegerField(
        _("version of the hosts' link"), default=1, editable=False
    )

    objects = NoteQuerySet.as_manager()

    # Its texts are the revisions, which are deleted with it.
    history = History(excluded_fields=["revision", "updated_at"], at_deletion=["body"])

    class Meta(Attachment.Meta):
        default_related_name = "notes"
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-purpose", "id"]
        constraints = [
            uid_format("note"),
            one_target("note"),
            *once_per_target("note", "purpose", _("There is a note of this purpose here already.")),
            *line_limits("note", optional=("title",)),
            *text_limits("note", "body"),
            *choice_limits("note", purpose=NotePurpose, visibility=AttachmentVisibility),
        ]

    def __str__(self):
        return self.title or f"{self.get_purpose_display()} · {self.target}"

    def get_absolute_url(self):
        return reverse("pages:note-detail", args=[self.owning_trip.slug, self.uid])

    @property
    def owning_trip(self) -> Trip:
        """The trip that the note is of, whatever it stands under."""
        if self.session:
            return self.session.day.trip
        return self.day.trip if self.day else self.trip

    @property
    def is_for_everyone(self) -> bool:
        """May anybody read it as things stand?"""
        return Note.objects.visible_to(access.ANONYMOUS).filter(pk=self.pk).exists()

    def begin_again(self) -> None:
        """Make the text the first revision, after the note was deleted and brought back."""
        self.revision = 1
        self.save(update_fields=["revision"])
        self.revisions.create(number=1, body=self.body)

    @classmethod
    def default_visibility(cls, purpose: str) -> str:
        """Return how visible a new note is: a preparation note starts as the members' own."""
        return (
            cls.Visibility.MEMBERS if purpose == cls.Purpose.PREPARATION else cls.Visibility.INHERIT
        )


class Revision(models.Model):
    """One saved text of a note. It is never changed; it can be given a name."""

    note = models.ForeignKey(
        Note, verbose_name=_("note"), on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField(_("number"))
    body = models.TextField(_("text"), blank=True)
    created_at = models.DateTimeField(_("saved"), auto_now_add=True)
    participant = models.ForeignKey(
        Participant,
        verbose_name=_("participant"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="revisions",
    )
    author_name = models.CharField(
        _("author"),
        max_length=MAX_LINE,
        blank=True,
        help_text=_("The author's name as it was, or the hosts'."),
    )
    name = models.CharField(
        _("name"), max_length=MAX_LINE, blank=True, help_text=_("Such as: as sent to the hosts.")
    )
    # The open page that it was sent from, and the text as it was sent where the merge with what
    # others had saved made it another: what that page sends next is a change of this text.
    page = models.CharField(max_length=MAX_LINE, blank=True, editable=False)
    is_merged = models.BooleanField(_("merged"), default=False, editable=False)
    sent = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["note", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "number"], name="revision_number_once_per_note"
            ),
            *line_limits("revision", optional=("author_name", "name", "page")),
            *text_limits("revision", "body", "sent"),
        ]

    def __str__(self):
        return f"{self.note} · {self.number}"

    @property
    def sent_text(self) -> str:
        """The text as its author had it on the screen when they saved."""
        return self.sent if self.is_merged else self.body


class ImportFormat(models.TextChoices):
    NOTE = "note", _("Note")
    DOCUMENT = "document", _("Trip document")
    CALENDAR = "calendar", _("Calendar")
    SCHEDULE = "schedule", _("Conference schedule")
    SHEET = "sheet", _("Sheet")


class Import(models.Model):
    """One import: the source as it came, and the document that it was read as.

    It is the base of the next merge, and the source can be had again unchanged.
    """

    Format = ImportFormat

    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, related_name="imports"
    )
    format = models.CharField(_("format"), max_length=10, choices=Format)
    source = models.BinaryField(_("source"))
    source_name = models.CharField(
        _("came from"), max_length=MAX_LINE, blank=True, help_text=_("A file's name or an address.")
    )
    document = models.JSONField(_("document"))
    # The trip as it was, for the organizers; None where the import made it.
    before = models.JSONField(_("before"), null=True, blank=True)
    # As the import left it: what is different now was changed here since.
    after = models.JSONField(_("after"), null=True, blank=True)
    # Of the form that was sent: sent twice, it does nothing more.
    token = models.CharField(_("token"), max_length=MAX_LINE, blank=True, editable=False)
    created_at = models.DateTimeField(_("imported"), auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("imported by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imports",
    )

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-id"]
        constraints = [
            *line_limits("import", optional=("source_name", "token")),
            *choice_limits("import", format=ImportFormat),
        ]

    def __str__(self):
        return f"{self.source_name} · {self.created_at:%Y-%m-%d %H:%M}"
