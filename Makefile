# Two commands on a fresh machine with Python 3.11 and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEMO_INDEX := index/demo
PORT ?= 8000

.PHONY: demo test slow lint check fix messages evaluate bench bench-cluster bench-extraction bench-page bench-parsing opensearch install clean

# The samples hold three files that nobody can read, on purpose: 3 is "done, but some files could not be read"
demo: install
	$(BIN)/presssearch index sample_docs --index $(DEMO_INDEX) || [ $$? -eq 3 ]
	$(BIN)/presssearch serve --index $(DEMO_INDEX) --port $(PORT)

# The tests of one file stay in one process
WORKERS ?= 2

test: install
	$(BIN)/python -m pytest -m "not slow" -n $(WORKERS) --dist loadfile

slow: install
	$(BIN)/python -m pytest -m slow

lint: install
	$(BIN)/cog -P --check README.md docs/query-language.md docs/api.md
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint test

fix: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/cog -P -r README.md docs/query-language.md docs/api.md

# The texts of the pages into the catalogues of every language; what is missing there is left empty, and a test says so
messages: install
	$(BIN)/python src/presssearch/web/translations/make_messages.py

# Labelled releases that are not part of the project: make evaluate GOLD="a.jsonl b.jsonl"
GOLD ?= $(addprefix ../shared/gold/,articles.jsonl names.dev.jsonl acronyms.dev.jsonl)

# Releases among which the labelled ones are looked for by their queries of half-remembered words
RELEASES ?= $(wildcard ../shared/corpus/*.jsonl.gz)
QUERIES ?= ../shared/gold/articles.jsonl

evaluate: install
	$(BIN)/presssearch evaluate $(GOLD) --floors tests/quality/floors.json
	$(BIN)/python benchmarks/ranking.py --gold $(QUERIES) --goal 0.02 $(RELEASES)

# Searching beside plain Whoosh, SQLite FTS5 and tantivy; the full run: make bench SIZES="3000 20000 100000 1000000"
SIZES ?= 3000 20000

bench: .venv-bench/ready
	.venv-bench/bin/python -m benchmarks.search --sizes $(SIZES)

# Saved news pages with labels, read by us, by trafilatura and by htmldate. What others need has a venv of its own
NEWS ?= ../shared/corpus/html/news.tar.gz

bench-extraction: .venv-bench/ready
	.venv-bench/bin/python benchmarks/extraction.py $(NEWS)

.venv-bench/ready: pyproject.toml Makefile
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -e . tantivy trafilatura htmldate lxml_html_clean
	touch .venv-bench/ready

# The search page over an index that is there
INDEX ?= $(DEMO_INDEX)

bench-page: install
	$(BIN)/python benchmarks/page.py $(INDEX)

bench-parsing: install
	$(BIN)/python benchmarks/parsing.py

# The OpenSearch engine over a node of this machine; docs/scaling.md was measured with CLUSTER_SIZES="10000 100000"
CLUSTER_SIZES ?= 10000

bench-cluster: install
	$(BIN)/python -m benchmarks.cluster --sizes $(CLUSTER_SIZES)

# A node of OpenSearch on this machine, empty, until Ctrl-C: presssearch index PATH --engine opensearch
OPENSEARCH_PORT ?= 9200

opensearch:
	$(PYTHON) tests/opensearch_node.py $(OPENSEARCH_PORT)

install: $(READY)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $(READY)

clean:
	rm -rf $(VENV) .venv-bench $(DEMO_INDEX)
