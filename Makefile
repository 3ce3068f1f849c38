# dondoc: `make demo` and `make test` do everything on a machine with python3.11, pip and make.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
BENCH := .venv-bench
STAMP := $(VENV)/.installed
CORPUS ?= ../shared/corpus
DEMO ?=
CASES ?= 100000
KILLS ?= 1000
UNITS ?= 200
COMMITMENTS ?= 4000

.PHONY: help demo test test-full coverage check format corpus round-trip areas bench fuzz soak year reports lock wheel clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 12

$(STAMP): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "python3.11 is needed: install it, or name another: make PYTHON=python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep -oE '^uv==[0-9.]+' requirements/dev.txt)"
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip sync --quiet --require-hashes requirements/dev.txt
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(STAMP)

demo: $(STAMP) ## Show the whole loop on a real report (DEMO=FILE for your own)
	$(BIN)/dondoc demo $(DEMO)

test: $(STAMP) ## Run the tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

coverage: $(STAMP) ## Run the tests, with branch coverage
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered

test-full: $(STAMP) ## Run the tests with the full size of the long ones
	DONDOC_TESTS=full $(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(STAMP) ## Format, lint, types and import contracts, under a minute
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(STAMP) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

corpus: $(STAMP) ## Score the extraction (CORPUS=FOLDER)
	$(BIN)/python -m tools.corpus --corpus $(CORPUS)

round-trip: $(STAMP) ## Write the reports that follow the corpus in all forms and read their plans back (CORPUS=FOLDER)
	$(BIN)/python -m tools.round_trip --corpus $(CORPUS)

areas: $(STAMP) ## Count the words of annotated commitments anew (config/area_words.toml)
	$(BIN)/python -m tools.area_words --corpus $(CORPUS)

$(BENCH)/.installed: requirements/bench.txt | $(STAMP)
	test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	VIRTUAL_ENV=$(CURDIR)/$(BENCH) $(BIN)/uv pip sync --quiet --require-hashes requirements/bench.txt
	touch $@

bench: $(STAMP) $(BENCH)/.installed ## Measure speed beside underthesea, growth and memory, a report merged from 1,000 units (CORPUS=FOLDER)
	$(BIN)/python tools/bench.py --corpus $(CORPUS) --peer $(BENCH)/bin/python
	$(BIN)/python -m tools.merge_bench --units 1000

calibrate: $(STAMP) ## Fit the confidence anew and show how far it holds (config/confidence.toml)
	$(BIN)/python -m tools.calibrate

fuzz: $(STAMP) ## Read damaged, spliced and random files (CASES=100000)
	$(BIN)/python tools/fuzz.py --cases $(CASES)

soak: $(STAMP) ## Kill the delivering process over and over and compare what a mail server got with the ledger (KILLS=1000); then the year
	$(BIN)/python -m tools.soak --kills $(KILLS)
	$(BIN)/python -m tools.year --units $(UNITS) --commitments $(COMMITMENTS)

year: $(STAMP) ## Live through three half-years with 200 units and 4,000 commitments (UNITS=, COMMITMENTS=)
	$(BIN)/python -m tools.year --units $(UNITS) --commitments $(COMMITMENTS)

reports: $(STAMP) ## Live a cycle of each seed and of the sample and write their reports into build/reports (CORPUS=FOLDER)
	$(BIN)/python -m tools.reports --corpus $(CORPUS)

wheel: $(STAMP) ## Build the wheel into dist/
	rm -rf dist
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv build --quiet --wheel --no-build-isolation --out-dir dist

lock: $(STAMP) ## Compile the requirements anew from pyproject.toml
	requirements/compile.sh

clean: ## Remove what was built
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .coverage*
