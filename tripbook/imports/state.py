"""What a preview must know when it is sent back. Nothing of it is stored: the form carries it."""

import base64
import hashlib
import hmac
import secrets
import zlib
from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core import signing

from people.uids import uid_of
from tripbook.interchange.document import LISTS, Document
from tripbook.interchange.merge.fields import with_uids

SALT = "tripbook.imports"


class StaleStateError(ValueError):
    """A form that is not of this user, not of this source, or not from here."""


@dataclass(frozen=True)
class State:
    """One import under way, from its entry to its saving.

    `seed` makes the uids of the items, so that each reading gives the same ones, and the form
    that is sent twice makes one trip. `trip` is the uid of the trip that the note goes into,
    `base` the id of its last import (0: none). `shown` is the hash of what the preview showed.
    """

    user: int
    seed: str
    name: str
    digest: str
    trip: str = ""
    base: int = 0
    first_day: str = ""
    shown: str = ""

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=salt_of(type(self)), compress=True)


@dataclass(frozen=True)
class FileState(State):
    """The import of another file: what `kind` it is, and how it is to be read."""

    kind: str = ""
    timezone: str = ""
    people: bool = True


def salt_of(kind: type[State]) -> str:
    return f"{SALT}.{kind.__name__}"


def new_state(*, user: int, name: str, data: bytes, trip: str = "", base: int = 0) -> State:
    return State(user, secrets.token_hex(16), name, digest_of(data), trip, base)


def new_file_state(*, user: int, name: str, data: bytes, **more) -> FileState:
    return FileState(user, secrets.token_hex(16), name, digest_of(data), **more)


def read_state(posted, user: int, kind: type[State] = State) -> tuple[State, bytes]:
    """Return the state that a form carries and the source; raise StaleStateError."""
    try:
        state = kind(**signing.loads(posted.get("state", ""), salt=salt_of(kind)))
    except (signing.BadSignature, TypeError) as error:
        raise StaleStateError from error
    data = unpacked(posted.get("source", ""))
    if state.user != user or not hmac.compare_digest(state.digest, digest_of(data)):
        raise StaleStateError
    return state, data


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def packed(data: bytes) -> str:
    """Return bytes as text that a form sends back unchanged."""
    return base64.urlsafe_b64encode(zlib.compress(data)).decode()


def unpacked(text: str) -> bytes:
    try:
        stream = zlib.decompressobj()
        limit = max(settings.NOTE_MAX_BYTES, settings.IMPORT_MAX_BYTES)
        return stream.decompress(base64.urlsafe_b64decode(text), limit + 1)
    except (ValueError, zlib.error) as error:
        raise StaleStateError from error


def settle_uids(document: Document, written: Collection[str], seed: str) -> Document:
    """Return a document that was read with uids that are the same for each reading.

    Those that are written in the note stay.
    """
    places = [("trip", document.trip)]
    places += [(f"{n}[{i}]", r) for n in LISTS for i, r in enumerate(getattr(document, n))]
    renamed = {
        record.uid: record.uid if record.uid in written else uid_of(seed, place)
        for place, record in places
    }
    return with_uids(document, renamed)
