# Short cuts for who types a lot. The commands themselves: bin/start and bin/test.
PYTHON = .venv/bin/python
DJADE = find templates -name '*.html' -exec .venv/bin/djade --target-version 6.1

.PHONY: start test fix check hooks

start:
	bin/start

test:
	bin/test

fix: ## bring Python and templates into shape
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	-$(DJADE) {} +

check: ## the quick half of bin/test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(DJADE) --check {} +
	$(PYTHON) .venv/bin/lint-imports

hooks: ## let git do `make check` before every commit; needs pre-commit
	pre-commit install
