"""The merge of a note that changed into a trip that changed too.

Three documents: the base (the note as it was read last), theirs (the note as it reads now) and
ours (the trip as it is here). Nothing here touches the database.

    read = adopt_uids(read, base)
    merged = merge(base, read, ours)
    merged = resolve(merged, prefer="note", remove=True)
    merged.document, merged.conflicts, merged.next_base  # to load, to decide, to keep
"""

from .likely import Likeness, Sign, likely_same
from .matching import adopt_uids
from .merging import Addition, Change, Conflict, Merge, Removal, merge, resolve

__all__ = [
    "Addition",
    "Change",
    "Conflict",
    "Likeness",
    "Merge",
    "Removal",
    "Sign",
    "adopt_uids",
    "likely_same",
    "merge",
    "resolve",
]
