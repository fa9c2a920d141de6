"""What newsdesk writes down: lines to read, or JSON lines to collect.

A line says under which request, run or article it was written, wherever in the code that was. It
holds no words of an article, no address, password, token or cookie: only named fields are taken
over from what is logged, tracebacks come without the values of variables, and what PostgreSQL
tells of the rows that it refused is cut off.
"""

import re

import structlog
from structlog.contextvars import merge_contextvars
from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
from structlog.stdlib import ExtraAdder, ProcessorFormatter, add_log_level, add_logger_name

# The fields that a line may have beside time, level, logger, event and what it was written under.
FIELDS = ["method", "path", "view", "status", "milliseconds", "article", "run", "seconds"]
OURS = ("newsdesk", "articles", "annotations", "django_tasks")
# A line for every request, article or process that starts: for what collects lines, not for people.
TALKATIVE = ("newsdesk.requests", "annotations.extraction", "gunicorn.error")
# What follows the first line of PostgreSQL's message, up to the end of that exception.
DETAILS = re.compile(
    r"\n(?:DETAIL|CONTEXT|QUERY|LINE \d+): .*?(?=\n\n(?:The above exception|During handling)|\Z)",
    re.DOTALL,
)


def configuration(as_json: bool) -> dict:
    """The `logging` of newsdesk and of gunicorn; JSON has a line a request and an article too."""
    quiet = "INFO" if as_json else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter(as_json)},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {name: {"level": "INFO"} for name in OURS}
        | {name: {"level": quiet, "propagate": True} for name in TALKATIVE}
        # its own handler would only mail what nobody has given an address for
        | {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
    }


def formatter(as_json: bool) -> dict:
    return {
        "()": ProcessorFormatter,
        "foreign_pre_chain": [
            merge_contextvars,
            add_log_level,
            add_logger_name,
            TimeStamper(fmt="iso", utc=True),
            ExtraAdder(FIELDS),
        ],
        "processors": [
            ProcessorFormatter.remove_processors_meta,
            format_exc_info,
            without_details,
            JSONRenderer(ensure_ascii=False) if as_json else plain(),
        ],
    }


def plain():
    """Lines for people; structlog's own choice would show the values of variables."""
    return structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )


def without_details(logger, name, event: dict) -> dict:
    """Cut off what PostgreSQL quotes of a refused row or statement: it may be an article's text."""
    for key in ("event", "exception"):
        if key in event:
            event[key] = DETAILS.sub("", str(event[key]))
    return event
