# Run `make` for the list of targets.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# There once the packages of just this requirements.txt are installed.
READY := $(VENV)/.installed-$(shell cksum < requirements.txt | cut -d ' ' -f 1)
# pip fetches uv alone, uv fetches all the others: a tenth of pip's work.
INSTALL := pip install --quiet --no-deps --require-hashes
export VARS

# What `make test` reads and writes: never data/, never the current build.
TEST := target/test
TEST_VARS := {ticket_sources: {generic: {tickets: $(TEST)/raw/support_tickets.csv, events: $(TEST)/raw/ticket_events.csv}}}
DBT := $(BIN)/dbt --quiet --no-use-colors

SAMPLE ?= data/sample
# What `make compare` compares.
BEFORE ?= target/before.duckdb
AFTER ?= target/after.duckdb

# What `make lint-changed` looks at.
CHANGED = $(shell git diff --name-only --diff-filter=d HEAD; git ls-files --others --exclude-standard)
SQL := models/%.sql tests/singular/%.sql
PLAN := models/% macros/% seeds/% tests/unit/% tests/generic/% tests/singular/% dbt%.yml
SQLFLUFF := $(BIN)/sqlfluff lint --nocolor --disable-progress-bar

.PHONY: help build generate sample inspect explain test test-fast compare mutate bench lint lint-changed lint-plan dashboard report docs docs-serve site screenshots lock clean clean-all

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

$(READY):
	@echo "Installing packages into $(VENV) (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	@$(PYTHON) -m venv --clear $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.txt > $(VENV)/uv.txt
	@{ $(BIN)/$(INSTALL) -r $(VENV)/uv.txt && $(BIN)/uv $(INSTALL) --python $(BIN)/python -r requirements.txt; } \
	|| { echo "uv cannot install them; pip tries, ten times slower. If your packages come from an index that pip.conf names: set UV_DEFAULT_INDEX." \
	&& $(BIN)/$(INSTALL) -r requirements.txt; }
	@touch $@

build: $(READY) ## Build, test, publish: tickets.duckdb, data/processed/ (TICKETS=20000, VARS='{as_of: 2026-10-01}')
	@$(BIN)/python scripts/build.py --vars "$${VARS:-}" $(if $(TICKETS),--tickets '$(TICKETS)')

generate: $(READY) ## Write generated tickets to data/raw if there is no export (TICKETS=20000)
	@$(BIN)/python scripts/build.py --generate-only $(if $(TICKETS),--tickets '$(TICKETS)')

