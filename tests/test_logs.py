"""Logs never hold the token of a personal link."""

import logging
import sys

import pytest

from tripbook.logs import mask_tokens

TOKEN = "Vx8kPq2L:1uXyZ0:s3cr3t_s1gn4tur3-0"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"Not Found: /join/{TOKEN}/", "Not Found: /join/***/"),
        (f"Not Found: /host/{TOKEN}/?lang=ja", "Not Found: /host/***/?lang=ja"),
        (f'"GET /feeds/{TOKEN}.ics HTTP/1.1" 200', '"GET /feeds/*** HTTP/1.1" 200'),
        (f"<WSGIRequest: GET '/join/{TOKEN}'>", "<WSGIRequest: GET '/join/***'>"),
        (f"https://trips.example.org/join/{TOKEN}", "https://trips.example.org/join/***"),
        (f"GET /admin/password-reset/MQ/{TOKEN}/", "GET /admin/password-reset/MQ/***/"),
        ("Not Found: /trips/join/", "Not Found: /trips/join/"),
    ],
)
def test_tokens_are_masked_and_the_rest_is_not(text, masked):
    assert mask_tokens(text) == masked


@pytest.mark.parametrize("name", ["django.request", "django.server", "tripbook"])
def test_whatever_is_logged_goes_through_the_mask(name):
    try:
        raise ValueError(f"/host/{TOKEN}/")
    except ValueError:
        record = logging.LogRecord(
            name, logging.ERROR, __file__, 1, "Not Found: %s", (f"/join/{TOKEN}/",), sys.exc_info()
        )
    logger = logging.getLogger(name)
    while not logger.handlers:
        logger = logger.parent
    lines = [handler.format(record) for handler in logger.handlers if ours(handler)]
    assert len(lines) == 1
    assert TOKEN not in lines[0]
    assert "Not Found: /join/***/" in lines[0]
    assert "ValueError: /host/***/" in lines[0]


def ours(handler):
    """Tell the site's handlers from those that pytest adds to catch logs."""
    return not type(handler).__module__.startswith("_pytest")
