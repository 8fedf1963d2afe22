# Short cuts for who types a lot. The commands themselves: bin/start and bin/test.
PYTHON = .venv/bin/python
TEMPLATES = git ls-files -z '*.html' | xargs -0 -r .venv/bin/djade --target-version 6.1

.PHONY: start test fix check hooks

start:
	bin/start

test:
	bin/test

fix: ## bring Python and templates into shape
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	$(TEMPLATES)

check: ## the quick half of bin/test
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(TEMPLATES) --check
	$(PYTHON) .venv/bin/lint-imports

hooks: ## let git do `make check` before every commit; needs pre-commit
	pre-commit install
