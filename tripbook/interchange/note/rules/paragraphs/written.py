"""What was written down under a label: minutes, and what the hosts ask or wish."""

from tripbook.interchange.note.draft import MINUTES, PREPARATION, Entity, SessionDraft
from tripbook.interchange.note.line.keys import asks_of_hosts, bare_label, is_label, label_of
from tripbook.interchange.note.line.titles import plain
from tripbook.interchange.note.line.words import Part
from tripbook.interchange.note.rules.days import is_only_day
from tripbook.interchange.note.rules.programme import is_timed, is_timed_list
from tripbook.interchange.note.rules.walk import Context, Walk
from tripbook.interchange.note.tree.blocks import IN_BOLD, Block, Bullets, Text


def read_wishes(
    walk: Walk, line: int, text: str, block: Text, context: Context, after: list[Block]
) -> bool:
    """Take what the hosts ask or wish, and the list under it, as the preparation note."""
    if not (context.session or context.explicit) or not asks_of_hosts(plain(text)):
        return False
    if is_timed(text):
        # `9:30 Port lab, they want to hear about maps`
        return False
    last = block.last
    if after and isinstance(after[0], Bullets):
        walk.taken.add(after[0].first)
        last = after[0].last
    walk.draft.own(line, last, walk.target_of(context), PREPARATION)
    return True


def read_minutes_under(
    walk: Walk,
    line: int,
    text: str,
    block: Text,
    context: Context,
    owner: Entity | None,
    after: list[Block],
) -> bool:
    """Take what stands under a label like `Notes:`, `筆記：` of a session as its minutes."""
    session = owner if isinstance(owner, SessionDraft) else context.session
    words = plain(text)
    if session is None or not (words.endswith((":", "：")) or IN_BOLD.fullmatch(text)):
        return False
    if not is_label(words, Part.MINUTES):
        return False
    last = block.last
    for next_ in after:
        if isinstance(next_, Bullets):
            ends = is_timed_list(next_)
        else:
            ends = not isinstance(next_, Text) or _begins_anew(next_)
        if ends:
            break
        walk.taken.add(next_.first)
        last = next_.last
    walk.draft.own(line, last, session, MINUTES)
    return True


def _begins_anew(block: Text) -> bool:
    """Tell if a paragraph begins something else: with a label, a title, a time or a day."""
    words = plain(block.lines[0][1])
    if label_of(words) or bare_label(words) or IN_BOLD.fullmatch(block.lines[0][1]):
        return True
    return any(is_timed(text) or is_only_day(text) for _line, text in block.lines)
