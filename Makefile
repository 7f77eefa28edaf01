.DEFAULT_GOAL := help
BIN := .venv/bin
SHUFFLE ?= $(shell date +%j)
# Where every branch is to be taken by a test: what decides a mark, what crosses the wall, and what reads and writes for an LMS.
WHOLE := autograder/grading.py,autograder/entries.py,autograder/policy.py,autograder/kit.py,autograder/config/*,$\
         autograder/files.py,autograder/text.py,autograder/vocabulary/*,autograder/model/*,autograder/sandbox/wire.py,autograder/lms/*

.PHONY: help setup demo quick test test-all gradescope-test browser-test coverage check build lock bench load knockout fuzz clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

setup: .venv/.ready ## make .venv with the command .venv/bin/autograder

.venv/.ready: uv.lock pyproject.toml .ci/setup.py
	@python3 .ci/setup.py

demo: setup ## grade a sample class and say where the report lies
	@$(BIN)/python -m tests.sample_class demo
	@$(BIN)/autograder people demo/roster.csv --kit demo
	@$(BIN)/autograder grade demo/handed-in --out demo/report --kit demo || test $$? -eq 1
	@echo "Open demo/report/marks.csv, and a page in demo/report/feedback/. In the folder demo you can try every command:"
	@echo "cd demo && ../.venv/bin/autograder explain noor sigmoid"

quick: setup ## what every change is tried with: units, one submission a kind, one attack a layer
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow and not long"

test: setup ## the tests: every assignment through the engine, and the proof of its tests is fresh
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not long"

test-all: setup ## everything, as CI does: full proof, all attacks in all set-ups, faults, load; in any order
	@echo "again in this order: make test-all SHUFFLE=$(SHUFFLE)"
	@$(BIN)/python -m pytest -n auto --dist loadfile -m "not browser" --shuffle $(SHUFFLE) --ignore tests/test_beside.py
	@$(BIN)/python -m pytest tests/test_beside.py
	@$(MAKE) --no-print-directory gradescope-test
	@test ! -d tests/browser || $(MAKE) --no-print-directory browser-test

gradescope-test: setup ## build the zip and attack it in an emulated Gradescope container (as root, on Debian)
	@$(BIN)/python -m pytest -n 2 --dist loadfile tests/emulation/emulated_*.py

browser-test: setup ## open the feedback pages in Chromium: readable by everybody, nothing live in them (skips without it)
	@$(BIN)/python -m pytest -m browser tests/browser

coverage: setup ## which branches of the trusted side the quick tests take; the spine, the wire and lms/ must have 100 %
	@rm -rf .cache/coverage
	@$(BIN)/coverage run -m pytest -n auto --dist loadfile -m "not slow and not long"
	@$(BIN)/coverage run -m pytest -n auto --dist loadfile -m slow tests/test_pool.py tests/test_signatures.py
	@$(BIN)/coverage combine --quiet
	@echo "the trusted side: $$($(BIN)/coverage report --format=total) %"
	@$(BIN)/coverage report --include="$(WHOLE)" --fail-under=100

check: setup ## lint, types, lids and walls, notebooks fresh
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/test_house.py
	@$(BIN)/autograder build --check
	@$(BIN)/python .ci/lock.py --check

build: setup ## build the notebooks from their text
	@$(BIN)/autograder build

lock: setup ## write uv.lock anew, and from it what the Gradescope zip installs
	@$(BIN)/python .ci/lock.py

bench: setup ## measure speed and memory against otter run and a bare floor
	@$(BIN)/python -m tests.bench

load: setup ## grade a class of 10,000 whose every mark is known
	@$(BIN)/python -m tests.load 10000

knockout: setup ## with one layer of isolation off, or one alone, see what gets through (writes docs/knockout.md)
	@$(BIN)/python -m tests.knockout docs/knockout.md

fuzz: setup ## fuzz what reads a worker's answers, and what reads a notebook, a minute each
	@$(BIN)/python -m tests.fuzz 60

clean: ## remove what make made
	rm -rf .venv .uv .platform .cache demo bench.json
