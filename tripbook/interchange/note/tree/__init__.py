"""A note as lines, and as a tree of sections, paragraphs, lists and tables."""
