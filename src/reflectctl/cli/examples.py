"""The examples of every command's help: two of each, and a test does them all in the example that `demo` builds."""

EXAMPLES = """\
init our-partnership --name "Our Partnership" --agency council="Our Council" --statutory council
init --ci github
demo
demo look-around
status
status --format markdown -o status.md
next
next --format json
doctor
doctor --clear
validate
validate --since main~3 --format lines
rules
rules --format json
explain agreement-without-evidence
explain unexplained-move
fmt
fmt --check
privacy
privacy --staged
rate 6.action neither --because "The protocols are being collected." --meeting 2026-04-23
rate 1.action=agree 1.culture=neither --because "The audit says so."
view add 1.culture agree --agency homes --because "Our own log shows it."
view add 6.culture not-yet-rated --agency police --because "We have not asked."
view remove 8.behaviour --agency homes
view remove 8.behaviour --agency homes --dry-run
views ask 1
views ask 1 --agency police -o ask.md --format markdown
views read responses.csv --meeting 2026-04-23 --yes
views read responses.csv --given 2026-04-28 --dry-run
note add 1.culture evidence "Forty pages were read aloud." --meeting 2026-04-23
note add 1.culture building "- One page a month" --dated 2026-04-28
note remove 1.action evidence --meeting 2025-02-13 --point 2
note remove 1.action evidence --meeting 2025-02-13
source add 1.culture "Peer audit of twelve plans" --agency health --dated 2026-04
source add 1.action "Housing policy" --link https://example.org/policy
source remove 1.action "Anti-social"
source remove 1.action "Anti-social" --dry-run
plan goal 6 longer_term "Every agency can say what it does not know."
plan goal 1 immediate --remove
plan measure 6 longer_term "We ask twelve workers in spring."
plan measure 1 immediate --remove
preliminary discussed 2025-01-15
preliminary discussed --meeting 2025-02-13
preliminary goal "Each of us can say what a young person meets."
preliminary goal --remove
preliminary commitment "We read one record aloud at each meeting."
preliminary commitment --remove
preliminary readiness goal "Nobody relies on memory."
preliminary readiness measure "One list, a week before."
preliminary notes "Each said what it holds." --add
preliminary notes --remove
action add 1 "Read the strategy aloud" --owner council --due 2026-09
action add readiness "List what is held" --owner police --with health --due ongoing --review 2026-10-01
action start a-h5v1
action start a-u3d7 --dry-run
action done a-w8j4 --outcome "Two children were asked, and said more."
action done a-k6z3 --outcome "Six are paid to choose." --closed 2026-04-29
action drop a-u3d7 --because "Another group does it now."
action drop a-h5v1 --because "It was done in 2024." --closed 2026-04-28
action progress a-6n1p "Half of the schools have sent theirs."
action progress a-6n1p "The schools asked for time." --due 2026-07
action edit a-h5v1 --owner police --owner health
action edit a-h5v1 --role ""
action move a-h5v1 --horizon longer_term
action move a-h5v1 --principle voice
action reopen a-9x2d
action reopen a-9x2d --because "One board has not adopted it."
action remove a-h5v1
action remove a-h5v1 --dry-run
action remind
action remind --agency police --format markdown
action list --status overdue
action list --owner police --format json
meeting new "Safer spaces in spring" --principle safer-spaces --present all --absent homes
meeting new "Safer spaces" --date 2026-05-14 --principle safer-spaces --present council --present police
meeting edit 2026-04-23 --title "Looking back and on"
meeting edit 2026-04-23 --present all --absent homes
meeting move 2026-04-23 --date 2026-04-24
meeting move 2026-04-23 --date 2026-04-24 --dry-run
meeting heard 2026-04-23 "Young advisers" --how "Eleven postcards were read aloud."
meeting heard 2026-04-23 "Parents and carers" --how "At two evenings." --dated 2026-04-20
meeting notes 2026-04-23 "## What we said" --add
meeting notes 2026-04-23 --remove
meeting remove 2026-05-14
meeting remove 2026-05-14 --dry-run
meeting list
meeting list --format markdown
agenda 2026-04-23 --minutes 90
agenda -o agenda.docx
record 2026-04-23 --sheet sheet.md
record 2026-04-23 --from sheet.md --dry-run
minutes 2026-03-12 -o minutes.docx
minutes 2026-03-12 --format json
calendar -o meetings.ics
calendar --agency police
worksheet make 1 --agency police -o police.xlsx
worksheet make safer-spaces --each --format docx -o sheets
worksheet read filled-in.xlsx --dry-run
worksheet read filled-in.xlsx --meeting 2026-04-23 --yes
undo
undo --dry-run
agency add "Wessbury Fire and Rescue" --id fire --joined 2026-05-01
agency add "Wessbury Probation" --id probation
agency rename voluntary --name "Wessbury Voluntary Alliance"
agency rename voluntary --id voluntary-alliance
agency leave homes --on 2026-04-30
agency leave homes --dry-run
agency edit homes --statutory
agency edit community-safety --joined 2025-09-12
agency remove fire
agency remove fire --dry-run
group add "Parents of older children" --kind families
group add "Audit group" --kind subgroup --member council --member health --quorum 2
group edit parents-group --quorum 4
group edit parents-group --member council --member homes
group rename young-advisers --name "Young Advisers of Wessbury"
group rename parents-group --name "Task group for parents" --dry-run
group remove audit-group
group remove audit-group --dry-run
diff main~3 main
diff --since 2026-01-01 --summary
history
history --statement trauma.behaviour
report -o reports/spring.html
report --edition public --mark -o reports/draft.html
public list
public list --format json
public answer principles/6-curiosity.yaml --say "Young people told us."
public answer principles/6-curiosity.yaml --hold-back
conflicts
conflicts --format json
review-point spring-review -m "Read through with the executive"
review-point --list
git-setup
git-setup --undo
content list
content list --format json
content show safer-spaces
content show 1.culture
content check
content check practice-principles
content diff practice-principles
content diff main~3
content update
content update --dry-run
content phrases --lang cy
content phrases --lang cy -o content/phrases.yaml
content import tool.txt --dry-run
content import tool.txt --into our-pack
schema
schema principle
help rate
help action add
""".splitlines()
"""Each as it is typed behind the program's name."""


def of(path: str) -> list[str]:
    """The examples of a command by its name; those of a group, or of the program, are of the first two below it."""
    if not path:
        return ["status", "help rate"]
    found = [
        each.replace("view add ", "view ").replace("note add ", "note ").replace("worksheet make ", "worksheet ")
        for each in EXAMPLES
        if f"{each} ".startswith(f"{path} ")
    ]
    return found if len(found) <= 2 else found[::2][:2]
