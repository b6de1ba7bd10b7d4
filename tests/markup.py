"""What a test reads of a page."""

from bs4 import BeautifulSoup


def parsed(response) -> BeautifulSoup:
    """Return the page that was answered. Python's own parser takes too long for large ones."""
    return BeautifulSoup(response.content, "lxml")
