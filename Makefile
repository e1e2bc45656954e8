# `make demo` and `make test` do all their own set-up in .venv; a second call finds it done.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS := benchmarks/.peers

.PHONY: demo test check format bench bench-peers clean

# Compiled modules lie beside their sources: whatever of the cleaner changes is compiled anew.
$(STAMP): pyproject.toml hatch_build.py src/wikiclean/text.py $(wildcard src/wikiclean/clean/*.py)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "wikiclean needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(STAMP)  ## the main job on the packaged cassette, offline
	$(BIN)/wikiclean demo --output output/demo

test: $(STAMP)  ## every test; live ones need a MediaWiki and are counted as skipped without
	$(BIN)/python -m pytest

check: $(STAMP)  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(STAMP) bench-peers  ## quality, then speed, against the pinned floors; needs the shared pages
	status=0; for program in quality speed; do \
	  $(BIN)/python benchmarks/$$program.py --check --write-docs || status=$$?; done; exit $$status

bench-peers: $(PEERS)/.installed  ## the tools to compare with, in a venv of their own

$(PEERS)/.installed: benchmarks/requirements-peers.txt
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) $(PEERS) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
