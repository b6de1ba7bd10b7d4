"""Audit pages with Lighthouse: `make audit`. It takes some minutes, and is no part of the tests.

Accessibility, best practices and SEO must be 100; performance is the median of five runs, on the
phone and the network that Lighthouse simulates, and must be 95 or more.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.browser.site import Site, find_chromium, running_site

RUNS = 5
PAGES = {
    "itinerary": "",
    "session": "sessions/demoSession11/",
    "note": "notes/demoNote01/",
}
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main(lighthouse: str) -> int:
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is not installed (apt install chromium).", file=sys.stderr)
        return 2
    missed = False
    print("page".ljust(12), *(name.rjust(15) for name in GOALS))
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        for name, path in PAGES.items():
            reports = [audit(lighthouse, chromium, site, path) for _run in range(RUNS)]
            scores = {goal: round(100 * median(r[goal] for r in reports)) for goal in GOALS}
            print(name.ljust(12), *(str(score).rjust(15) for score in scores.values()), flush=True)
            for fault in sorted({fault for report in reports for fault in report["faults"]}):
                print("  ", fault)
            missed = missed or any(scores[goal] < GOALS[goal] for goal in GOALS)
    return 1 if missed else 0


def audit(lighthouse: str, chromium: str, site: Site, path: str) -> dict:
    """Return the score of each category of one run, and what cost points outside performance."""
    command = [lighthouse, site.trip(path), "--output=json", "--quiet"]
    command += [
        "--chrome-flags=--headless=new --no-sandbox",
        f"--only-categories={','.join(GOALS)}",
    ]
    environment = os.environ | {"CHROME_PATH": chromium}
    found = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    report = json.loads(found.stdout)
    faults = [
        f"{goal}: {audited['title']}"
        for goal in GOALS
        if goal != "performance"
        for reference in report["categories"][goal]["auditRefs"]
        if (audited := report["audits"][reference["id"]])["score"] not in (None, 1)
        and reference["weight"]
    ]
    return {goal: report["categories"][goal]["score"] for goal in GOALS} | {"faults": faults}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
