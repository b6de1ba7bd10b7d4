"""What each part of a note becomes: rules for headings, items, paragraphs, tables and rosters.

`walk.Walk` goes through the tree and asks them in order; a rule for a new habit is one function in
the module of the part that it is about.
"""
