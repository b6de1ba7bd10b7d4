"""The page that plans a day, as a browser without scripts has it."""

from django.urls import reverse

from tests.markup import parsed

from .forms import fields_of


class PlanPage:
    """An open page: what is typed in it, and its buttons."""

    def __init__(self, client, day, response=None):
        self.client = client
        self.day = day
        self.address = reverse("admin:events_day_plan", args=[day.pk])
        self.response = response or client.get(self.address)
        self.fields = fields_of(self.response)
        self.html = parsed(self.response).select_one("#content-main")
        for name in ("row", "person"):
            self.fields[name] = [field["value"] for field in self.html.select(f"[name={name}]")]
        self.fields["person_is"] = ["" for _person in self.fields["person"]]

    @property
    def rows(self) -> list[str]:
        """What is typed in the rows, but for the empty one: time and title."""
        return [
            " ".join(filter(None, (self.typed(uid, "when"), self.typed(uid, "title"))))
            for uid in self.fields["row"]
            if self.typed(uid, "when") or self.typed(uid, "title")
        ]

    def typed(self, uid, name):
        return self.fields[f"{uid}-{name}"]

    def uid(self, title=""):
        """The row with this title; without one, the empty row."""
        return next(uid for uid in self.fields["row"] if self.typed(uid, "title") == title)

    def type(self, row="", /, **fields):
        """Type into the row with this title; without one, into the empty row."""
        uid = self.uid(row)
        self.fields |= {f"{uid}-{name}": value for name, value in fields.items()}
        return self

    def press(self, button, title=None, **fields):
        """Press a button, of the row with this title where one is given; return the page."""
        what = button if title is None else f"{button}:{self.uid(title)}"
        response = self.client.post(self.address, {**self.fields, **fields, "do": what})
        return PlanPage(self.client, self.day, response)

    def send(self, **fields):
        """Save; return the answer."""
        return self.client.post(self.address, {**self.fields, **fields, "do": "save"})

    def save(self, **fields):
        """Save what is right; return the page anew."""
        response = self.send(**fields)
        told = [] if response.status_code == 302 else PlanPage(self.client, self.day, response).told
        assert (response.status_code, told) == (302, [])
        return PlanPage(self.client, self.day)

    def refused(self, **fields):
        """Save what is wrong; return the page that came back."""
        return PlanPage(self.client, self.day, self.send(**fields))

    @property
    def told(self) -> list[str]:
        """What the page says is wrong."""
        return [item.text for item in self.html.select(".errorlist li")]

    def errors(self, title) -> dict[str, str]:
        """What is wrong beside the fields of a row: field to message."""
        row = self.html.select_one(f"#row-{self.uid(title)}")
        return {
            field.select_one("[name]")["name"].partition("-")[2]: field.select_one("li").text
            for field in row.select(".field:has(.errorlist)")
        }
