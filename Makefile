# Two commands do all set-up on a machine with Python 3.11 or newer, git and make: `make demo` and `make test`.
# With another Python, `make test PYTHON=python3.12`; each has an environment of its own.
PYTHON ?= python3
VENV := $(if $(filter python3,$(PYTHON)),.venv,.venv-pythons/$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'))
BIN := $(VENV)/bin
DEMO ?= demo

.PHONY: demo test soak test-pythons check bench clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	# What an older pip writes to start a program imports more than `--version` needs; where no newer one is to be
	# had, it does all the same.
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.2'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## build the example partnership, validate it, write its report
	rm -rf '$(DEMO)'
	$(BIN)/reflectctl demo '$(DEMO)'

test: $(VENV)/.installed-dev  ## run every test: the same each time
	$(BIN)/python -m pytest -n auto --dist loadscope --no-loadscope-reorder -q

soak: $(VENV)/.installed-dev  ## try every property for long, on other examples each time
	$(BIN)/python -m pytest -n auto --dist worksteal -q -m 'hypothesis or soak' --hypothesis-profile soak

test-pythons: $(VENV)/.installed-dev  ## hold reports of the other Pythons that are installed against this one's
	$(BIN)/python -m tests.pythons
	$(BIN)/python -m pytest -q tests/test_pythons.py

check: $(VENV)/.installed-dev  ## formatting, lint and types
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy

bench: $(VENV)/.installed-dev  ## print the table of figures; BENCH=--instructions where the machine is busy
	$(BIN)/python -m tests.benchmarks --install $(BENCH)

clean:
	rm -rf $(VENV) .venv-pythons demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
