"""What the language knows: a character model of notices, and the grammar of their numbers and marks.

It chooses among the recogniser's own alternatives (`Line.doubts`) and never invents: `choose` is the door.
"""
