# The house's daily commands. Needs Python 3.11 or later, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m secretariat
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What was compiled is kept: programs that start others come up twice as fast.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test test-postgres journeys check audit bench trials fuzz load clean

help: ## Say what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: constraints.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r constraints.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-dev: constraints-dev.txt $(VENV)/ready
	$(BIN)/pip install --quiet --require-hashes -r constraints-dev.txt
	@touch $@

demo: $(VENV)/ready ## Set up the model case, print the accounts, and serve it
	DEMO=1 $(RUN) demo

test: $(VENV)/ready-dev ## Set up everything and run all tests (SQLite)
	$(RUN) translations compile
	$(BIN)/python -c "from secretariat.engines.scheduling import warm_up; warm_up()"
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not journey" --no-migrations

# What a test commits is thrown away at once: PostgreSQL need not wait for the disk.
test-postgres: export PGOPTIONS ?= -c synchronous_commit=off
test-postgres: $(VENV)/ready-dev ## The tests that ask a database on PostgreSQL (DATABASE_URL, or the local server); the others know none
	$(RUN) translations compile
	DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/secretariat} $(BIN)/python -m pytest -n auto --dist worksteal -m "not journey" --no-migrations --ignore=tests/engines

journeys: $(VENV)/ready-dev ## Drive a browser (Chromium) through the work of each role
	$(RUN) translations compile
	$(BIN)/python -m pytest -n auto --dist worksteal -m journey --no-migrations tests/journeys

check: $(VENV)/ready-dev ## Style, types, floors and drawers, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(RUN) translations missing
	$(RUN) makemigrations --check --dry-run
	$(BIN)/python -m tools.migrations

audit: $(VENV)/ready-dev ## Look through the code (bandit) and, where the network lets it, the dependencies (pip-audit) for known faults
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive secretariat
	$(BIN)/python -m tools.audit

bench: $(VENV)/ready-dev ## Print the speed of pages, loading, the door, timetables, figures, programs, imports and seals, and how well reports are read
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.reading --split all --speed
	$(BIN)/python -m benchmarks.door
	$(BIN)/python -m benchmarks.scheduling --all
	$(BIN)/python -m benchmarks.figures
	$(BIN)/python -m benchmarks.wording
	$(BIN)/python -m benchmarks.api
	$(BIN)/python -m benchmarks.imports
	$(BIN)/python -m benchmarks.sealing

trials: $(VENV)/ready-dev ## Short trials that are no tests: the clock of the sign-in; back to a moment; processes and the primary are killed (PostgreSQL)
	$(RUN) translations compile
	$(BIN)/python -m trials.sign_in --times 40
	$(BIN)/python -m trials.point_in_time
	$(BIN)/python -m trials.failover --seconds 20

fuzz: $(VENV)/ready-dev ## Try every reader of what strangers hand in, for twelve minutes of processor time: a task for the night
	$(BIN)/python -m trials.fuzz --minutes 12

load: $(VENV)/ready-dev ## Let opening day come to a house on SQLite, step by step, until it no longer holds
	$(BIN)/python -m trials.load

clean: ## Remove what was built; data in var stay
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache
