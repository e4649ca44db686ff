# Two commands do all set-up on a machine with Python 3.11 or newer, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= demo

.PHONY: demo test check bench clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed  ## build the example partnership, validate it, write its report
	rm -rf '$(DEMO)'
	$(BIN)/reflectctl demo '$(DEMO)'

test: $(VENV)/.installed-dev  ## run every test
	$(BIN)/python -m pytest -n auto --dist loadscope -q

check: $(VENV)/.installed-dev  ## formatting, lint and types
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy

bench: $(VENV)/.installed-dev  ## make the corpora and print the table of figures
	$(BIN)/python -m tests.benchmarks

clean:
	rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
