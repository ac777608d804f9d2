# Two commands do everything on a fresh machine: `make run` and `make test`. Each makes its own virtual environment.

VENV := .venv
INSTALLED := $(VENV)/.installed
IN_VENV := $(VENV)/bin/python
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# The first Python that is new enough; `make PYTHON=/path/to/python …` takes another.
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$one -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$one && break; done)

.PHONY: run test lint bench clean

run: $(INSTALLED) ## ingest raw/ (ARGS="…" for another command)
	@$(IN_VENV) run.py $(ARGS)

test: lint ## all checks: lint, types, tests
	$(IN_VENV) -m pytest

lint: $(INSTALLED)
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy

bench: $(INSTALLED) ## print how fast it is; never part of a test (ARGS="growth" for one table)
	@$(IN_VENV) -m tests.bench $(ARGS)

clean: ## remove what can be made again; results in extracted/ stay
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Installed again only when pyproject.toml changed, or when the environment's Python is gone or too old.
$(INSTALLED): pyproject.toml
	@test -n "$(PYTHON)" || { \
		echo "phaen needs Python 3.11 or later, and found none. On Debian: apt-get install python3 python3-venv" >&2; \
		exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { \
		echo "$(PYTHON) is too old (or none): phaen needs Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(IN_VENV) -c '$(NEW_ENOUGH)' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --editable '.[all]'
	@touch $@
