"""What a heading says of the part under it: one rule for each habit, asked in this order."""

from tripbook.interchange.note.rules.minutes import heading_in_minutes, minutes_heading
from tripbook.interchange.note.rules.talks import (
    talks_by_headings,
    talks_heading,
    talks_table_heading,
)
from tripbook.interchange.note.rules.walk import HeadingRule

from .days import dates_heading, day_heading, event_heading, next_time_heading
from .parts import (
    closed_heading,
    empty_heading,
    label_heading,
    plan_heading,
    tags_heading,
    title_heading,
)
from .people import questions_heading, roster_heading
from .sessions import (
    activity_heading,
    appointment_heading,
    daytime_heading,
    given_talk_heading,
    point_heading,
    proposal_heading,
    sessions_heading,
    talk_heading,
    timed_heading,
)

HEADING_RULES: tuple[HeadingRule, ...] = (
    title_heading,
    empty_heading,
    tags_heading,
    roster_heading,
    next_time_heading,
    heading_in_minutes,
    label_heading,
    event_heading,
    day_heading,
    timed_heading,
    given_talk_heading,
    closed_heading,
    questions_heading,
    minutes_heading,
    talks_heading,
    talks_table_heading,
    plan_heading,
    sessions_heading,
    dates_heading,
    talk_heading,
    appointment_heading,
    talks_by_headings,
    proposal_heading,
    point_heading,
    daytime_heading,
    activity_heading,
)
