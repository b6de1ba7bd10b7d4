"""A trip: its days and sessions, the places and the people of it, and its organizers."""

import datetime as dt
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import Exists, F, Max, Min, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.history import History, bulk_update
from people.limits import (
    MAX_LINE,
    MAX_SLUG,
    choice_limits,
    line_limits,
    text_limits,
    validate_date,
    validate_visible,
)
from people.models import Organization, Participant
from people.uids import UidField, uid_format

from . import access
from .schedule import NonexistentTimeError, span, zone_names

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LANGUAGE_PATTERN = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


# Stands for the uid of a session; no slug has a capital in it.
ANY_UID = "UidOfOneSession"


@lru_cache(maxsize=256)
def _address_of_sessions(slug: str) -> str:
    """Return the address of a session of a trip, with ANY_UID in it.

    To reverse an address takes as long as to write one session of an export, of which there are
    thousands.
    """
    return reverse("pages:session-detail", args=[slug, ANY_UID])


def validate_timezone(name):
    """Raise ValidationError unless `name` is an IANA time zone."""
    if name not in zone_names():
        raise ValidationError(
            _("%(name)s is no time zone. Write one like Asia/Taipei."), params={"name": name}
        )


def validate_tags(value):
    """Raise ValidationError unless `value` is a list of tags, each a short line."""
    fine = isinstance(value, list) and all(
        isinstance(tag, str) and tag.strip() and len(tag) <= MAX_LINE for tag in value
    )
    if not fine:
        raise ValidationError(_("Write tags of 1 to 500 characters each."))


class TripQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(access.trips_seen_by(viewer))

    def editable_by(self, viewer):
        return self.filter(access.trips_edited_by(viewer))

    def organized_by(self, viewer):
        return self.filter(access.trips_organized_by(viewer))

    def with_dates(self):
        """Add `starts_on` and `ends_on`, the first and the last day; None without days."""
        return self.annotate(starts_on=Min("days__date"), ends_on=Max("days__date"))


class TripVisibility(models.TextChoices):
    DRAFT = "draft", _("Draft: its organizers")
    MEMBERS = "members", _("Members: who has a join link")
    PUBLIC = "public", _("Public: everyone")


