"""What a page says, as plain text."""


def text_of(element):
    """Return the text of an element on one line."""
    return " ".join(element.get_text(" ").split())


def texts(page, selector):
    """Return the texts of all elements that a CSS selector finds, in order."""
    return [text_of(element) for element in page.select(selector)]
