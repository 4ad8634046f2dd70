# One entry point: `make handbook` for people with policies, `make test` for people with code.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HANDBOOK := build/handbook
DIR ?= build/history
# What is installed is remembered in empty files, so that a second call starts at once.
RUN := $(VENV)/.ready-to-run
DEV := $(VENV)/.ready-to-develop
SITE := $(VENV)/.ready-for-the-site
FUZZ := $(VENV)/.ready-to-fuzz

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
ITSELF := $(PIP) --no-deps --no-build-isolation --no-index --editable .

# With this set, each of the hundred interpreters that tests start compiles the whole program.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help handbook test faults fuzz lock-check lint format types imports docs docs-check pictures docs-site pytest coverage history-demo bench bench-table mutation wheel release sbom lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

handbook: $(RUN) ## check the policies, then make the staff handbook
	@$(BIN)/policykit lint
	@$(BIN)/policykit render staff --format site --quiet --output $(HANDBOOK)
	@echo "The staff handbook is ready. Open $(HANDBOOK)/index.html"

test: lock-check lint types imports docs-check pytest ## all that must hold before a change is taken
	@sed -n 's/.*<testsuite [^>]*errors="\([0-9]*\)" failures="\([0-9]*\)" skipped="\([0-9]*\)" tests="\([0-9]*\)".*/\4 tests ran: \2 failed, \1 broke, \3 skipped/p' build/tests.xml

lock-check: $(DEV) ## the installed packages agree with each other and with the lock
	@$(BIN)/python -m pip check --disable-pip-version-check
	@$(BIN)/pytest -q -p no:randomly tests/packaging/test_locks.py

lint: $(DEV) ## ruff: rules and layout
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: $(DEV) ## mend the layout of the code
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

types: $(DEV) ## mypy
	@$(BIN)/mypy

imports: $(DEV) ## the layers of the architecture
	@$(BIN)/lint-imports

docs: $(DEV) ## write the pages that come from the code
	@$(BIN)/python docs/starters.py
	@$(BIN)/python docs/generate.py

docs-check: $(DEV) ## the pages that come from the code are up to date
	@$(BIN)/python docs/starters.py --check
	@$(BIN)/python docs/generate.py --check

pictures: $(DEV) ## make the pictures of the documentation anew (screenshots where there is Chromium)
	@$(BIN)/python docs/pictures.py
	@$(BIN)/python -m docs.editor_picture

docs-site: $(SITE) ## the documentation as a site, into build/docs-site
	@$(BIN)/python -m sphinx --builder html --fail-on-warning --quiet --conf-dir docs/site . build/docs-site
	@echo "The documentation is ready. Open build/docs-site/index.html"

pytest: $(DEV) ## the tests alone
	@mkdir -p build
	@$(BIN)/pytest -n auto --junit-xml=build/tests.xml

faults: $(DEV) ## every step of every command fails in turn, and every command meets every repository
	@POLICYKIT_ALL_FAULTS=1 $(BIN)/pytest -q -p no:randomly tests/faults tests/shapes

# Longer finds more; what it found stands in build/fuzzing.
MINUTES ?= 10

fuzz: $(FUZZ) ## look for inputs that break a promise, for MINUTES (10)
	@$(BIN)/python -m tests.fuzzing.run --minutes $(MINUTES)

coverage: $(DEV) ## the tests again, and which lines and branches they reach (takes twice as long)
	@$(BIN)/pytest -n auto --cov --cov-report=term

history-demo: $(RUN) ## a repository with three years of history, in DIR (build/history)
	@$(BIN)/python tests/history/build.py $(DIR)

# Programs to compare with are used where they are: AJV is the `ajv` of the npm package ajv-cli.
AJV ?=

bench: $(DEV) ## measure speed and memory, write the pages of benchmarks/ (an hour)
	@$(BIN)/python -m benchmarks.bench
	@$(BIN)/python -m benchmarks.handbooks
	@$(BIN)/python -m benchmarks.scale build/scale --huge $(if $(AJV),--ajv $(AJV))
	@$(BIN)/python -m benchmarks.overview

bench-table: $(DEV) ## the table of all targets again, from what was measured
	@$(BIN)/python -m benchmarks.overview

# The same seed draws the same changes, so a result can be looked into again.
SEED ?= 1
NUMBER ?= 150

mutation: $(DEV) ## how many wrong changes the tests notice (hours; PACKAGE=gaps for one alone)
	@$(BIN)/python -m benchmarks.mutation $(if $(PACKAGE),--package $(PACKAGE)) --seed $(SEED) --number $(NUMBER) --write

# Times inside of what is released are that of the commit, so that everybody makes the same bytes.
EPOCH = $(or $(SOURCE_DATE_EPOCH),$(shell git log -1 --format=%ct))

wheel: $(DEV) ## the package, into dist/
	@SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m build --wheel --no-isolation

release: $(DEV) sbom ## what is released, into dist/: the package, its sources, its bill of materials
	@SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m build --sdist --wheel --no-isolation

sbom: $(DEV) ## the bill of materials (CycloneDX), into dist/
	@SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m release.sbom dist/policykit-handbook.cdx.json

# uv is needed for this alone, and only by whoever raises a version.
COMPILE := uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

lock: ## choose versions anew and write the lock files (needs uv)
	$(COMPILE) --upgrade pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --upgrade pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --upgrade --group site --constraint requirements-dev.lock --output-file requirements-site.lock
	$(COMPILE) --upgrade --group audit --output-file requirements-audit.lock
	$(COMPILE) --upgrade --group fuzz --output-file requirements-fuzz.lock

clean: ## remove what make has made
	rm -rf $(VENV) build dist .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what policykit needs into $(VENV) (once, about a minute) ..."
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(ITSELF)
	@touch $@

$(DEV): requirements-dev.lock requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what policykit and its tests need into $(VENV) (once, a minute or two) ..."
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@$(ITSELF)
	@touch $@ $(RUN)

$(SITE): requirements-site.lock $(DEV)
	@echo "Installing what makes a site of the documentation into $(VENV) (once) ..."
	@$(PIP) --require-hashes --requirement requirements-site.lock
	@touch $@

$(FUZZ): requirements-fuzz.lock $(DEV)
	@echo "Installing what looks for inputs that break a promise into $(VENV) (once) ..."
	@$(PIP) --require-hashes --requirement requirements-fuzz.lock
	@touch $@

# Debian keeps a part of Python's venv in a package of its own, so three ways are tried.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "policykit needs Python 3.11 or newer, and $(PYTHON) is older or missing." >&2; \
		echo "If a newer one goes by another name, say so: make handbook PYTHON=python3.12" >&2; \
		exit 1; }
	@if $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		$(PYTHON) -m venv $(VENV); \
	elif $(PYTHON) -c 'import virtualenv' 2>/dev/null; then \
		$(PYTHON) -m virtualenv --quiet $(VENV); \
	elif $(PYTHON) -c 'import pip, venv' 2>/dev/null; then \
		$(PYTHON) -m venv --without-pip $(VENV) && \
		$(PYTHON) -m pip --quiet --python $(VENV)/bin/python install pip; \
	else \
		echo "Python's venv is not complete on this machine. Type this line, then try again:" >&2; \
		echo "  sudo apt-get install -y python3-venv" >&2; \
		exit 1; \
	fi
