"""What the sheet of a meeting is written by: its headings and keys, for whoever makes one and whoever reads it."""

ROOM, HEARD, SO_FAR, PLAN, VIEWS, NOTES = (
    "Who was there", "Who was heard", "Actions so far", "Plan", "Views", "Notes",
)  # fmt: skip
"""The headings, beside statements and prompts; `PLAN` is followed by a principle and a part of its plan."""

PRESENT, APOLOGIES, GUESTS = "Present", "Apologies", "Guests"
RATING, BECAUSE = "Rating", "Because"
GOAL, MEASURE = "Goal", "Measure"
LEAD, WITH, ROLE, DUE, REVIEW, FOR = "lead", "with", "role", "due", "review", "for"
"""Keys: each stands at the beginning of a line, with a colon behind it."""

STILL = "still"
"""Stands for the rating that was agreed before."""

UNSURE = ("cannot say", "could not say", "not-yet-rated")
"""Stands for a view of who was asked and could not say."""

TO_READ = ">"
"""Begins a line that is there to be read; nothing in it is recorded."""
