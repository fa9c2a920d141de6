# The commands of newsdesk. `make run` needs Python 3.11, 3.12 or 3.13 and nothing else.

# Address and port of `make run` and `make dev`; PYTHON= names the Python to build .venv with.
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT PYTHON

.PHONY: run dev test lint

run: ; @sh .ci/venv requirements.txt && exec .venv/bin/python -m newsdesk.run --end-with-parent

dev: ; @sh .ci/venv requirements.txt && exec .venv/bin/python -m newsdesk.run --end-with-parent --reload

# ARGS= goes to pytest: make test ARGS="tests/api -x"
test:
	@sh .ci/venv requirements.txt tests/requirements.txt
	@CHROMIUM=$$(sh .ci/chromium) && export CHROMIUM && \
		.venv/bin/python -m pytest $$([ "$$CHROMIUM" ] || echo --ignore=tests/browser) $(ARGS)

lint:
	@sh .ci/venv requirements.txt tests/requirements.txt
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/python manage.py makemigrations --check --dry-run
	NEWSDESK_HTTPS=1 NEWSDESK_ALLOWED_HOSTS=news.example.org .venv/bin/python manage.py check --deploy --fail-level WARNING