sample: ## Write data/sample anew, which plain dbt reads when data/raw is empty
	@rm -f $(SAMPLE)/*.csv
	@$(BIN)/python scripts/generate_tickets.py --tickets 300 --days 90 --end-date 2026-03-31 --seed 1 --out $(SAMPLE)
	@rm $(SAMPLE)/planted_*.csv

inspect: $(READY) ## Show tables, some tickets and the figures of the current build (TABLE=fct_tickets)
	@$(BIN)/python scripts/inspect_mart.py $(if $(TABLE),--table '$(TABLE)')

explain: $(READY) ## Tell a ticket's story, with the arithmetic of its SLA clocks (TICKET=T-000123)
	@$(BIN)/python scripts/explain_ticket.py '$(TICKET)'

test: $(READY) ## Everything: lint, unit tests, data tests and laws on dirty data, pytest
	@$(MAKE) lint
	@$(MAKE) test-fast
	@echo "== pytest"
	@$(BIN)/pytest --numprocesses auto --dist loadfile

test-fast: $(READY) ## dbt only: unit tests, data tests and laws on a small dirty data set
	@echo "== dbt build with unit tests, on generated tickets with faults"
	@rm -rf $(TEST)/raw $(TEST)/test.duckdb* && mkdir -p $(TEST)/raw
	@$(BIN)/python scripts/generate_tickets.py --tickets 2000 --dirty 0.02 --out $(TEST)/raw > $(TEST)/generate.log
	@TICKETS_DATABASE=$(TEST)/test.duckdb $(DBT) build --target-path $(TEST) --vars '$(TEST_VARS)'
	@$(BIN)/python -c 'import collections, json; \
	results = json.load(open("$(TEST)/run_results.json"))["results"]; \
	counts = collections.Counter(r["unique_id"].split(".")[0] for r in results); \
	print("Good:", ", ".join(f"{n} {kind}s" for kind, n in sorted(counts.items()) if kind != "operation"))'

compare: $(READY) ## Compare all public tables of two builds (BEFORE=target/before.duckdb AFTER=target/after.duckdb)
	@$(BIN)/python scripts/compare_builds.py '$(BEFORE)' '$(AFTER)'

mutate: $(READY) ## Break the models in each listed way and show which test notices (ONLY=target_met_only_before_its_end)
	@$(BIN)/python scripts/mutate.py $(if $(ONLY),--only '$(ONLY)')

bench: $(READY) ## Measure a build beside bare SQL, a plain read and pandas (SIZES=100000 LAYOUTS=gz BASE=commit)
	@$(BIN)/python scripts/benchmark.py $(if $(SIZES),--sizes '$(SIZES)') $(if $(LAYOUTS),--layouts '$(LAYOUTS)') $(if $(BASE),--base '$(BASE)')

dashboard: $(READY) ## Serve the dashboard on http://localhost:8501; it follows new builds
	@$(BIN)/streamlit run dashboard/app.py

report: $(READY) ## Write the main charts and tables to target/report.html (one file, opens offline)
	@$(BIN)/python scripts/write_report.py

lint: $(READY) ## ruff, sqlfluff, dbt-bouncer and the plan (names, layers, descriptions, tests of every model)
	@echo "== ruff" && $(BIN)/ruff check scripts tests dashboard
	@echo "== sqlfluff" && $(SQLFLUFF) --processes 0 models tests
	@$(MAKE) lint-plan

lint-changed: $(READY) ## The same for what the working tree changed
	@$(if $(filter %.py,$(CHANGED)),echo "== ruff" && $(BIN)/ruff check $(filter %.py,$(CHANGED)))
	@$(if $(filter $(SQL),$(CHANGED)),echo "== sqlfluff" && $(SQLFLUFF) $(filter $(SQL),$(CHANGED)))
	@$(if $(filter $(PLAN),$(CHANGED)),$(MAKE) lint-plan)

lint-plan: $(READY)
	@echo "== dbt-bouncer"
	@TICKETS_DATABASE=builds/next/tickets.duckdb $(DBT) parse
	@$(BIN)/dbt-bouncer run --config-file dbt-bouncer.yml
	@echo "== plan" && $(BIN)/python scripts/plan_facts.py

docs: $(READY) ## Write the documentation of the current build to target/index.html, lineage of columns to target/lineage
	@test -e tickets.duckdb || { echo "There is no build to document. Run: make build"; exit 1; }
	@rm -rf target/docs target/lineage && mkdir -p target/docs && cp -L tickets.duckdb target/docs/tickets.duckdb
	@TICKETS_DATABASE=target/docs/tickets.duckdb $(DBT) docs generate --static --target-path target/docs --vars "$${VARS:-{\}}"
	@cp target/docs/static_index.html target/index.html && rm target/docs/tickets.duckdb
	@$(BIN)/colibri generate --light --disable-telemetry --manifest target/docs/manifest.json --catalog target/docs/catalog.json --output-dir target/lineage > target/docs/colibri.log 2>&1 || { cat target/docs/colibri.log; exit 1; }
	@echo "Written: target/index.html, target/lineage/index.html"

docs-serve: docs ## Serve the documentation on http://localhost:8080, where the dashboard's links lead
	@cd target/docs && $(abspath $(BIN))/python -m http.server --bind localhost 8080

site: docs ## Put report, documentation, lineage and CSV files under one index page in target/site
	@rm -rf target/site && mkdir -p target/site/data
	@cp target/index.html target/site/docs.html && cp target/lineage/index.html target/site/lineage.html
	@cp -L data/processed/*.csv target/site/data/
	@$(BIN)/python scripts/write_report.py --docs docs.html --out target/site/report.html
	@$(BIN)/python scripts/write_index.py target/site

screenshots: docs ## Take the README's pictures of the current build anew: docs/images (needs Chromium)
	@$(BIN)/python scripts/take_screenshots.py

lock: $(READY) ## Lock requirements.in with hashes in requirements.txt
	@$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt

clean: ## Remove builds, target, logs and generated data; never an export of yours
	@if [ -x $(BIN)/python ] && [ -e $(READY) ]; then $(BIN)/python scripts/build.py --clean; fi
	@rm -rf target logs .pytest_cache .ruff_cache

clean-all: clean ## clean, and remove .venv
	@rm -rf $(VENV)
