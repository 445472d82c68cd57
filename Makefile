# One gate for people and for CI; every target makes its environment first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-neo4j check publish bench differential lock clean help

help: ## List the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed; say which with PYTHON=..."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## Load a real city and an invented county, ask who helps, serve (ONCE=1 ends after the answer)
	$(BIN)/bangfu demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

test: $(READY) ## Every test, the live ones on the embedded engine
	$(BIN)/python -m pytest -q

test-neo4j: $(READY) ## The live tests on a real Neo4j (Java 17 and Maven, or BANGFU_NEO4J_URI and its password)
	BANGFU_LIVE=neo4j $(BIN)/python -m pytest -q -m live tests

check: $(READY) ## Format, lint, types, walls, and whether the published pages are fresh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/basedpyright --level error
	$(BIN)/lint-imports
	$(BIN)/bangfu model publish --check

publish: $(READY) ## Print docs/model.md, the Browser kit and api/schema.graphql from the model
	$(BIN)/bangfu model publish

bench: $(READY) ## The measurements; ENGINE=embedded or neo4j
	$(BIN)/python -m bench $(if $(ENGINE),--engine $(ENGINE))

differential: $(READY) ## 20,000 generated operations against graphql-core; COUNT and ENGINE change that
	$(BIN)/python -m tests.differential $(or $(COUNT),20000) $(if $(ENGINE),--engine $(ENGINE))

lock: $(READY) ## Pin every dependency with hashes, without naming an index
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --group dev pyproject.toml -o requirements-dev.lock

clean: ## Remove what was made here, the environment included
	rm -rf $(VENV) var .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
