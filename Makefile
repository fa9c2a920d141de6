# The commands of newsdesk. `make run` needs Python 3.11, 3.12 or 3.13 and nothing else.

# Address and port of `make run` and `make dev`; PYTHON= names the Python to build .venv with.
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT PYTHON

.PHONY: run dev test lint backup restore upgrade

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

# FILE= is the backup: make backup FILE=desk.zip; without it, one named by the time in var/backups
backup:
	@sh .ci/venv requirements.txt
	@[ "$(FILE)" ] || mkdir -p var/backups
	@.venv/bin/python manage.py backup "$(or $(FILE),var/backups)"

# ARGS=--replace where that loses what the database holds
restore:
	@[ "$(FILE)" ] || { echo 'Which backup? make restore FILE=desk.zip' >&2; exit 1; }
	@sh .ci/venv requirements.txt
	@.venv/bin/python manage.py restore "$(FILE)" $(ARGS)

# After an update of the code: what it needs, then the database, then the static files.
upgrade:
	@sh .ci/venv requirements.txt
	@.venv/bin/python manage.py upgrade
