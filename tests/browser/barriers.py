"""What axe-core finds on a page that would keep somebody from using it."""

from tests.browser.site import ROOT

AXE = ROOT / "tests/browser/vendor/axe-core/axe.min.js"
# What the admin's style sheets import would be written into the page, which it forbids.
EVERY_RULE = "{preload: false}"
# The admin lets colours change slowly. What follows the scrolling of a box never ends.
AT_REST = """Promise.all(
    document.getAnimations()
        .filter((one) => one.timeline === document.timeline)
        .map((one) => one.finished)
)"""
# Nothing but colours differs between the two schemes.
COLOURS = "{preload: false, runOnly: ['color-contrast']}"


def barriers(page) -> list[tuple]:
    """Return the rule, the element and the words of each fault, in both colour schemes."""
    page.evaluate(AXE.read_text())
    found = []
    for theme, rules in (("light", EVERY_RULE), ("dark", COLOURS)):
        page.emulate_media(color_scheme=theme)
        page.evaluate(AT_REST)
        found += [
            (theme, rule["id"], node["target"], node["failureSummary"])
            for rule in page.evaluate(f"axe.run({rules})")["violations"]
            for node in rule["nodes"]
        ]
    return found
