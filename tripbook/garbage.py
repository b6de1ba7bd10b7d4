"""When Python looks for garbage."""

import gc
from contextlib import contextmanager


@contextmanager
def collector_paused():
    """Let no garbage be looked for meanwhile.

    A large note or trip makes very many small objects that are all in use: looking through them
    again and again takes as long as reading or writing it, and more for each the larger it is.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
