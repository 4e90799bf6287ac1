# What a newcomer needs is `make run` and `make test`; nothing but Python 3.11+ has to be there before.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install
# One more than there are processors: some tests only wait.
PYTEST_FLAGS ?= -n 3 --dist loadgroup
ORDER_FLAGS := $(if $(filter random,$(ORDER)),-p randomly -v --no-header)

export PIP_ROOT_USER_ACTION := ignore
# What was compiled is kept, so that each of the many starts of the program is a fifth faster.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-all check lint venv words lock bench chaos fuzz lives pictures
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: .venv/.can-run ## start the program on the example plan and print sign-in links
	@exec $(BIN)/dondoc demo

test: .venv/.can-test ## run the tests, also in a browser where Chromium is installed (ORDER=random: mixed, with the seed said)
	$(BIN)/python -m pytest $(PYTEST_FLAGS) $(ORDER_FLAGS) -m "not long"

test-all: test ## those, and what takes long: every journey on both databases, kills, odd updates, more examples
	DONDOC_TEST_EXAMPLES=long $(BIN)/python -m pytest $(PYTEST_FLAGS) $(ORDER_FLAGS) -m "long or hypothesis"

check: lint test ## formatting, lint, types, import rules, and the tests

lint: .venv/.can-test ## formatting, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.can-bench ## measure against plain bots and against the limits (BENCH=--quick: a short form)
	$(BIN)/python -m tests.bench $(BENCH)

chaos: .venv/.can-test ## kill the running program 200 times and see that nothing is lost (CHAOS="--kills 40 --postgres")
	$(BIN)/python -m tests.chaos $(CHAOS)

fuzz: .venv/.can-test ## throw 100,000 odd updates at it and see that nobody gets what is not theirs (FUZZ="--seed 2")
	$(BIN)/python -m tests.fuzz $(FUZZ)

lives: .venv/.can-test ## let random offices live random weeks for an hour (LIVES="--minutes 60 --postgres --seed 3")
	$(BIN)/python -m tests.lives $(LIVES)

venv: .venv/.can-test ## make the environment with everything for development

words: .venv/.can-run ## write the catalogues of sentences in their normal form
	$(BIN)/python -m tests.catalogues

pictures: .venv/.can-test ## take the guide's pictures anew from the running program (three minutes, needs Chromium)
	$(BIN)/python docs/pictures/take.py

lock: ## write requirements*.txt anew from pyproject.toml (needs uv)
	$(LOCK) pyproject.toml --output-file requirements.txt
	$(LOCK) pyproject.toml --group dev --output-file requirements-dev.txt
	$(LOCK) --group pyproject.toml:bench --output-file requirements-bench.txt

LOCK = uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links

# Running needs a third of what testing needs, so that a first look does not wait for the rest.
.venv/.can-run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Đôn Đốc needs Python 3.11 or newer, and this is $$($(PYTHON) --version 2>&1). Name another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Making the environment in .venv (a minute the first time) …"
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-deps -e .
	@touch $@

.venv/.can-test: .venv/.can-run requirements-dev.txt
	@echo "Adding what the tests and checks need …"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

# aiogram wants an older pydantic than ours, so the plain bots get a place of their own.
.venv/.can-bench: .venv/.can-test requirements-bench.txt
	@$(PYTHON) -m venv .venv/bench
	@.venv/bench/bin/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements-bench.txt
	@touch $@
