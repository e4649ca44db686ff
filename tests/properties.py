"""How many examples a property is tried on: the same ones each time in `make test`, many others in `make soak`."""

from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

_SOAKING = 100
"""A long random run tries so many times as many."""

# How long an example takes says how busy the machine is; and a folder may be shared, as each example writes it anew.
_QUIETLY = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)


def register() -> None:
    """Make the two profiles known, and begin with that of `make test`; `--hypothesis-profile soak` is the other."""
    settings.register_profile("test", derandomize=True, database=None, deadline=None, suppress_health_check=_QUIETLY)
    settings.register_profile("soak", print_blob=True, deadline=None, suppress_health_check=_QUIETLY)
    settings.load_profile("test")
    # Hypothesis also draws the constants of whatever modules happen to be loaded, which differ with the tests that ran
    # before: the same seed gave other examples in another order of tests.
    of_modules = providers._get_local_constants
    providers._get_local_constants = lambda: of_modules() if soaking() else providers._local_constants


def soaking() -> bool:
    """Whether this is a long random run."""
    return settings.get_current_profile_name() == "soak"


def examples(number: int) -> settings:
    """Settings of a property that is tried on so many examples."""
    return settings(max_examples=number * (_SOAKING if soaking() else 1))
