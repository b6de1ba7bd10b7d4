"""Which address a request comes from: what attempts are counted by."""

from django.conf import settings


def address_of(request) -> str:
    """Return the client's address; "" if it is not known.

    X-Forwarded-For is what anybody likes to send, but for the entries that one's own proxies have
    added at its end: one each, TRUSTED_PROXIES of them. By default none is trusted.
    """
    address = request.META.get("REMOTE_ADDR") or ""
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= proxies:
            address = forwarded[-proxies].strip() or address
    return address
