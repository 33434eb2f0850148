# Two commands on a fresh machine with Python 3.11 and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEMO_INDEX := index/demo
PORT ?= 8000

.PHONY: demo test slow lint check fix evaluate bench-extraction install clean

demo: install
	$(BIN)/presssearch index sample_docs --index $(DEMO_INDEX)
	$(BIN)/presssearch serve --index $(DEMO_INDEX) --port $(PORT)

test: install
	$(BIN)/python -m pytest -m "not slow"

slow: install
	$(BIN)/python -m pytest -m slow

lint: install
	$(BIN)/cog --check README.md
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test

fix: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/cog -r README.md

# Labelled releases that are not part of the project: make evaluate GOLD="a.jsonl b.jsonl"
GOLD ?= ../shared/gold/articles.jsonl

evaluate: install
	$(BIN)/presssearch evaluate $(GOLD) --floors tests/quality/floors.json

install: $(READY)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $(READY)

clean:
	rm -rf $(VENV) $(DEMO_INDEX)
