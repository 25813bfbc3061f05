# Everything lives in .venv; nothing is installed outside it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests at once: most of them wait more than they compute.
JOBS ?= 3
# Without bytecode every process of a run would compile anew what it imports, and there are hundreds.
export PYTHONDONTWRITEBYTECODE :=
INSTALLED := $(VENV)/.installed
PYTEST := $(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadgroup
PACKAGES := bot handlers formatters
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help install demo test test-slow test-all chaos check format bench figures lock upgrade

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## make .venv with everything in it, and .venv/bin/lookalike

# uv is many times faster than pip; pip knows the mirrors and proxies of pip.conf, where uv does not.
# Compiled at once: where Python may not write bytecode, each start would pay seconds for it.
$(INSTALLED): requirements-build.lock requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Lookalike needs Python 3.11 or newer, and $(PYTHON) is not: try make install PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements-dev.lock \
		|| { echo "uv could not; pip will take a few minutes." >&2; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "Ready: $(BIN)/lookalike --help"

demo: install ## a local Slack and a local Patsnap, and the app between them
	@$(BIN)/lookalike demo

test: install ## what a change can break in daily work: five minutes
	@$(PYTEST) -m "not slow"

# With the thorough profile what is tested with made-up inputs runs once more, on many more of them.
test-slow: install ## the rest: both databases for whole scenarios, kills, replicas, fuzzing, the sandbox, the browser
	@HYPOTHESIS_PROFILE=thorough $(PYTEST) --numprocesses 3 -m "slow or hypothesis"

test-all: test test-slow ## every test: twenty minutes; those of the page need a Chromium

chaos: install ## kills, freezes, outages at 200 random points, then a count; CHAOS="--kills 500 --seed 7" for another run
	@$(BIN)/python -m tests.slow.chaos $(CHAOS)

check: install ## format, lint, types, architecture, catalogues, licences
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.catalogues
	$(BIN)/python -m tests.page_catalogues
	$(BIN)/pip-licenses --packages $$(sed -n 's/==.*//p' requirements.lock) --summary

format: install ## put the code into its form
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

bench: install ## measure, each figure beside its baseline
	@$(BIN)/python -m benchmarks

figures: install ## put what the last `make bench` measured into docs/benchmarks.md
	@$(BIN)/python -m benchmarks --document

# The first lock holds everything; the others are held to the same versions.
lock: install ## write the locks anew from pyproject.toml, keeping what still fits
	$(COMPILE) pyproject.toml --extra demo --group dev --output-file requirements-dev.lock
	$(COMPILE) pyproject.toml --constraints requirements-dev.lock --output-file requirements.lock
	$(COMPILE) --group build --constraints requirements-dev.lock --output-file requirements-build.lock

upgrade: COMPILE += --upgrade
upgrade: lock ## the same, with the newest versions
