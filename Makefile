# Two commands do everything on a machine with Python 3.11 or newer and make:
#
#   make run     the environment, the ledger, the dashboard at http://127.0.0.1:8501
#   make test    the environment, every check and every test
#
# `make check` runs the checks alone, `make bench` measures speed and memory, `make pins` renews
# constraints.txt, `make floors` raises the marks that the extractor must keep (data/floors.toml)
# to those it has.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

# Twice the processors: tests wait half of their time for browsers, databases and commands.
WORKERS := import os; print(2 * (os.cpu_count() or 1))

.PHONY: run test check bench pins floors clean

run: .venv/runs
	$(BIN)/hearsay up --port $(PORT)

test: check
	$(BIN)/pytest --numprocesses $$($(BIN)/python -c "$(WORKERS)") --cov --cov-report term

check: .venv/tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench
	$(BIN)/pytest benchmarks --benchmark-quiet

pins: .venv/tests
	$(PIP) --upgrade --upgrade-strategy eager --constraint /dev/null --editable '.[bench,dev,pg]'
	{ echo '# The versions that the tests passed with. Renew them with `make pins`.'; \
	  $(BIN)/python -m pip freeze --exclude-editable | sort -f; } > constraints.txt

floors: .venv/tests
	$(BIN)/python -m tests.floors

clean:
	rm -rf .venv

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$$($(PYTHON) --version) is too old: Hearsay needs Python 3.11 or newer. Name one: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) has no venv module. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "making the environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/runs: .venv/bin/python pyproject.toml constraints.txt
	@echo "installing Hearsay and what it needs (a minute, once)"
	@$(PIP) --editable .
	@$(BIN)/python -m compileall -q app scrapers  # else each command may do so anew, in 0.15 s
	@touch $@

.venv/tests: .venv/runs
	@echo "installing what the tests need"
	@$(PIP) --editable '.[dev,pg]'
	@touch $@

.venv/bench: .venv/tests
	@echo "installing what is measured beside Hearsay"
	@$(PIP) --editable '.[bench,dev,pg]'
	@touch $@
