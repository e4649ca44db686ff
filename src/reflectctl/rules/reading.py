"""The rules whose findings are made on the way: by reading a file, by its schema, by what is said about rules."""

READING: dict[str, tuple[str, str]] = {
    "unreadable-file": ("error", """A file is there and cannot be read.

It is not a regular file, is reached through a symbolic link, is longer than a megabyte, may not be opened, or is not
checked out (a sparse checkout). Nothing of it is used, and what it holds would be missing from every report.

Replace it with an ordinary text file; keep long evidence elsewhere and link to it.

Wrong:

    # principles/5-trauma.yaml is a link to a shared drive, and
    # a clone of this repository has the link and not the file.

Right:

    # principles/5-trauma.yaml is a file of its own.
    principle: trauma
    assessments:
      action:
        rating:"""),
    "malformed-text": ("error", """A file is not plain UTF-8 text.

It was saved in another encoding, holds control characters that came along with pasted text, or holds a merge
conflict that nobody has resolved. Such a file reads differently in every program.

Save it again as UTF-8, delete the character, or resolve the conflict.

Wrong:

    # \\x0b is a line break as slides have it, and no text to YAML.
    assessments:
      action:
        because: Plans were read together.\\x0bForms were not.

Right:

    assessments:
      action:
        because: Plans were read together. Forms were not."""),
    "yaml-syntax": ("error", """A file is not YAML as it stands.

Nothing of the file can be read until it is. Most often a tab is used for indentation, a quotation mark is not closed,
a text holds a colon and a space, or a line does not line up with the others.

Mend the line that the finding points at; an editor with YAML support underlines it. Text with a colon in it goes in
quotes, or below `>-`.

Wrong:

    assessments:
      culture:
        because: One thing is clear: letters are still hard to read.

Right:

    assessments:
      culture:
        because: >-
          One thing is clear: letters are still hard to read."""),
    "yaml-feature": ("error", """A file uses a part of YAML that these files do without.

Anchors, aliases, tags, merge keys, directives, several documents in one file and keys that are not text make a file
mean something else than a reader sees.

Write out what is meant, or put the text in quotes.

Wrong:

    assessments:
      action:
        because: &same Policies say so in every agency.
      culture:
        because: *same

Right:

    assessments:
      action:
        because: Policies say so in every agency.
      culture:
        because: Policies say so; what people say is still mixed."""),
    "duplicate-key": ("error", """A key stands twice in the same place.

Most programs silently keep one of the two, and not all the same one, so a year's notes could vanish from a report.

Keep one, and move anything worth keeping out of the other.

Wrong:

    assessments:
      culture:
        because: Staff say that they are heard.
        because: Families say that they are not heard yet.

Right:

    assessments:
      culture:
        because: >-
          Staff say that they are heard. Families say that they are
          not heard yet."""),
    "front-matter": ("error", """A Markdown file does not begin with front matter, or does not end it.

Meetings and the preliminary discussion hold their facts between two lines of three dashes at the top of the file, and
their notes below. Without these lines nobody can tell the facts from the notes.

Begin the first line with three dashes, and end the facts with another such line.

Wrong:

    id: 2026-05-07-trauma
    date: "2026-05-07"
    title: Responding to trauma

    What each agency brought to the table.

Right:

    ---
    id: 2026-05-07-trauma
    date: "2026-05-07"
    title: Responding to trauma
    ---

    What each agency brought to the table."""),
    "empty-file": ("error", """A file of the partnership says nothing.

An empty file is more often an accident than a message: an editor that was closed too early, a merge that kept neither
side.

Bring its content back from an earlier commit, or delete it.

Wrong:

    # principles/5-trauma.yaml: to be written

Right:

    # principles/5-trauma.yaml
    principle: trauma
    assessments:
      action:
        rating:"""),
    "unexpected-file": ("warning", """A file lies among the records and is not one of them.

It has another ending, or lies in a folder where nothing is looked for, so nothing in it is read. Whoever put it there
may think that it is.

Give it the right ending, or move it elsewhere.

Wrong:

    # principles/6-curiosity.yml
    principle: curiosity

Right:

    # principles/6-curiosity.yaml
    principle: curiosity"""),
    "missing-content": ("error", """There is no content pack in the repository.

A partnership keeps its own copy of the statements, so that every old commit reads with the words it was rated
against.

Bring `content/` back from an earlier commit, or run `reflectctl init` again, which adds what is missing.

Wrong:

    # partnership.yaml, with no file content/pack.yaml beside it
    content: practice-principles

Right:

    # content/pack.yaml, and a file for each principle that it lists
    id: practice-principles
    version: "1.0"
    title: Practice Principles
    principles: [children-first, inequalities, voice]"""),
    "unknown-key": ("error", """A key does not belong where it stands.

Usually it is misspelt, or stands one level too high or too low. What is under it would be silently left out of every
report.

Correct it; the hint names the nearest key that belongs there.

Wrong:

    assessments:
      culture:
        rating: neither
        becuase: What we heard does not point one way.

Right:

    assessments:
      culture:
        rating: neither
        because: What we heard does not point one way."""),
    "missing-key": ("error", """A key that identifies something is missing.

Very little is compulsory, and only what a thing is known by: without it nothing can refer to the thing, and no later
commit can be compared with it.

Add the key; `reflectctl schema` says what it may hold.

Wrong:

    agencies:
      - name: Wessbury Council
        statutory: true

Right:

    agencies:
      - id: council
        name: Wessbury Council
        statutory: true"""),
    "unknown-value": ("error", """A value is not one of those that can stand there.

Ratings, statuses and the like are words from a short list, so that they mean the same in every file and every year.

Choose one from the list in the finding.

Wrong:

    assessments:
      culture:
        rating: mostly agree

Right:

    assessments:
      culture:
        rating: agree"""),
    "unknown-principle": ("error", """A principle is named that the content does not have.

Principles are known by the ids in `content/`, not by their numbers or titles, so that they can be renamed and moved
without losing their history.

Write the id; `reflectctl content show` lists them.

Wrong:

    ---
    id: 2026-05-07-trauma
    date: "2026-05-07"
    title: Responding to trauma
    principles: [principle-5]
    ---

Right:

    ---
    id: 2026-05-07-trauma
    date: "2026-05-07"
    title: Responding to trauma
    principles: [trauma]
    ---"""),
    "wrong-type": ("error", """A value is of another kind than expected: a list where text belongs, say.

What is of another kind cannot be used where it stands, so it would be left out. Often it only needs quotes, or a dash
at the beginning of the line.

Write it as the finding says; `reflectctl schema` has an example of every key.

Wrong:

    assessments:
      action:
        reflections:
          evidence: [Audit of plans, Survey of staff]

Right:

    assessments:
      action:
        reflections:
          evidence: |
            - Audit of plans
            - Survey of staff"""),
    "wrong-form": ("error", """A value does not have the form that is expected.

Ids are lower-case letters, digits, - and _, so that they read the same in a file, on a command line and in a link;
links begin with http:// or https://, so that they open.

Write it in the form that the hint gives.

Wrong:

    agencies:
      - id: Wessbury Council
        name: Wessbury Council

Right:

    agencies:
      - id: council
        name: Wessbury Council"""),
    "missing-text": ("error", """A text that something is known by is empty.

An agency without a name, or an action that does not say what is to be done, leaves a gap in every table and report in
which it is shown.

Write the text, or take out the whole entry if it was begun by accident.

Wrong:

    agencies:
      - id: health
        name: ""

Right:

    agencies:
      - id: health
        name: Wessbury Health"""),
    "too-long": ("error", """A text or a list is longer than any record needs to be.

A report shows what is recorded in full, so a policy or a whole audit pasted into a note hides everything around it.

Keep long evidence elsewhere, and write here what it says and where it is.

Wrong:

    ---
    id: 2026-05-07-trauma
    date: "2026-05-07"
    # 300 characters at most; the notes have their place below.
    title: First we spoke about what training there is, and then …
    ---

Right:

    ---
    id: 2026-05-07-trauma
    date: "2026-05-07"
    title: Responding to trauma
    ---

    First we spoke about what training there is, and then …"""),
    "too-short": ("error", """A list has fewer entries than make sense.

A scale with one point leaves nothing to choose, and a principle without dimensions has nothing to be rated.

Add what is missing, or bring the list back from an earlier commit.

Wrong:

    # content/pack.yaml
    scale:
      - id: agree
        title: Agree

Right:

    # content/pack.yaml
    scale:
      - id: agree
        title: Agree
      - id: disagree
        title: Disagree"""),
    "out-of-range": ("error", """A number is smaller or larger than makes sense.

It is more often a slip of the finger than a choice, and what goes by it would show everything, or nothing.

Choose one in the range that the finding gives.

Wrong:

    settings:
      due_soon_days: 3000

Right:

    settings:
      due_soon_days: 30"""),
    "unknown-rule": ("error", """A rule is named that there is not.

Levels in `partnership.yaml` and comments that ignore a finding name rules by their ids. A name that is misspelt would
change nothing, and nobody would notice.

Write the id as `reflectctl rules` lists it.

Wrong:

    settings:
      rules:
        rating-without-reasons: info

Right:

    settings:
      rules:
        rating-without-reason: info"""),
    "malformed-suppression": ("error", """A comment that should ignore a finding does not say of which rule, or not why.

A finding is set aside by people, for a reason that the next reader should see. What is wrong with a file's format
cannot be set aside.

Write the rule and the reason: `# reflectctl: ignore RULE reason`.

Wrong:

    assessments:
      culture:
        # reflectctl: ignore rating-without-reason
        rating: neither

Right:

    assessments:
      culture:
        # reflectctl: ignore rating-without-reason to be written in June
        rating: neither"""),
    "unused-suppression": ("warning", """A comment ignores a finding that is not there.

What it was written for has been mended, or it stands on another line than the finding. Left where it is, it would hide
the next one.

Delete the comment, or move it to the line of the finding or the line above it.

Wrong:

    assessments:
      culture:
        # reflectctl: ignore rating-without-reason to be written in June
        rating: neither
        because: What we heard does not point one way.

Right:

    assessments:
      culture:
        rating: neither
        because: What we heard does not point one way."""),
    "too-many-findings": ("error", """A file has more findings than are worth listing.

They often have one cause: a block that stands on the wrong level, or a file of another kind under this name. A list
of hundreds hides it.

Mend the first few and run the check again.

Wrong:

    # principles/5-trauma.yaml: a table pasted from a spreadsheet
    principle: trauma
    row 1: Training is offered
    row 2: Training is evaluated
    # … and fifty more

Right:

    principle: trauma
    assessments:
      action:
        reflections:
          evidence: |
            - Training is offered
            - Training is evaluated"""),
}  # fmt: skip
