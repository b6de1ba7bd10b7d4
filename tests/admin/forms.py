"""What a browser would do with a page of the admin: read its form, change a field, send it."""

import lxml.html


def fields_of(response) -> dict:
    """Return the fields of the page's form as a browser would send them."""
    assert response.status_code == 200
    form = page_of(response).get_element_by_id("content-main").find(".//form")
    fields = {}
    for field in form.iter("input", "select", "textarea"):
        name, kind = field.name, field.get("type")
        if not name or "__prefix__" in name or kind in ("submit", "file"):
            continue
        if field.tag == "select":
            chosen = field.xpath(".//option[@selected]/@value")
            fields[name] = chosen if field.multiple else (chosen or [""])[0]
        elif field.tag == "textarea":
            # As HTML says: the first line break goes, the others are sent as CR LF.
            text = field.text_content().removeprefix("\n").removeprefix("\r\n")
            fields[name] = text.replace("\r\n", "\n").replace("\n", "\r\n")
        elif kind in ("checkbox", "radio"):
            if field.checked:
                fields[name] = field.get("value", "on")
        else:
            fields[name] = field.get("value", "")
    return fields


def send(client, address, **changes):
    """Open the form at an address, change fields, and save.

    The field `days-0-title` is written `days__0__title`.
    """
    fields = fields_of(client.get(address))
    fields |= {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, fields)


def add_row(client, address, prefix, **row):
    """Open the form at an address, fill in one more row of an inline, save."""
    fields = fields_of(client.get(address))
    number = int(fields[f"{prefix}-TOTAL_FORMS"])
    fields[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return client.post(address, fields)


def errors_of(response) -> list[str]:
    """Return the messages of a form that came back, in the page's order."""
    assert response.status_code == 200, response.get("Location")
    items = page_of(response).xpath("//ul[contains(@class, 'errorlist')]/li")
    return [item.text_content().strip() for item in items]


def page_of(response) -> lxml.html.HtmlElement:
    """Return the page as lxml has it: that of a long form takes half of the time of `parsed`."""
    # What people paste may be longer than the ten million characters of its usual limit.
    parser = lxml.html.HTMLParser(huge_tree=True)
    return lxml.html.document_fromstring(response.text, parser)
