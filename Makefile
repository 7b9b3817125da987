# Two commands matter: `make run` and `make test`. Both begin with `make setup`, which does nothing when all is there.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT
# A suite starts hundreds of processes; each would compile the house again.
unexport PYTHONDONTWRITEBYTECODE

# What was installed is remembered under the hash of what asked for it, so that neither a fresh clone's times nor a
# changed file that is the same again count.
stamp = $(VENV)/.$(1)-$(shell $(PYTHON) -c "import hashlib, sys; print(hashlib.sha256(b''.join(open(n, 'rb').read() for n in sys.argv[1:]) + sys.version.encode()).hexdigest()[:16])" $(2))
RUNTIME := $(call stamp,runtime,requirements.txt)
PACKAGE := $(call stamp,package,requirements.txt pyproject.toml)
TOOLS := $(call stamp,tools,requirements.txt requirements-dev.txt)
# What is imported is compiled then; most of what is installed never is.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input install --no-compile
# A file's tests go to one worker, those that take long each to the next that is free (see conftest.py).
TESTS := $(BIN)/python -m pytest -n 3 --dist loadgroup --no-loadscope-reorder

.PHONY: help setup environment book run test tested check messages docs lock clean

help:
	@echo "make run          open the demonstration book on http://127.0.0.1:$(PORT)"
	@echo "make test         run every check and test"
	@echo "make setup        what both need: environment, assets, database, example province"
	@echo "make environment  the same without a book: for an installation that keeps a real one"
	@echo "make check        format, lint, layers, types, messages: make test without the tests"
	@echo "make messages     collect the sentences and their English into the catalogue"
	@echo "make docs         write the parts of docs/reference that follow from the code"
	@echo "make lock         compile requirements*.txt from pyproject.toml"
	@echo "make clean        remove what setup made, but never the book (./var)"

setup: environment
	@$(MAKE) --no-print-directory book

book:
	@$(BIN)/nongcot setup

environment: $(PACKAGE)
	@$(BIN)/python -m nongcot.ui.assets

run: setup
	@exec $(BIN)/nongcot serve

# The book is built while the tools are installed and the checks and the first tests are run, which do not read it.
test: environment
	@$(MAKE) --no-print-directory -j 2 book tested
	$(BIN)/python tests/postgres.py $(TESTS) -m "both_databases or postgres"

tested: check
	$(TESTS)

check: $(PACKAGE) $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m nongcot.config.catalogues --check

messages: $(PACKAGE) $(TOOLS)
	$(BIN)/python -m nongcot.config.catalogues

docs: $(PACKAGE) $(TOOLS)
	$(BIN)/python -m nongcot.cli.reference

lock: $(TOOLS)
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-find-links pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-find-links --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) .tools nongcot/ui/static/ui/vendor .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info

$(RUNTIME): requirements.txt
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Nòng Cốt needs Python 3.11 or newer.')"
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(PACKAGE): $(RUNTIME)
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(TOOLS): $(PACKAGE)
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
