# Lupaus. `make` lists what there is; every target prepares what it needs.

SHELL := /bin/sh
python := .venv/bin/python
ONLY ?=
ARGS ?=
browser ?= yes
without_browser := $(if $(filter no,$(browser)), and not browser)

.DEFAULT_GOAL := help
.PHONY: help setup run test coverage check drill bench reset format lock browser

help:  ## List these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

setup:  ## Make the virtual environment from the hashed lock
	@bin/bootstrap dev

run:  ## Start the site at http://localhost:8000 (PORT=8001 make run)
	@bin/bootstrap base
	@exec .venv/bin/lupaus run

test: setup browser  ## Run the everyday tests (ARGS="tests/orders -k price" chooses)
	@$(python) -m pytest --numprocesses=2 -m "not drill$(without_browser)" $(ARGS)

drill: setup browser  ## Run the long tests: races, kills, restores, whole installations
	@$(python) -m pytest -m "drill$(without_browser)" $(ARGS)

coverage: setup browser  ## Run the everyday tests and list the lines and branches none of them reaches
	@$(python) -m pytest --numprocesses=2 -m "not drill$(without_browser)" --cov --cov-report=term-missing $(ARGS)

check: setup  ## Lint, types, floors, migrations, system checks
	@bin/check

bench: setup  ## Measure, and write build/bench.json (ONLY="F1" chooses)
	@mkdir -p build
	@$(python) -m bench $(ONLY)

reset:  ## Start over: remove the database, the keys and the demo company
	@bin/reset

format: setup  ## Bring the code into its common form
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format .

lock: setup  ## Renew the hashed locks from requirements/*.in
	@bin/lock

browser:
	@[ "$(browser)" = no ] || bin/browser
