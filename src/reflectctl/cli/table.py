"""What each command takes: made by `python -m tests.commands` of what the commands declare, and not by hand."""

# fmt: off
# ruff: noqa: E501

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

OPTION, FLAG, LIST, PATH, INTEGER, REQUIRED, HIDDEN, OFFERS = 1, 2, 4, 8, 16, 32, 64, 128
"""What a parameter is, one bit each; of one that `OFFERS` something `offers` knows by its name what may stand there, or
where it has none the command's module.
"""

HELP = ("help", OPTION | FLAG, "", "", ("--help", "-h"))
"""As typer adds it to every command."""


class Parameter:
    """An option or an argument: how its value is called, its help, names, values, and what it offers."""

    __slots__ = ("against", "choices", "help", "kind", "least", "metavar", "name", "names", "offers")

    def __init__(
        self,
        name: str,
        kind: int = 0,
        help: str = "",
        metavar: str = "",
        names: tuple[str, ...] = (),
        choices: tuple[str, ...] = (),
        least: int | None = None,
        against: tuple[str, ...] = (),
        offers: str = "",
    ) -> None:
        self.name, self.kind, self.help, self.metavar, self.names = name, kind, help, metavar, names
        self.choices, self.least, self.against, self.offers = choices, least, against, offers


class Command:
    """A command, a group or the program, whose name is empty: all that it takes, and the names of what is below it."""

    __slots__ = ("below", "name", "parameters", "path", "shared")

    def __init__(self, name: str, own: list[Parameter], shared: list[Parameter], below: list[str]) -> None:
        self.name, self.path = name, f"reflectctl {name}".rstrip()
        self.parameters, self.shared, self.below = [*own, *shared, Parameter(*HELP)], shared, below


def command(name: str) -> Command:
    """What is called by a name."""
    own = parameters(name) if name in COMMANDS else [Parameter(*each) for each in ABOVE] if not name else []
    below = [each[len(name) + 1 :] for each in COMMANDS if each.startswith(f"{name} ")] if name else [*dict(TOPS)]
    # One of its own stands in the place of one that every command takes.
    names = {each.name for each in own}
    return Command(name, own, [each for each in shared(above=not name) if each.name not in names], below)


def parameters(of: str) -> list[Parameter]:
    """The parameters of a command, by its name."""
    return [Parameter(*each) for each in COMMANDS[of][2]]


def shared(*, above: bool = False) -> list[Parameter]:
    """The options that every command takes; `above` them none is hidden."""
    found = [Parameter(*each) for each in SHARED]
    for each in found if above else ():
        each.kind &= ~HIDDEN
    return found


def place(of: str) -> str:
    """Where the function of a command is, as `module:name`."""
    return COMMANDS[of][0]


# Constants alone, which Python loads as they are: the place of each command, what it is for, and its parameters.
COMMANDS: "dict[str, tuple[str, str, tuple[tuple[Any, ...], ...]]]" = {
    "init": ("init:init", "Begin a partnership's repository.", (
        ('folder', 8, 'Where; the current folder if left out.', '[DIR]'),
        ('name', 1, 'What the partnership is called.', 'NAME', ('--name',)),
        ('agency', 5, 'An agency of the partnership; may be given again.', 'ID=NAME', ('--agency',)),
        ('statutory', 5, 'One of these agencies that is a statutory safeguarding partner.', 'ID', ('--statutory',)),
        ('principle', 5, "Lay out this principle's file alone; may be given again.", 'PRINCIPLE', ('--principle',)),
        ('content', 1, 'The instrument to reflect with: the folder of a content pack, the id of one that is shipped, or the published document, whose wording is imported.', 'DIR|PACK|FILE', ('--content',)),
        ('ci', 1, 'Have each change checked by this forge: add its pipeline and templates.', '', ('--ci',), ('github', 'gitlab', 'azure', 'none')),
        ('install', 1, 'With --ci: what the pipeline installs this program from, a wheel in the repository or git+https://HOST/REPOSITORY@COMMIT; if left out, what it was itself installed from.', 'SOURCE', ('--install',)),
        ('no_git', 3, 'Write the files only; make no repository.', '', ('--no-git',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
    )),
    "demo": ("demo:demo", 'Build an example to look at.', (
        ('folder', 8, 'Where; a folder that is new or empty.', '[DIR]'),
    )),
    "status": ("status:status", 'Show where we are and what could come next.', (
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "next": ("next:next", 'Show which meeting is today or lies ahead,...', (
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "validate": ("validate:validate", 'Check every file, and all of them together.', (
        ('paths', 12, 'Report on these files and folders only.', '[PATHS]...'),
        ('format', 1, "How to print what is found; auto chooses by the CI's own variables. If left out, the ending of the file says it, else text. One of text, lines, json, github, gitlab, sarif, junit, azure, auto.", 'FORMAT', ('--format',), ('text', 'lines', 'json', 'github', 'gitlab', 'sarif', 'junit', 'azure', 'auto')),
        ('output', 5, 'Write to this file as well, in a format of its own (sarif=out.sarif); may be given again. Without FORMAT=, instead of the screen.', '[FORMAT=]FILE', ('--output', '-o')),
        ('fail_on', 1, 'The lightest severity that makes the exit code 1 (error).', '', ('--fail-on',), ('error', 'warning', 'info', 'never')),
        ('strict', 3, 'Fail on warnings too: --fail-on warning.', '', ('--strict',)),
        ('rule', 133, 'Report on this rule only; may be given again.', 'RULE', ('--rule',), (), None, (), 'rules'),
        ('no_rule', 133, 'Leave this rule out; may be given again.', 'RULE', ('--no-rule',), (), None, (), 'rules'),
        ('since', 129, 'Compare with this revision or date too (with where this branch began, if it has gone on since): find ratings that moved without a new reason, evidence or view, and ids that are gone.', 'REV', ('--since',), (), None, (), 'revisions'),
        ('new', 3, 'With --since: tell only what was not there at that moment.', '', ('--new',)),
        ('level', 1, 'The lightest severity that is told; what fails is told in any case.', '', ('--level',), ('error', 'warning', 'info')),
        ('verbose', 3, 'List everything, also beside what fails.', '', ('--verbose', '-v')),
        ('quiet', 3, 'List only what fails; nothing where nothing does.', '', ('--quiet', '-q')),
        ('watch', 3, 'Check again whenever a file changes.', '', ('--watch',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "rules": ("rules:rules", 'List the rules that validate checks, each...', (
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('pages', 3, 'Print the page of every rule.', '', ('--pages',)),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "explain": ("explain:explain", "Print a rule's page: what, why, and what...", (
        ('rule', 160, "A rule's id, as validate prints it.", 'RULE', (), (), None, (), 'rules'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "fmt": ("fmt:fmt", "Lay out the partnership's files, all in...", (
        ('paths', 12, 'Lay out these files and folders only.', '[PATHS]...'),
        ('check', 3, 'List the files that would change; change nothing.', '', ('--check',)),
        ('diff', 3, 'Show what would change, as a diff; change nothing.', '', ('--diff',)),
    )),
    "privacy": ("privacy:privacy", 'Look for personal data.', (
        ('paths', 12, 'Look at these files and folders only; with --history, at these revisions.', '[PATHS]...'),
        ('staged', 3, 'Look at what is about to be committed.', '', ('--staged',)),
        ('history', 3, 'Look at every version of every file and at messages of commits.', '', ('--history',)),
        ('every', 3, 'With --history: of every branch and tag.', '', ('--all',)),
        ('files', 3, 'PATHS are any files, such as reports.', '', ('--files',)),
        ('format', 1, 'How to print what is found. One of text, lines, json, github, gitlab, sarif, junit, azure.', 'FORMAT', ('--format',), ('text', 'lines', 'json', 'github', 'gitlab', 'sarif', 'junit', 'azure')),
        ('fail_on', 1, 'The lightest severity that makes the exit code 1 (info).', '', ('--fail-on',), ('warning', 'info', 'never')),
        ('how_to_remove', 3, 'Say how personal data is taken out of history.', '', ('--how-to-remove',)),
        ('may_stand', 1, 'Enter what is found there in partnership.yaml, as what may stand.', 'FILE:LINE', ('--may-stand',)),
        ('because', 1, 'With --may-stand: the reason.', '', ('--because',)),
        ('remove', 3, 'With --may-stand: take out what says there that it may stand.', '', ('--remove',)),
        ('dry_run', 3, 'With --may-stand: show what would be written, and write nothing.', '', ('--dry-run',)),
    )),
    "rate": ("rate:rate", 'Record an agreed rating, and why; or...', (
        ('statement', 160, 'A statement: children-first.culture, 1.culture, or any unambiguous beginning.', 'STATEMENT', (), (), None, (), 'rated'),
        ('rating', 128, 'A point of the scale, or not-yet-rated.', 'RATING', (), (), None, (), 'rated-more'),
        ('more', 132, 'Several at once, for one reason: 1.action=agree 1.culture=neither.', 'STATEMENT=RATING', (), (), None, (), 'rated-more'),
        ('because', 1, 'Why the partnership settled here; - reads it from a pipe; an editor opens without.', 'TEXT', ('--because',)),
        ('still', 3, 'It was agreed again, unchanged; the reason stays where no other is given.', '', ('--still',)),
        ('meeting', 129, 'Where it was agreed.', 'MEETING', ('--meeting',), (), None, (), 'meetings'),
        ('agreed', 1, "When it was agreed; the meeting's date if left out.", 'DATE', ('--agreed',)),
        ('earlier', 3, 'It was agreed before the rating that stands: write it beside that.', '', ('--earlier',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "view add": ("view:add", 'Record what one agency, or a group, thinks...', (
        ('statement', 160, 'A statement: children-first.culture, 1.culture, or any unambiguous beginning.', 'STATEMENT', (), (), None, (), 'statements-or-remove'),
        ('rating', 160, 'What the agency thinks; not-yet-rated when it could not say.', 'RATING', (), (), None, (), 'ratings'),
        ('agency', 161, 'Whose view: an agency or a group.', 'AGENCY', ('--agency', '--group'), (), None, (), 'speakers'),
        ('because', 1, 'Why the agency sees it so; - reads it from a pipe.', 'TEXT', ('--because',)),
        ('meeting', 129, 'Where it said so, if at one.', 'MEETING', ('--meeting',), (), None, (), 'meetings'),
        ('given', 1, "When it said so; the meeting's date, or today, if left out.", 'DATE', ('--given',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "view remove": ("view:remove", 'Take out what one agency was recorded to...', (
        ('statement', 160, 'A statement: children-first.culture, 1.culture, or any unambiguous beginning.', 'STATEMENT', (), (), None, (), 'statements'),
        ('agency', 161, 'Whose view: an agency or a group.', 'AGENCY', ('--agency', '--group'), (), None, (), 'speakers'),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "views ask": ("views:ask", 'Show a text for a mail, and the questions...', (
        ('principle', 128, 'On which principle; on all, if left out.', '[PRINCIPLE]', (), (), None, (), 'principles'),
        ('agency', 129, 'Whom the mail is to: an agency or a group; it says what that said last.', 'AGENCY', ('--agency', '--group'), (), None, (), 'speakers'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "views read": ("views:read", 'Bring back the answers to a form as views;...', (
        ('file', 40, 'What the form service exports: CSV or an Excel workbook (.xlsx).', 'FILE'),
        ('meeting', 129, 'Where the views were given.', 'MEETING', ('--meeting',), (), None, (), 'meetings'),
        ('given', 1, 'When they were given, if at no meeting.', 'DATE', ('--given',)),
        ('yes', 3, 'Record what is certain without asking.', '', ('--yes',)),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "note add": ("note:add", 'Note a key point under one of the prompts;...', (
        ('statement', 160, 'A statement: children-first.culture, 1.culture, or any unambiguous beginning.', 'STATEMENT', (), (), None, (), 'statements-or-remove'),
        ('prompt', 160, 'What it belongs under.', 'PROMPT', (), (), None, (), 'prompts'),
        ('text', 0, 'The key point, in Markdown, or several as a list; - reads it from a pipe; an editor opens without.', 'TEXT'),
        ('meeting', 129, 'Where it was said, if at one.', 'MEETING', ('--meeting',), (), None, (), 'meetings'),
        ('dated', 1, 'When it was said; today if left out.', 'DATE', ('--dated',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "note remove": ("note:remove", 'Take out the key points of a meeting, or...', (
        ('statement', 160, 'A statement: children-first.culture, 1.culture, or any unambiguous beginning.', 'STATEMENT', (), (), None, (), 'statements'),
        ('prompt', 160, 'What it belongs under.', 'PROMPT', (), (), None, (), 'prompts'),
        ('meeting', 129, 'Where it was said.', 'MEETING', ('--meeting',), (), None, (), 'meetings'),
        ('dated', 1, 'When it was said, where that was at no meeting.', 'DATE', ('--dated',)),
        ('point', 17, 'Only this one of the key points, counted from 1; all if left out.', 'N', ('--point',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "source add": ("source:add", 'Write down what the evidence for a...', (
        ('statement', 160, 'A statement: children-first.culture, 1.culture, or any unambiguous beginning.', 'STATEMENT', (), (), None, (), 'statements'),
        ('what', 32, 'What the evidence is, in a few words.', 'TEXT'),
        ('agency', 129, 'Whose it is.', 'AGENCY', ('--agency',), (), None, (), 'agencies'),
        ('dated', 1, 'Of when it is: a day, a month (2026-02) or a year.', 'DATE', ('--dated',)),
        ('link', 1, 'Where it is kept.', 'URL', ('--link',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "source remove": ("source:remove", 'Take out a source that was written down by...', (
        ('statement', 160, 'A statement: children-first.culture, 1.culture, or any unambiguous beginning.', 'STATEMENT', (), (), None, (), 'statements'),
        ('what', 32, 'How its words begin.', 'TEXT'),
        ('agency', 129, 'Whose it is.', 'AGENCY', ('--agency',), (), None, (), 'agencies'),
        ('dated', 1, 'Of when it is.', 'DATE', ('--dated',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "plan goal": ("plan:goal", 'Say what is to be reached in a part of a...', (
        ('principle', 160, 'The principle whose plan it is.', 'PRINCIPLE', (), (), None, (), 'principles'),
        ('horizon', 160, 'The part of the plan.', 'PART', (), (), None, (), 'horizons'),
        ('text', 0, 'In a sentence or more; - reads it from a pipe.', 'TEXT'),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "plan measure": ("plan:measure", 'Say how it will be seen that a part of a...', (
        ('principle', 160, 'The principle whose plan it is.', 'PRINCIPLE', (), (), None, (), 'principles'),
        ('horizon', 160, 'The part of the plan.', 'PART', (), (), None, (), 'horizons'),
        ('text', 0, 'In a sentence or more; - reads it from a pipe.', 'TEXT'),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "preliminary discussed": ("preliminary:discussed", 'Say when the preliminary discussion was held.', (
        ('day', 0, "When; the meeting's date, or today, if left out.", 'DATE'),
        ('meeting', 129, 'At which meeting.', 'MEETING', ('--meeting',), (), None, (), 'meetings'),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "preliminary goal": ("preliminary:goal", 'Say what the partnership wants its...', (
        ('text', 0, 'In a sentence or more; - reads it from a pipe.', 'TEXT'),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "preliminary commitment": ("preliminary:commitment", 'Say what one thing the partnership commits...', (
        ('text', 0, 'In a sentence or more; - reads it from a pipe.', 'TEXT'),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "preliminary readiness": ("preliminary:readiness", 'Say what the readiness plan is to reach,...', (
        ('part', 32, 'Which of the two.', 'goal|measure', (), ('goal', 'measure')),
        ('text', 0, 'In a sentence or more; - reads it from a pipe.', 'TEXT'),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "preliminary notes": ("preliminary:notes", 'Write what was said at the discussion, in...', (
        ('text', 0, 'In a sentence or more; - reads it from a pipe.', 'TEXT'),
        ('add', 3, 'Write below the notes that stand there.', '', ('--add',)),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action add": ("action:add", "Add an action to a principle's plan, or to...", (
        ('principle', 160, 'The principle whose plan it belongs to, or readiness.', 'PRINCIPLE', (), (), None, (), 'plans'),
        ('action', 32, 'What will be done.', 'TEXT'),
        ('owner', 165, 'The agency that has undertaken it; of several, the first leads.', 'AGENCY', ('--owner',), (), None, (), 'agencies'),
        ('due', 33, 'When it is to be done by: a day, a month (2026-06) or `ongoing`.', 'DATE', ('--due',)),
        ('joint', 133, 'Who has undertaken it as well: an agency, or an organisation by name; may be given again.', 'WHO', ('--with',), (), None, (), 'agencies'),
        ('review', 1, 'When it is looked at again, where it is ongoing.', 'DATE', ('--review',)),
        ('role', 1, 'Whose desk it lies on: a role, never a name.', 'TEXT', ('--role',)),
        ('horizon', 129, 'The part of the plan; the first if left out.', 'PART', ('--horizon',), (), None, (), 'horizons'),
        ('serves', 133, 'A statement it is meant to move, by dimension; may be given again.', 'DIMENSION', ('--serves',), (), None, (), 'dimensions'),
        ('opened', 1, 'When it was agreed; today if left out.', 'DATE', ('--opened',)),
        ('recommendation', 1, 'The recommendation of a review it answers.', 'TEXT', ('--recommendation',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action start": ("action:start", 'Say that an action is under way.', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action done": ("action:done", 'Say that an action is done, and what...', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('outcome', 1, 'What difference it made to children.', 'TEXT', ('--outcome',)),
        ('closed', 1, 'When; today if left out.', 'DATE', ('--closed',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action drop": ("action:drop", 'Say that an action was let go, and why.', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('because', 1, 'Why it was let go.', 'TEXT', ('--because',)),
        ('closed', 1, 'When; today if left out.', 'DATE', ('--closed',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action progress": ("action:progress", 'Note how an action is going; and, where...', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('note', 0, 'What happened on the way, or why the date moved; with --remove, the beginning of what was noted.', 'NOTE'),
        ('due', 1, 'The due date that was agreed, where it moved: a day or a month.', 'DATE', ('--due',)),
        ('review', 1, 'When it is looked at again, where it is ongoing.', 'DATE', ('--review',)),
        ('dated', 1, 'When it was so; today if left out.', 'DATE', ('--dated',)),
        ('remove', 3, 'Take out what was noted by mistake.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action edit": ("action:edit", 'Put an action otherwise: its words, who...', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('words', 1, 'What will be done.', 'TEXT', ('--action',)),
        ('owner', 133, 'The agency that has undertaken it; of several, the first leads.', 'AGENCY', ('--owner',), (), None, (), 'agencies'),
        ('joint', 133, 'Who has undertaken it as well: an agency, or an organisation by name; may be given again.', 'WHO', ('--with',), (), None, (), 'agencies'),
        ('role', 1, 'Whose desk it lies on: a role, never a name.', 'TEXT', ('--role',)),
        ('due', 1, 'A due date to put right; one that moved belongs in `progress`.', 'DATE', ('--due',)),
        ('review', 1, 'When it is looked at again, where it is ongoing.', 'DATE', ('--review',)),
        ('serves', 133, 'A statement it is meant to move, by dimension; may be given again.', 'DIMENSION', ('--serves',), (), None, (), 'dimensions'),
        ('opened', 1, 'When it was agreed.', 'DATE', ('--opened',)),
        ('recommendation', 1, 'The recommendation of a review it answers.', 'TEXT', ('--recommendation',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action move": ("action:move", 'Move an action to another part of the...', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('principle', 129, "The principle's plan.", 'PRINCIPLE', ('--principle',), (), None, (), 'principles'),
        ('horizon', 129, 'The part of the plan.', 'PART', ('--horizon',), (), None, (), 'horizons'),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action reopen": ("action:reopen", 'Say that an action which was done, dropped...', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('because', 1, 'Why; it is noted among the progress.', 'TEXT', ('--because',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action remove": ("action:remove", 'Take out an action that was added by mistake.', (
        ('action', 160, "The action's id, such as a-7k3f.", 'ACTION', (), (), None, (), 'actions'),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action remind": ("action:remind", 'Write the text of a mail to each agency...', (
        ('agency', 129, 'Only to this agency or group.', 'AGENCY', ('--agency',), (), None, (), 'speakers'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "action list": ("action:list_", 'List the actions: who does what by when,...', (
        ('status', 1, 'Which actions.', '', ('--status',), ('all', 'open', 'overdue', 'done', 'dropped')),
        ('owner', 129, 'Of this agency only.', 'AGENCY', ('--owner',), (), None, (), 'agencies'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "meeting new": ("meeting:new", "Make a meeting's file, ready for its notes.", (
        ('title', 32, 'What the meeting is about, in a few words.', 'TITLE'),
        ('date', 1, 'When it is held; today if left out.', 'DATE', ('--date',)),
        ('principle', 133, 'A principle to discuss; may be given again.', 'PRINCIPLE', ('--principle',), (), None, (), 'principles'),
        ('present', 133, 'An agency in the room; may be given again. all: every member but those absent.', 'AGENCY', ('--present',), (), None, (), 'everybody'),
        ('absent', 133, 'An agency that was absent; may be given again. all: every member but those present.', 'AGENCY', ('--absent',), (), None, (), 'everybody'),
        ('group', 129, 'The group whose own meeting it is.', 'GROUP', ('--group',), (), None, (), 'groups'),
        ('guest', 5, 'Who else is there, by role, not name; may be given again.', 'ROLE', ('--guest',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "meeting edit": ("meeting:edit", 'Change what a meeting says; a list that is...', (
        ('meeting', 160, 'The meeting: its id, or the date it begins with.', 'MEETING', (), (), None, (), 'meetings'),
        ('title', 1, 'What it was about.', 'TITLE', ('--title',)),
        ('principle', 133, 'A principle that was discussed; in place of those noted.', 'PRINCIPLE', ('--principle',), (), None, (), 'principles'),
        ('present', 133, 'An agency in the room; in place of those noted.', 'AGENCY', ('--present',), (), None, (), 'everybody'),
        ('absent', 133, 'An agency that was absent; in place of those noted.', 'AGENCY', ('--absent',), (), None, (), 'everybody'),
        ('group', 129, 'The group whose own meeting it was.', 'GROUP', ('--group',), (), None, (), 'groups'),
        ('guest', 5, 'Who else was there, by role; in place of those noted.', 'ROLE', ('--guest',)),
        ('minutes_agreed', 1, "When its minutes were agreed; '' makes them a draft.", 'DATE', ('--minutes-agreed',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "meeting move": ("meeting:move", 'Put a meeting on another day: its file,...', (
        ('meeting', 160, 'The meeting: its id, or the date it begins with.', 'MEETING', (), (), None, (), 'meetings'),
        ('date', 33, 'The day on which it was, or will be.', 'DATE', ('--date',)),
        ('id', 1, 'Its new id, if not that of the day.', 'ID', ('--id',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "meeting heard": ("meeting:heard", 'Note that children, young people or...', (
        ('meeting', 160, 'The meeting: its id, or the date it begins with.', 'MEETING', (), (), None, (), 'meetings'),
        ('who', 32, 'Which group was heard; never a name.', 'WHO'),
        ('how', 1, 'How they were heard.', 'TEXT', ('--how',)),
        ('dated', 1, 'When they were heard, if not at the meeting.', 'DATE', ('--dated',)),
        ('remove', 3, 'Take out who was noted by mistake.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "meeting notes": ("meeting:notes", "Write a meeting's notes, in Markdown, in...", (
        ('meeting', 160, 'The meeting: its id, or the date it begins with.', 'MEETING', (), (), None, (), 'meetings'),
        ('text', 0, 'In a sentence or more; - reads it from a pipe.', 'TEXT'),
        ('add', 3, 'Write below the notes that stand there.', '', ('--add',)),
        ('remove', 3, 'Take out what stands there.', '', ('--remove',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "meeting remove": ("meeting:remove", 'Take a meeting out; refused while...', (
        ('meeting', 160, 'The meeting: its id, or the date it begins with.', 'MEETING', (), (), None, (), 'meetings'),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "meeting list": ("meeting:list_", 'List the meetings: when, about what, and...', (
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "agenda": ("agenda:agenda", 'Prepare a meeting: what came of what was...', (
        ('meeting', 128, 'The meeting: its id, or the date it begins with; one of today or the next ahead if left out.', 'MEETING', (), (), None, (), 'meetings'),
        ('minutes', 17, 'How long the meeting is; two hours if left out.', 'N', ('--minutes',), (), 1),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json', 'html', 'docx')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "worksheet make": ("worksheet:make", 'Make a worksheet that somebody fills in...', (
        ('subject', 160, 'What it is about: a principle, the preliminary discussion, or what young people say.', 'PRINCIPLE|preliminary|young-people', (), (), None, (), 'subjects'),
        ('output', 41, 'Where it goes; its ending says in which form, or --format.', 'FILE|FOLDER', ('--output', '-o')),
        ('agency', 129, 'Who fills it in: an agency or a group. All together, if left out.', 'AGENCY', ('--agency', '--group'), (), None, (), 'speakers'),
        ('each', 3, 'One for each agency that is a member, in a folder.', '', ('--each',)),
        ('principle', 133, 'Only of this principle. May be given more than once.', 'PRINCIPLE', ('--principle',), (), None, (), 'principles'),
        ('large_print', 3, 'In sixteen points or more.', '', ('--large-print',)),
        ('format', 1, 'In which form: a spreadsheet, a document, a page, or paper.', '', ('--format',), ('xlsx', 'docx', 'html', 'pdf')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "worksheet read": ("worksheet:read", 'Read worksheets that came back, and show...', (
        ('files', 44, 'Worksheets as they came back: .xlsx, .docx or the data of a page.', 'FILE'),
        ('meeting', 129, 'At which it was said, if at one.', 'MEETING', ('--meeting',), (), None, (), 'meetings'),
        ('yes', 3, 'Record what is certain without asking.', '', ('--yes',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "record": ("record:record", 'Record what a meeting came to, on one...', (
        ('meeting', 160, 'The meeting: its id, or the date it begins with.', 'MEETING', (), (), None, (), 'meetings'),
        ('source', 9, 'Read a sheet that was filled in elsewhere, or a worksheet.', 'FILE', ('--from',)),
        ('sheet', 9, 'Write the empty sheet to this new file, and no more.', 'FILE', ('--sheet',)),
        ('anew', 3, 'Begin with an empty sheet, whatever was typed before.', '', ('--anew',)),
        ('yes', 3, 'Record what is certain without asking.', '', ('--yes',)),
        ('format', 1, 'How to print it.', '', ('--format',), ('text', 'markdown', 'json')),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "minutes": ("minutes:minutes", 'Write the minutes of a meeting, of what...', (
        ('meeting', 160, 'The meeting: its id, or the date it begins with.', 'MEETING', (), (), None, (), 'meetings'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json', 'html', 'docx')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "calendar": ("calendar:calendar", 'Put meetings and due days into a calendar.', (
        ('agency', 129, 'Only of this agency or group.', 'AGENCY', ('--agency',), (), None, (), 'speakers'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json', 'ics')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "undo": ("undo:undo", 'Take back the last edit that a command made.', (
        ('forget', 3, 'Take nothing back; keep no longer what the files were before it.', '', ('--forget',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "agency add": ("agency:add", 'Add an agency to the partnership.', (
        ('name', 32, 'What the agency is called.', 'NAME'),
        ('id', 1, 'Its id; made of the name if left out.', 'ID', ('--id',)),
        ('statutory', 3, 'It is a statutory safeguarding partner.', '', ('--statutory',)),
        ('joined', 1, 'The day on which it joined.', 'DATE', ('--joined',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "agency rename": ("agency:rename", 'Give an agency another name or id, in...', (
        ('agency', 160, 'The agency, by its id or its name.', 'AGENCY', (), (), None, (), 'agencies'),
        ('name', 1, 'What it is called now.', 'NAME', ('--name',)),
        ('id', 1, 'Its new id.', 'ID', ('--id',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "agency leave": ("agency:leave", 'Say that an agency has left; it stays...', (
        ('agency', 160, 'The agency, by its id or its name.', 'AGENCY', (), (), None, (), 'agencies'),
        ('on', 1, 'Its last day as a member; today if left out.', 'DATE', ('--on',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "agency edit": ("agency:edit", "Put an agency's membership right; '' takes...", (
        ('agency', 160, 'The agency, by its id or its name.', 'AGENCY', (), (), None, (), 'agencies'),
        ('statutory', 3, 'Whether it is a statutory safeguarding partner.', '', ('--statutory', '--not-statutory'), (), None, ('--not-statutory',)),
        ('joined', 1, 'The day on which it joined.', 'DATE', ('--joined',)),
        ('left', 1, 'Its last day as a member.', 'DATE', ('--left',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "agency remove": ("agency:remove", 'Take out an agency that was added by...', (
        ('agency', 160, 'The agency, by its id or its name.', 'AGENCY', (), (), None, (), 'agencies'),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "group add": ("group:add", 'Add a group: of children, families or...', (
        ('name', 32, 'What the group is called.', 'NAME'),
        ('kind', 33, 'Whom it is of; a subgroup is of some of the agencies. One of children, families, practitioners, scrutiny, subgroup, other.', 'KIND', ('--kind',), ('children', 'families', 'practitioners', 'scrutiny', 'subgroup', 'other')),
        ('id', 1, 'Its id; made of the name if left out.', 'ID', ('--id',)),
        ('member', 133, 'A member; may be given again.', 'AGENCY', ('--member',), (), None, (), 'agencies'),
        ('quorum', 17, 'How many members have to be at its meetings.', 'NUMBER', ('--quorum',), (), 1),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "group edit": ("group:edit", 'Say of whom a group is, who is in it, and...', (
        ('group', 160, 'The group, by its id or its name.', 'GROUP', (), (), None, (), 'groups'),
        ('kind', 1, 'Whom it is of; a subgroup is of some of the agencies. One of children, families, practitioners, scrutiny, subgroup, other.', 'KIND', ('--kind',), ('children', 'families', 'practitioners', 'scrutiny', 'subgroup', 'other')),
        ('member', 133, "A member, in place of those there are; may be given again, '' empties.", 'AGENCY', ('--member',), (), None, (), 'agencies'),
        ('quorum', 17, 'How many members have to be there; 0: none is set.', 'NUMBER', ('--quorum',), (), 0),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "group rename": ("group:rename", 'Give a group another name.', (
        ('group', 160, 'The group, by its id or its name.', 'GROUP', (), (), None, (), 'groups'),
        ('name', 33, 'What it is called now.', 'NAME', ('--name',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "group remove": ("group:remove", 'Take out a group that was added by...', (
        ('group', 160, 'The group, by its id or its name.', 'GROUP', (), (), None, (), 'groups'),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "diff": ("diff:diff", 'Show what moved between two moments, why...', (
        ('a', 128, 'What to compare from: a commit, branch, tag, date, A..B or A...B. HEAD if left out.', '[A]', (), (), None, (), 'revisions'),
        ('b', 128, 'What to compare with. The files as they are now if left out.', '[B]', (), (), None, (), 'revisions'),
        ('since', 1, 'From the last moment before this day, to [B].', 'DATE', ('--since',)),
        ('base', 129, 'From where HEAD or [B] parted from REV. `auto` takes the target branch of the pull request in CI.', 'REV', ('--base',), (), None, (), 'revisions'),
        ('summary', 3, 'Only counts, and a line for each kind.', '', ('--summary',)),
        ('full', 3, 'Also what changed in each text, word by word.', '', ('--full',)),
        ('everything', 3, 'Also the statements whose rating did not move.', '', ('--all',)),
        ('only', 133, 'Only these, with commas between: ratings, views, reflections, sources, actions, plans, meetings, wording, agencies, preliminary, partnership.', 'KINDS', ('--only',)),
        ('principle', 133, 'Only of this principle. May be given more than once.', 'PRINCIPLE', ('--principle',), (), None, (), 'principles'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json', 'html')),
        ('exit_code', 3, 'Leave with 1 when something changed, or could not be read.', '', ('--exit-code',)),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "history": ("history:history", 'Tell how ratings, views and actions went.', (
        ('what', 0, "ratings, agencies' views, or actions; ratings if left out.", '[WHAT]', (), ('ratings', 'views', 'actions')),
        ('principle', 129, 'Of this principle only.', 'PRINCIPLE', ('--principle',), (), None, (), 'principles'),
        ('statement', 129, 'Of this statement only; of actions, those that serve it.', 'STATEMENT', ('--statement',), (), None, (), 'statements'),
        ('by', 1, 'Tell it in the order of these instead. One of statement, meeting, principle, month, review-point.', 'BY', ('--by',), ('statement', 'meeting', 'principle', 'month', 'review-point')),
        ('since', 1, 'Only from this day on, by the day of agreement.', 'DATE', ('--from',)),
        ('until', 1, 'Only up to this day, by the day of agreement.', 'DATE', ('--until',)),
        ('full', 3, 'With every reason, and who recorded it.', '', ('--full',)),
        ('unread', 3, 'List what could not be read instead: the file, the commit, and why.', '', ('--unread',)),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json', 'csv')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "report": ("report:report", 'Write the report.', (
        ('what', 132, 'The whole record (full), or a paper for a board if left out; of a year, April to March (yearly), or of all there is. Instead, `report disclosure WORDS…` gives a copy of what is held about WORDS, for a request.', '[full] [yearly]'),
        ('year', 1, 'The year, as 2026-27; the last that has ended if left out.', 'YEAR', ('--year',)),
        ('edition', 1, 'What may be published (public), or everything, for those round the table (partner, if left out).', '', ('--edition',), ('partner', 'public')),
        ('mark', 3, 'With --edition public: a draft in which each text that may point at a person is held back whole.', '', ('--mark',)),
        ('against', 13, 'With --edition public: look also at what this edition of earlier tells together with it.', 'EARLIER', ('--against',)),
        ('section', 133, 'Only this section or chapter; may be given again, in the order that is wanted.', 'SECTION', ('--section',), (), None, (), 'sections'),
        ('principle', 133, 'Only about this principle; may be given again.', 'PRINCIPLE', ('--principle',), (), None, (), 'principles'),
        ('statement', 133, 'With disclosure: about this one.', 'STATEMENT', ('--statement',), (), None, (), 'statements'),
        ('agency', 133, 'With disclosure: of this agency or group.', 'AGENCY', ('--agency',), (), None, (), 'speakers'),
        ('whole', 3, 'With disclosure: also what may point at a person, for whoever decides.', '', ('--whole',)),
        ('since', 129, 'Tell what moved since this commit, branch, tag, date or review point; the latest review point if left out.', 'REV', ('--since',), (), None, (), 'revisions'),
        ('until', 1, 'As of this day: from the last commit of it or before.', 'DATE', ('--until',)),
        ('at', 129, 'As of this commit, branch, tag, date or review point.', 'REV', ('--at',), (), None, (), 'revisions'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else HTML.', '', ('--format',), ('html', 'markdown', 'json', 'docx', 'pdf')),
        ('output', 5, 'Write to this file instead of the screen; may be given again (html=a.html).', '[FORMAT=]FILE', ('--output', '-o')),
        ('open_', 3, 'Show the HTML report in the browser.', '', ('--open',)),
        ('watch', 3, 'Write it again whenever a file changes.', '', ('--watch',)),
        ('verify', 9, 'Say whether this report is what the records give.', 'FILE', ('--verify',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "public list": ("public:list_", 'List what may point at a person and nobody...', (
        ('against', 13, 'Look also at what a public edition of earlier tells together with it; may be given again.', 'EARLIER', ('--against',)),
        ('format', 1, 'How to print it; if left out, the ending of the file says it, else text. One of text, lines, json, github, gitlab, sarif, junit, azure.', 'FORMAT', ('--format',), ('text', 'lines', 'json', 'github', 'gitlab', 'sarif', 'junit', 'azure')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "public answer": ("public:answer", 'Decide what a public edition says of a...', (
        ('place', 32, 'Where the text stands, as `public list` says.', 'FILE:LINE'),
        ('say', 1, 'What the public edition says instead; - reads it.', 'TEXT', ('--say',)),
        ('hold_back', 3, 'The public edition says nothing there.', '', ('--hold-back',)),
        ('may_stand', 1, 'It may be published as it is; why is not published.', 'REASON', ('--may-stand',)),
        ('again', 3, 'Take out what was decided before.', '', ('--open-again',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "conflicts": ("conflicts:conflicts", 'Show what two sides of a merge differ in,...', (
        ('ids', 4, 'What is decided: a statement, an action, a meeting, as it is named.', '[ID]...'),
        ('ours', 3, 'Take it as our side has it.', '', ('--ours',)),
        ('theirs', 3, 'Take it as their side has it.', '', ('--theirs',)),
        ('both', 3, 'Take what both sides have, where it is a list.', '', ('--both',)),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
    )),
    "review-point": ("review_point:review_point", 'Name a moment, or list those that have a...', (
        ('name', 0, 'What to call it, in one word such as spring-review; the list of them if left out.', '[NAME]'),
        ('message', 1, 'What it is; how much was rated then, if left out.', 'TEXT', ('--message', '-m')),
        ('at', 129, 'Which commit; the one that is checked out, if left out.', 'REV', ('--at',), (), None, (), 'revisions'),
        ('list_', 3, 'List the review points.', '', ('--list',)),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('dry_run', 3, 'Say what would be made, and make nothing.', '', ('--dry-run',)),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "git-setup": ("git_setup:git_setup", 'Have git show records as sentences, and...', (
        ('undo', 3, 'Take the settings out of this clone again.', '', ('--undo',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
    )),
    "content list": ("content:list_", "List the content packs: the partnership's...", (
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "content show": ("content:show", "Show the partnership's own copy of the...", (
        ('name', 128, 'One principle, with its statements and voice; or one statement, with its prompts.', '[PRINCIPLE|STATEMENT]', (), (), None, (), 'content'),
        ('pack', 1, 'Of this pack: a folder, or the id of one that is shipped.', 'DIR|PACK', ('--pack',)),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "content check": ("content:check", 'Check a content pack: its form, its ids,...', (
        ('folder', 0, "The folder of a content pack; the partnership's own content if left out.", '[DIR|PACK]'),
        ('against', 1, 'Find ids that are not the same in this pack too: a folder, or the id of one that is shipped.', 'DIR|PACK', ('--against',)),
        ('format', 1, 'How to print what is found; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'lines', 'json')),
        ('strict', 3, 'Fail on warnings too.', '', ('--strict',)),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "content diff": ("content:diff", 'Show where the words of two content packs...', (
        ('a', 128, 'The folder of a content pack, the id of one that is shipped, or a moment of the partnership. HEAD if left out.', '[A]', (), (), None, (), 'revisions'),
        ('b', 128, 'What to compare with. The content as it is now if left out.', '[B]', (), (), None, (), 'revisions'),
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('exit_code', 3, 'Leave with 1 when something differs, or could not be read.', '', ('--exit-code',)),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "content update": ("content:update", 'Take what a newer content pack says, where...', (
        ('source', 1, 'The newer pack: its folder, or the id of one that is shipped. The shipped one if left out.', 'DIR|PACK', ('--from',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
    )),
    "content phrases": ("content:phrases", 'Print what reports say of their own...', (
        ('lang', 1, 'The language to translate into, by its short code, as in cy.', 'LANGUAGE', ('--lang',)),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "content import": ("content:import_", 'Put the exact wording of the published...', (
        ('file', 40, 'The published document: DOCX, PDF, HTML, Markdown or text.', 'FILE'),
        ('into', 9, "Write a pack into this folder, new or a pack's, and not into a partnership.", 'DIR', ('--into',)),
        ('partial', 3, 'Take what was found, though not everything was or is certain.', '', ('--partial',)),
        ('dry_run', 3, 'Show what would change, as a diff, and change nothing.', '', ('--dry-run',)),
        ('today', 1, 'Work as if it were this day (2026-03-12).', 'DATE', ('--today',)),
    )),
    "schema": ("schema:schema", 'Print the JSON Schema of a format.', (
        ('name', 128, 'Which format; a list of them if left out.', '[NAME]'),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
    )),
    "doctor": ("doctor:doctor", 'Say what the program needs of this...', (
        ('format', 1, 'What to make; if left out, the ending of the file says it, else text.', '', ('--format',), ('text', 'markdown', 'json')),
        ('output', 9, 'Write to this file instead of the screen.', 'FILE', ('--output', '-o')),
        ('clear', 3, 'Delete what is kept here and in this repository for the next answer.', '', ('--clear',)),
    )),
    "help": ("help:help", 'Say what a command does and takes, with...', (
        ('command', 132, 'Which; every one of them if left out.', '[COMMAND]...'),
    )),
}

SHARED: "tuple[tuple[Any, ...], ...]" = (
        ('lang', 129, 'Show the content in this language, such as cy; else in that of REFLECTCTL_LANG, of partnership.yaml, or of the pack.', 'LANGUAGE', ('--lang',)),
        ('root', 1, 'Work in the partnership around this folder.', 'DIR', ('--root', '-C')),
        ('color', 193, 'Use colour: auto (on a terminal), always or never. NO_COLOR and FORCE_COLOR say it for every run.', 'WHEN', ('--color', '--colour')),
        ('no_pager', 67, "Show answers on the terminal at once, and not through $REFLECTCTL_PAGER, git's pager or $PAGER.", '', ('--no-pager',)),
)
"""The options that every command takes."""

ABOVE: "tuple[tuple[Any, ...], ...]" = (
        ('version', 3, 'Say which version this is, and leave.', '', ('--version', '-V')),
        ('show', 1, 'Print what teaches bash, zsh or fish to complete; the shell of $SHELL if left out.', 'SHELL', ('--show-completion',)),
        ('install', 1, 'Put it where that shell looks.', 'SHELL', ('--install-completion',)),
)
"""Those of the program itself."""

TOPS = (('init', "Begin a partnership's repository."), ('demo', 'Build an example to look at.'), ('status', 'Show where we are and what could come next.'), ('next', 'Show which meeting is today or lies ahead,...'), ('validate', 'Check every file, and all of them together.'), ('rules', 'List the rules that validate checks, each...'), ('explain', "Print a rule's page: what, why, and what..."), ('fmt', "Lay out the partnership's files, all in..."), ('privacy', 'Look for personal data.'), ('rate', 'Record an agreed rating, and why; or...'), ('view', 'Record what agencies think of a statement.'), ('views', 'Ask agencies for their views, and bring...'), ('note', 'Note key points.'), ('source', 'Write down what the evidence is.'), ('plan', 'Write the goals and measures of a...'), ('preliminary', 'Write down what the preliminary discussion...'), ('action', 'Add, start, finish, drop and list actions.'), ('meeting', 'Record meetings, change and list them.'), ('agenda', 'Prepare a meeting: what came of what was...'), ('worksheet', 'Make worksheets for those round the table,...'), ('record', 'Record what a meeting came to, on one...'), ('minutes', 'Write the minutes of a meeting, of what...'), ('calendar', 'Put meetings and due days into a calendar.'), ('undo', 'Take back the last edit that a command made.'), ('agency', 'Add, rename and remove agencies, and say...'), ('group', 'Add groups beside the agencies, change and...'), ('diff', 'Show what moved between two moments, why...'), ('history', 'Tell how ratings, views and actions went.'), ('report', 'Write the report.'), ('public', 'Decide what may be published.'), ('conflicts', 'Show what two sides of a merge differ in,...'), ('review-point', 'Name a moment, or list those that have a...'), ('git-setup', 'Have git show records as sentences, and...'), ('content', 'Show the instrument that ratings stand...'), ('schema', 'Print the JSON Schema of a format.'), ('doctor', 'Say what the program needs of this...'), ('help', 'Say what a command does and takes, with...'))
"""What may stand first, with what it is for."""

USUAL = {'view': 'add', 'note': 'add', 'worksheet': 'make'}
"""Groups of which one command is meant where none of theirs is named."""

GROUPS = frozenset(name.partition(" ")[0] for name in COMMANDS if " " in name)
