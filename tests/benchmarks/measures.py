"""The rows of the table of DESIGN section 5, by the names that `--only` takes, in the order of the table."""

from collections.abc import Callable, Iterator

from . import check_rows, growth_rows, read_rows, start_rows
from .bench import Bench, Row
from .other_programs import Others

Measure = Callable[[Bench, Others], Iterator[Row]]


def _alone(measure: Callable[[Bench], Iterator[Row]]) -> Measure:
    """One that needs no other program."""
    return lambda bench, others: measure(bench)


MEASURES: dict[str, Measure] = {
    "completion": _alone(start_rows.completion),
    "version": _alone(start_rows.version),
    "help": _alone(start_rows.help_),
    "validate": check_rows.validate,
    "edit": _alone(check_rows.edit),
    "vast": _alone(check_rows.vast),
    "status": _alone(read_rows.status),
    "diff": read_rows.diff,
    "history": read_rows.history,
    "report": read_rows.report,
    "textconv": _alone(start_rows.textconv),
    "fmt": _alone(check_rows.fmt),
    "memory": _alone(growth_rows.memory),
    "watch": _alone(growth_rows.watch),
    "growth": _alone(growth_rows.growth),
    "hostile": _alone(check_rows.hostile),
    "loading": _alone(check_rows.loading),
    "answers": _alone(read_rows.answers),
}
