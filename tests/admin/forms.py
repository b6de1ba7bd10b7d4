"""What a browser would do with a page of the admin: read its form, change a field, send it."""

from tests.markup import parsed


def fields_of(response) -> dict:
    """Return the fields of the page's form as a browser would send them."""
    assert response.status_code == 200
    form = parsed(response).find(id="content-main").find("form")
    fields = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name, kind = field.get("name"), field.get("type")
        if not name or "__prefix__" in name or kind in ("submit", "file"):
            continue
        if field.name == "select":
            chosen = [option["value"] for option in field.find_all("option", selected=True)]
            fields[name] = chosen if field.has_attr("multiple") else (chosen or [""])[0]
        elif field.name == "textarea":
            # As HTML says: the first line break goes, the others are sent as CR LF.
            text = field.text.removeprefix("\n").removeprefix("\r\n")
            fields[name] = text.replace("\r\n", "\n").replace("\n", "\r\n")
        elif kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
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
    page = parsed(response)
    return [item.get_text(strip=True) for item in page.select("ul.errorlist li")]