class Trip(models.Model):
    """A delegation's journey: everything else stands under it."""

    Visibility = TripVisibility

    uid = UidField()
    slug = models.SlugField(
        _("address"),
        max_length=MAX_SLUG,
        unique=True,
        validators=[RegexValidator(SLUG_PATTERN, _("Write a-z, 0-9 and single hyphens."))],
        help_text=_("The trip's name in addresses: /trips/…/. An old one leads to the new one."),
    )
    title = models.CharField(_("title"), max_length=MAX_LINE, validators=[validate_visible])
    summary = models.CharField(
        _("summary"),
        max_length=MAX_LINE,
        blank=True,
        help_text=_("One or two sentences, shown under the title and when the link is shared."),
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("What the trip is about. Markdown.")
    )
    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        validators=[validate_timezone],
        help_text=_("Where the trip takes place, such as Asia/Seoul. A day can have its own."),
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[RegexValidator(LANGUAGE_PATTERN, _("Write a language like en or zh-Hant."))],
        help_text=_("The language that the trip is mostly written in, such as zh-Hant."),
    )
    tags = models.JSONField(
        _("tags"),
        default=list,
        blank=True,
        validators=[validate_tags],
        help_text=_("One a line."),
    )
    visibility = models.CharField(
        _("visibility"),
        max_length=10,
        choices=Visibility,
        default=Visibility.DRAFT,
        help_text=_("Who may see the trip."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = TripQuerySet.as_manager()
    history = History(excluded_fields=["updated_at"])

    class Meta:
        verbose_name = _("trip")
        verbose_name_plural = _("trips")
        ordering = ["-created_at", "id"]
        constraints = [
            uid_format("trip"),
            models.CheckConstraint(condition=Q(slug__regex=SLUG_PATTERN), name="trip_slug_format"),
            *line_limits("trip", required=("title", "slug", "timezone"), optional=("summary",)),
            *text_limits("trip", "description"),
            *choice_limits("trip", visibility=TripVisibility),
        ]

    def __str__(self):
        return self.title

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save; keep the links to a former slug; move the sessions with the time zone."""
        stored = Trip.objects.filter(pk=self.pk).values("slug", "timezone").first()
        super().save(*args, **kwargs)
        if stored and stored["slug"] != self.slug:
            FormerSlug.objects.filter(slug=self.slug, trip=self).delete()
            FormerSlug.objects.get_or_create(slug=stored["slug"], defaults={"trip": self})
        if stored and stored["timezone"] != self.timezone:
            reschedule(Session.objects.filter(day__trip=self))

    def get_absolute_url(self):
        return reverse("pages:trip-detail", args=[self.slug])

    def clean(self):
        other = FormerSlug.objects.filter(slug=self.slug).exclude(trip=self.pk)
        if other.exists():
            raise ValidationError({"slug": _("Another trip had this address; its links lead on.")})
        if self.pk and self.timezone in zone_names():
            _check_times(Session.objects.filter(day__trip=self, day__timezone=""), self.timezone)


class FormerSlug(models.Model):
    """An address that a trip once had, and that still leads to it."""

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=MAX_SLUG, unique=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self):
        return self.slug


class OrganizerQuerySet(models.QuerySet):
    def roles_of(self, user) -> dict[int, str]:
        """Return what a user is on each trip that they organize: trip id to role."""
        return dict(self.filter(user=user).values_list("trip_id", "role"))


class OrganizerRole(models.TextChoices):
    OWNER = "owner", _("Owner: also chooses organizers")
    EDITOR = "editor", _("Editor: changes everything of the trip")
    READER = "reader", _("Reader: sees, changes nothing, no private fields")


class Organizer(models.Model):
    """A user who organizes a trip."""

    Role = OrganizerRole

    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, related_name="organizers"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.CASCADE,
        related_name="organized",
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.EDITOR)

    objects = OrganizerQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("organizer")
        verbose_name_plural = _("organizers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "user"],
                name="organizer_once_per_trip",
                violation_error_message=_("This user organizes the trip already."),
            ),
            *choice_limits("organizer", role=OrganizerRole),
        ]

    def __str__(self):
        return f"{self.user} · {self.trip}"


class Day(models.Model):
    """One date of a trip."""

    uid = UidField()
    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, related_name="days"
    )
    date = models.DateField(_("date"), validators=[validate_date])
    title = models.CharField(
        _("title"), max_length=MAX_LINE, blank=True, help_text=_("Such as Day 1, or the city.")
    )
    summary = models.CharField(_("summary"), max_length=MAX_LINE, blank=True)
    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[validate_timezone],
        help_text=_("Only where it differs from the trip's."),
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    history = History(excluded_fields=["updated_at"])

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["date"]
        constraints = [
            uid_format("day"),
            models.UniqueConstraint(
                fields=["trip", "date"],
                name="day_date_once_per_trip",
                violation_error_message=_("The trip has this day already."),
            ),
            *line_limits("day", optional=("title", "summary")),
        ]

    def __str__(self):
        return f"{self.date.isoformat()} {self.title}".strip()

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save, and move the sessions with the date and the time zone."""
        stored = Day.objects.filter(pk=self.pk).values("date", "timezone").first()
        super().save(*args, **kwargs)
        if stored and stored != {"date": self.date, "timezone": self.timezone}:
            reschedule(self.sessions.all(), self.date - stored["date"])

    def get_absolute_url(self):
        return reverse("pages:day-detail", args=[self.trip.slug, self.date])

    @property
    def zone(self) -> str:
        """The time zone that the day's clock times are in."""
        return self.timezone or self.trip.timezone

    def clean(self):
        if self.pk and self.date and self.zone in zone_names():
            _check_times(self.sessions.all(), self.zone, self._shift())

    def _shift(self) -> dt.timedelta:
        """How far the day is moved from where it is stored."""
        stored = Day.objects.filter(pk=self.pk).values_list("date", flat=True).first()
        return self.date - stored if stored else dt.timedelta()


class PlaceQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """A place is visible where a visible session names it; organizers see all."""
        named = Session.objects.visible_to(viewer).filter(place=OuterRef("pk"))
        return self.filter(access.trips_organized_by(viewer, "trip") | Exists(named))


class Place(models.Model):
    """A place of a trip, with its address for the map and for the driver."""

    uid = UidField()
    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, related_name="places"
    )
    name = models.CharField(_("name"), max_length=MAX_LINE, validators=[validate_visible])
    address = models.CharField(_("street address"), max_length=MAX_LINE, blank=True)
    local_address = models.CharField(
        _("address in the local script"),
        max_length=MAX_LINE,
        blank=True,
        help_text=_("To be shown to a taxi driver."),
    )
    latitude = models.FloatField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.FloatField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = PlaceQuerySet.as_manager()
    history = History(excluded_fields=["updated_at"])

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["id"]
        constraints = [
            uid_format("place"),
            *line_limits("place", required=("name",), optional=("address", "local_address")),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                name="place_latitude_range",
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                name="place_longitude_range",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def has_coordinates(self) -> bool:
        """Is it known where it is? 0, 0 is what programs write that don't know."""
        return None not in (self.latitude, self.longitude) and bool(self.latitude or self.longitude)


class MembershipQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(access.memberships_seen_by(viewer))

    def joined(self, versions: dict[str, int]) -> dict[int, int]:
        """Return trip id to membership id of the memberships whose links are still good.

        `versions` maps uids of memberships to the token version that a browser joined with.
        """
        return {
            membership.trip_id: membership.pk
            for membership in self.filter(uid__in=versions)
            if membership.token_version == versions[membership.uid]
        }


class MembershipRole(models.TextChoices):
    DELEGATE = "delegate", _("Delegate")
    LEAD = "lead", _("Lead")
    HOST = "host", _("Host")
    SPEAKER = "speaker", _("Speaker")
    INTERPRETER = "interpreter", _("Interpreter")
    GUEST = "guest", _("Guest")


class MembershipListedFor(models.TextChoices):
    PUBLIC = "public", _("Everyone who sees the trip")
    MEMBERS = "members", _("Members of the trip")
    ORGANIZERS = "organizers", _("Its organizers only")


class Membership(models.Model):
    """What a person is on one trip, and what only its organizers know of them."""

    Role = MembershipRole
    ListedFor = MembershipListedFor

    PRIVATE_FIELDS = (
        "email",
        "phone",
        "arrival",
        "departure",
        "diet",
        "room",
        "emergency_contact",
        "remarks",
    )

    uid = UidField()
    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, related_name="memberships"
    )
    participant = models.ForeignKey(
        Participant,
        verbose_name=_("participant"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.DELEGATE)
    joins_on = models.DateField(
        _("from"),
        null=True,
        blank=True,
        validators=[validate_date],
        help_text=_("Only if not there from the first day."),
    )
    leaves_on = models.DateField(
        _("until"),
        null=True,
        blank=True,
        validators=[validate_date],
        help_text=_("Only if not there to the last day."),
    )
    listed_for = models.CharField(
        _("listed for"),
        max_length=10,
        choices=ListedFor,
        default=ListedFor.MEMBERS,
        help_text=_("Who sees that this person takes part."),
    )
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=MAX_LINE, blank=True)
    arrival = models.CharField(_("arrival"), max_length=MAX_LINE, blank=True)
    departure = models.CharField(_("departure"), max_length=MAX_LINE, blank=True)
    diet = models.CharField(_("diet"), max_length=MAX_LINE, blank=True)
    room = models.CharField(_("room"), max_length=MAX_LINE, blank=True)
    emergency_contact = models.CharField(_("emergency contact"), max_length=MAX_LINE, blank=True)
    remarks = models.TextField(_("organizers' remarks"), blank=True)
    token_version = models.PositiveIntegerField(
        _("version of the links"),
        default=1,
        help_text=_("Raise it to revoke the person's join link and calendar address."),
    )
    invited_at = models.DateTimeField(_("link sent"), null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True, editable=False)
    removal_asked_at = models.DateTimeField(
        _("asked to be removed"), null=True, blank=True, editable=False
    )
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = MembershipQuerySet.as_manager()
    history = History(excluded_fields=["invited_at", "joined_at", "updated_at"])

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["id"]
        constraints = [
            uid_format("membership"),
            models.UniqueConstraint(
                fields=["trip", "participant"],
                name="membership_once_per_trip",
                violation_error_message=_("This person is on the trip already."),
            ),
            models.CheckConstraint(
                condition=Q(joins_on__lte=F("leaves_on")),
                name="membership_joins_before_leaving",
                violation_error_message=_("Nobody leaves before they come."),
            ),
            *line_limits(
                "membership",
                optional=(
                    "email",
                    "phone",
                    "arrival",
                    "departure",
                    "diet",
                    "room",
                    "emergency_contact",
                ),
            ),
            *text_limits("membership", "remarks"),
            *choice_limits("membership", role=MembershipRole, listed_for=MembershipListedFor),
        ]

    def __str__(self):
        return str(self.participant)

    def get_absolute_url(self):
        return reverse("pages:person-detail", args=[self.trip.slug, self.participant.uid])


class SessionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(access.sessions_seen_by(viewer))


def keep_days_with_sessions(collector, field, sub_objs, using):
    """Refuse to delete a day that still has sessions, unless its whole trip is deleted."""
    whole_trip = collector.data.get(Trip)
    (models.CASCADE if whole_trip else models.PROTECT)(collector, field, sub_objs, using)


class SessionKind(models.TextChoices):
    TALK = "talk", _("Talk")
    MEETING = "meeting", _("Meeting")
    VISIT = "visit", _("Site visit")
    WORKSHOP = "workshop", _("Workshop")
    NETWORKING = "networking", _("Networking")
    CEREMONY = "ceremony", _("Ceremony")
    MEAL = "meal", _("Meal")
    TRAVEL = "travel", _("Travel")
    LODGING = "lodging", _("Lodging")
    FREE = "free", _("Free time")
    OTHER = "other", _("Other")


class SessionStatus(models.TextChoices):
    IDEA = "idea", _("Idea")
    REQUESTED = "requested", _("Requested")
    TENTATIVE = "tentative", _("Tentative")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")


class SessionVisibility(models.TextChoices):
    INHERIT = "inherit", _("As the trip")
    MEMBERS = "members", _("Members only")


class Session(models.Model):
    """One item of a day.

    `start` and `end` are clock times where the session takes place; `starts_at` and `ends_at`
    are the instants that follow from them, stored for order and for calendars.
    """

    Kind = SessionKind
    Status = SessionStatus
    Visibility = SessionVisibility

    # Where somebody takes notes, and afterwards looks for them.
    WORTH_NOTES = (Kind.TALK, Kind.MEETING, Kind.VISIT, Kind.WORKSHOP, Kind.OTHER)
    # A change of these is one that calendars must show: it raises the sequence number.
    CALENDAR_FIELDS = ("day_id", "starts_at", "ends_at", "end_date", "place_id", "status")

    uid = UidField()
    day = models.ForeignKey(
        Day,
        verbose_name=_("day"),
        on_delete=keep_days_with_sessions,
        related_name="sessions",
    )
    title = models.CharField(_("title"), max_length=MAX_LINE, validators=[validate_visible])
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.CONFIRMED,
        help_text=_("Ideas are shown to members only."),
    )
    start = models.TimeField(
        _("start"), null=True, blank=True, help_text=_("Clock time there, such as 09:30.")
    )
    end = models.TimeField(_("end"), null=True, blank=True)
    end_date = models.DateField(
        _("end date"),
        null=True,
        blank=True,
        validators=[validate_date],
        help_text=_("Only where it ends on a later day: past midnight, or several days."),
    )
    end_timezone = models.CharField(
        _("time zone of the end"),
        max_length=64,
        blank=True,
        validators=[validate_timezone],
        help_text=_("Only where it ends in another zone, as a flight does."),
    )
    starts_at = models.DateTimeField(null=True, editable=False)
    ends_at = models.DateTimeField(null=True, editable=False)
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
    )
    hosts = models.ManyToManyField(
        Organization, verbose_name=_("hosts"), blank=True, related_name="hosted_sessions"
    )
    members = models.ManyToManyField(
        Membership, through="Attendance", related_name="sessions", editable=False
    )
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown."))
    order = models.PositiveIntegerField(
        _("order"), default=0, help_text=_("Among the sessions that start at the same time.")
    )
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility, default=Visibility.INHERIT
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = SessionQuerySet.as_manager()
    history = History(excluded_fields=["updated_at"], many=["hosts"])

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day__date", F("start").asc(nulls_first=True), "order", "id"]
        constraints = [
            uid_format("session"),
            models.CheckConstraint(
                condition=Q(starts_at__lte=F("ends_at")),
                name="session_starts_before_it_ends",
                violation_error_message=_("A session cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, starts_at__isnull=True)
                | Q(start__isnull=False, starts_at__isnull=False),
                name="session_start_has_its_instant",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True, ends_at__isnull=True)
                | Q(end__isnull=False, ends_at__isnull=False),
                name="session_end_has_its_instant",
            ),
            *line_limits("session", required=("title",)),
            *text_limits("session", "description"),
            *choice_limits(
                "session", kind=SessionKind, status=SessionStatus, visibility=SessionVisibility
            ),
        ]

    def __str__(self):
        return self.title

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save with the instants of the clock times; raise `sequence` when they change."""
        self.set_instants()
        stored = Session.objects.filter(pk=self.pk).values(*self.CALENDAR_FIELDS).first()
        if stored and stored != {name: getattr(self, name) for name in self.CALENDAR_FIELDS}:
            self.sequence += 1
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "starts_at", "ends_at", "sequence", "updated_at"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return _address_of_sessions(self.day.trip.slug).replace(ANY_UID, self.uid)

    # As Django's own, which compares all labels in the reader's language to find one: of these
    # words a page shows hundreds.
    def get_kind_display(self) -> str:
        return str(self.Kind(self.kind).label)

    def get_status_display(self) -> str:
        return str(self.Status(self.status).label)

    def clean(self):
        errors = {}
        try:
            zones = {self.day.zone, self.end_timezone or self.day.zone}
        except (Day.DoesNotExist, Trip.DoesNotExist):
            return
        if self.day.date is None or not zones <= zone_names():
            # The day or the zone has an error of its own; without them there are no instants.
            return
        try:
            self.set_instants()
        except NonexistentTimeError as error:
            errors["start"] = str(error)
        if self.end_date and self.end_date < self.day.date:
            errors["end_date"] = _("A session cannot end before its day.")
        if self.place and self.place.trip_id != self.day.trip_id:
            errors["place"] = _("This place belongs to another trip.")
        if errors:
            raise ValidationError(errors)

    @property
    def is_worth_notes(self) -> bool:
        return self.kind in self.WORTH_NOTES

    @property
    def ends_before_it_starts(self) -> bool:
        return bool(self.starts_at and self.ends_at and self.ends_at < self.starts_at)

    def set_instants(self) -> None:
        """Work out `starts_at` and `ends_at`. Raise NonexistentTimeError as `span` does."""
        self.starts_at, self.ends_at = span(
            date=self.day.date,
            start=self.start,
            end=self.end,
            timezone=self.day.zone,
            end_date=self.end_date,
            end_timezone=self.end_timezone,
        )


@transaction.atomic
def reschedule(sessions, shift: dt.timedelta = dt.timedelta()) -> None:
    """Work out the instants of sessions anew after their day's date or zone has changed.

    `shift` is how far the day was moved; what ends on a later day moves with it. Raise
    NonexistentTimeError where a clock time does not exist there; nothing is changed then.
    """
    moved = []
    now = dt.datetime.now(dt.UTC)
    for session in sessions.select_related("day__trip"):
        before = session.starts_at, session.ends_at
        if session.end_date:
            session.end_date += shift
        session.set_instants()
        if shift or (session.starts_at, session.ends_at) != before:
            session.sequence += 1
            session.updated_at = now
            moved.append(session)
    bulk_update(moved, ["starts_at", "ends_at", "end_date", "sequence", "updated_at"])


def _check_times(sessions, timezone: str, shift: dt.timedelta = dt.timedelta()) -> None:
    """Raise ValidationError where a change of zone or date makes a session impossible."""
    for session in sessions.select_related("day"):
        try:
            starts_at, ends_at = span(
                date=session.day.date + shift,
                start=session.start,
                end=session.end,
                timezone=timezone,
                end_date=session.end_date and session.end_date + shift,
                end_timezone=session.end_timezone,
            )
        except NonexistentTimeError as error:
            raise ValidationError(f"{session.title}: {error}") from None
        if starts_at and ends_at and ends_at < starts_at:
            raise ValidationError(
                _("“%(title)s” would end before it starts."), params={"title": session.title}
            )


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(
            access.sessions_seen_by(viewer, "session"),
            access.memberships_seen_by(viewer, "membership"),
        )


class AttendanceRole(models.TextChoices):
    ATTENDEE = "attendee", _("Attendee")
    SPEAKER = "speaker", _("Speaker")
    HOST = "host", _("Host")
    MODERATOR = "moderator", _("Moderator")
    INTERPRETER = "interpreter", _("Interpreter")
    NOTE_TAKER = "note-taker", _("Note-taker")


class Attendance(models.Model):
    """Who takes part in a session, and as what."""

    Role = AttendanceRole

    session = models.ForeignKey(
        Session, verbose_name=_("session"), on_delete=models.CASCADE, related_name="attendances"
    )
    membership = models.ForeignKey(
        Membership, verbose_name=_("member"), on_delete=models.CASCADE, related_name="attendances"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.ATTENDEE)

    objects = AttendanceQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "membership"],
                name="attendance_once_per_session",
                violation_error_message=_("This person is in the session already."),
            ),
            *choice_limits("attendance", role=AttendanceRole),
        ]

    def __str__(self):
        return f"{self.membership} · {self.session}"

    def clean(self):
        try:
            same_trip = self.session.day.trip_id == self.membership.trip_id
        except (Session.DoesNotExist, Day.DoesNotExist, Membership.DoesNotExist):
            # What is missing is an error of its own.
            return
        if not same_trip:
            raise ValidationError({"membership": _("This person is not on the session's trip.")})


class Dismissal(models.Model):
    """A finding of a check that an organizer has looked at and leaves as it is, and why.

    `check_name` is the name of the check, `subject` what it found: the uids of the rows. Both are
    kept where a row changes, and where the check finds nothing for a while.
    """

    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, related_name="dismissals"
    )
    check_name = models.CharField(_("check"), max_length=20)
    subject = models.CharField(_("finding"), max_length=MAX_LINE)
    reason = models.CharField(_("reason"), max_length=MAX_LINE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    dismissed_at = models.DateTimeField(_("dismissed"), auto_now_add=True)

    history = History()

    class Meta:
        verbose_name = _("dismissed finding")
        verbose_name_plural = _("dismissed findings")
        ordering = ["-dismissed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "check_name", "subject"], name="dismissal_once_per_finding"
            ),
            *line_limits("dismissal", required=("check_name", "subject", "reason")),
        ]

    def __str__(self):
        return self.reason


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(access.announcements_seen_by(viewer))


class AnnouncementVisibility(models.TextChoices):
    INHERIT = "inherit", _("Everyone who sees the trip")
    MEMBERS = "members", _("Members only")


class Announcement(models.Model):
    """What the organizers tell of the changes of a trip, in a line of their own words."""

    Visibility = AnnouncementVisibility

    uid = UidField()
    trip = models.ForeignKey(
        Trip, verbose_name=_("trip"), on_delete=models.CASCADE, related_name="announcements"
    )
    text = models.CharField(_("text"), max_length=MAX_LINE)
    visibility = models.CharField(
        _("for"), max_length=10, choices=Visibility, default=Visibility.INHERIT
    )
    told_at = models.DateTimeField(_("told"), auto_now_add=True)

    objects = AnnouncementQuerySet.as_manager()
    history = History()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-told_at", "-id"]
        constraints = [
            uid_format("announcement"),
            *line_limits("announcement", required=("text",)),
            *choice_limits("announcement", visibility=AnnouncementVisibility),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return f"{reverse('pages:change-list', args=[self.trip.slug])}#{self.uid}"
