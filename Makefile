# Every target makes .venv itself: nothing else to install first.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.DEFAULT_GOAL := help
.PHONY: help demo test fuzz nightly check golden docs images schema pins clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

.venv/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Preparing .venv (once, about a minute)"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/run.stamp ## score the real and the simulated data; reports in reports/demo/
	@mkdir -p reports/demo
	@echo "== Screening: all 514 regencies and cities, public statistics"
	@$(BIN)/readiness score data/screening-public.csv -F screening -o reports/demo/screening.json --top 10
	@$(BIN)/readiness report reports/demo/screening.json -o reports/demo/screening --format html,md
	@echo "== SPBE: Kota Bandar Lampung, three published waves"
	@$(BIN)/readiness score data/spbe-bandar-lampung.csv -F spbe-2020 -o reports/demo/spbe.json
	@$(BIN)/readiness report reports/demo/spbe-2021.json reports/demo/spbe-2022.json reports/demo/spbe-2024.json \
	  -o reports/demo/spbe --format html,md
	@echo "== Smart City: 70 candidates, simulated"
	@$(BIN)/readiness reduce data/smart-city-simulated/responses -F smart-city --wave 2026 -o reports/demo/smart-city-survey.csv
	@$(BIN)/readiness score data/smart-city-simulated/kandidat.csv data/smart-city-simulated/interviu.csv \
	  reports/demo/smart-city-survey.csv -F smart-city -o reports/demo/smart-city.json --top 10
	@echo "== 25 of the 70: who, and how sure"
	@$(BIN)/readiness select reports/demo/smart-city.json --top 25 -o reports/demo/selection.json -o reports/demo/selection.xlsx
	@$(BIN)/readiness report reports/demo/smart-city.json --selection reports/demo/selection.json \
	  -o reports/demo/smart-city --format html,md
	@echo
	@echo "Open in a browser:"
	@echo "  reports/demo/screening/id/index.html     514, real data         (Banyuasin: id/16.07.html)"
	@echo "  reports/demo/spbe/id/18.71.html          three waves, real data"
	@echo "  reports/demo/smart-city/id/index.html    70 candidates, SIMULATED"
	@echo "  reports/demo/smart-city/id/selection.html    25 of the 70, SIMULATED"
	@echo "  (English beside it under en/)"

test: .venv/dev.stamp ## all tests (browser tests skip where there is no Chromium)
	@$(BIN)/python -m pytest -n 2

N ?= 100000
fuzz: .venv/dev.stamp ## N inputs spoilt at random (N=1000000: for hours); what fails is kept in tests/corpus
	@$(BIN)/python -m tests.fuzz.run $(N) $(SEED)

TIME ?= 3600
TARGET ?= criteria
nightly: .venv/dev.stamp ## TIME seconds of looking for inputs of one TARGET (criteria, data, workbook, document) that reach new code
	@$(PIP) install --require-hashes -r requirements/fuzz.txt
	@$(BIN)/python -m tests.fuzz.guided $(TARGET) $(TIME)

check: .venv/dev.stamp ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

golden: .venv/dev.stamp ## make the sample reports and goldens again; look at the diff
	@$(BIN)/python -m tests.golden
	@git --no-pager diff --stat -- reports/sample

images: ## take the README's pictures again; needs make demo and Chromium
	@$(BIN)/python docs/images/make.py

docs: .venv/dev.stamp ## make the generated pages again: codes, command line, schemas
	@$(BIN)/python docs/build.py

pins: .venv/dev.stamp ## pin the dependencies again, with hashes
	@$(PIP) install uv
	@for part in run: "dev:--extra test --extra check" "browser:--extra test --extra check --extra browser" \
	    "spark:--extra test --extra check --extra spark" "fuzz:--extra test --extra check --extra fuzz"; do \
	  $(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --custom-compile-command "make pins" $${part#*:} pyproject.toml -o requirements/$${part%%:*}.txt; done
	@printf 'hatchling\neditables\n' | $(BIN)/uv pip compile -q -U --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --custom-compile-command "make pins" - -o requirements/build.txt

clean: ## remove what make made
	rm -rf .venv reports/demo dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
