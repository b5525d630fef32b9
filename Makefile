# Everything a person does with this project. `make` alone tells what there is.
# Each target works alone in a fresh clone that has Python 3.11 or newer and make: it sets up .venv by itself.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PINS   := config/requirements
ARGS   ?=

# Processes that share the tests: more than two processors, as many tests mostly wait for a network to come back.
WORKERS ?= 4
# How `make bench` runs: full (the default) or quick (small numbers, for CI).
BENCH  ?= full
# How often `make chaos` kills the bot, by which seed (none: a random one), over which store; a run to go on with.
RUNS   ?= 1000
SEED   ?=
STORE  ?= sqlite
RESUME ?=
# `make pins UPGRADE=--upgrade` takes the newest of everything, else only what changed in pyproject.toml moves.
UPGRADE ?=

# Compiled modules are kept, whatever this machine's habit: most of a test run's start is compiling the tests.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test thorough lint types contracts docs-check browser bench chaos soak reading check pins clean

help: ## Tell what there is
	@awk 'BEGIN {FS = ":.*## "; print "make TARGET, where TARGET is one of"} \
	      /^[a-z-]+:.*## / {printf "  %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## Run the whole bot on this machine, without any account (Ctrl-C ends it)
	@trap : INT; $(BIN)/python -m bot demo $(ARGS) || [ $$? -eq 130 ]

test: $(VENV)/.dev ## Run the tests of every day
	@$(BIN)/python -m pytest -m "not browser and not thorough" -n $(WORKERS) $(ARGS)

thorough: $(VENV)/.dev ## Run the tests that go through many cases of one thing
	@$(BIN)/python -m pytest -m thorough -n $(WORKERS) $(ARGS)

lint: $(VENV)/.dev ## Look for slips, and check how the code is laid out on the page
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev ## Check the types (mypy, strict, source and tests)
	@$(BIN)/mypy

contracts: $(VENV)/.dev ## Check which room imports which
	@$(BIN)/lint-imports

docs-check: $(VENV)/.dev ## Check what README.md, docs/ and the sample configuration say against the program
	@$(BIN)/python -m pytest -q tests/unit/test_docs.py tests/unit/test_house.py tests/unit/test_project.py $(ARGS)

browser: $(VENV)/.dev ## Run the tests that drive a real browser (needs Chromium)
	@$(BIN)/python -m pytest -m browser $(ARGS)

bench: $(VENV)/.dev ## Measure speed and memory against bare loops (BENCH=quick: small numbers)
	@$(BIN)/python -m tests.bench $(if $(filter quick,$(BENCH)),--quick) $(ARGS)

chaos: $(VENV)/.dev ## Kill the bot RUNS=n times among networks in trouble (SEED=n, STORE=postgresql|branch, RESUME=FOLDER)
	@$(BIN)/python -m tests.chaos $(if $(RESUME),--resume $(RESUME),--runs $(RUNS) $(if $(SEED),--seed $(SEED)) --store $(STORE)) $(ARGS)

soak: $(VENV)/.dev ## Let 2,000 members of 200 servers ask at once while reviews are posted
	@$(BIN)/python -m tests.soak $(ARGS)

reading: $(VENV)/.dev ## Measure how much of review files is read right (ARGS=--wrong: tell what isn't)
	@$(BIN)/python -m tests.reading $(ARGS)

check: lint types contracts test thorough docs-check browser ## Everything above but the demo and the measuring

pins: $(VENV)/.dev ## Write the pinned requirements anew (UPGRADE=--upgrade: take the newest of everything)
	@$(BIN)/python -m pip install --quiet uv
	@$(COMPILE) --all-extras --group build -o $(PINS)/dev.txt
	@$(COMPILE) --extra cjk --extra postgres -c $(PINS)/dev.txt -o $(PINS)/run.txt
	@$(COMPILE) --extra demo --group build -c $(PINS)/dev.txt -o $(PINS)/demo.txt
	@$(BIN)/uv $(COMPILE_HOW) --group build -c $(PINS)/dev.txt -o $(PINS)/build.txt

clean: ## Remove what was set up and made here; reviews, records and configuration stay
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find bot tests -name __pycache__ -type d -prune -exec rm -rf {} +

# No machine's address or path may get into the pins: what is given here is all that uv writes.
COMPILE_HOW := pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header $(UPGRADE)
COMPILE     := $(BIN)/uv $(COMPILE_HOW) pyproject.toml

# The set-up. Stamp files tell make what is done, so that a second run starts at once.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
ITSELF  := $(INSTALL) --no-deps --no-build-isolation -e .

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Matinee needs Python 3.11 or newer, and "$(PYTHON)" is none. If another one is installed, name it: make $(MAKECMDGOALS) PYTHON=python3.12'; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'This Python comes without its venv module. On Debian and Ubuntu it is one package: sudo apt-get install python3-venv'; \
	  exit 1; }
	@echo 'Setting up $(VENV) (once; a minute or two) ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# What runs the tests runs the demo too: a complete .dev needs no second set-up.
$(VENV)/.demo: $(VENV)/.made $(PINS)/demo.txt pyproject.toml
	@if [ ! -e $(VENV)/.dev ] || [ $(PINS)/dev.txt -nt $(VENV)/.dev ] || [ pyproject.toml -nt $(VENV)/.dev ]; then \
	  echo 'Installing what the demo needs ...'; \
	  $(INSTALL) --require-hashes -r $(PINS)/demo.txt && $(ITSELF); fi
	@touch $@

$(VENV)/.dev: $(VENV)/.made $(PINS)/dev.txt pyproject.toml
	@echo 'Installing what the tests need ...'
	@$(INSTALL) --require-hashes -r $(PINS)/dev.txt && $(ITSELF)
	@touch $@
