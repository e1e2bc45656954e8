"""The program: finds the command, and turns whatever is raised into one line and an exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ..errors import WikicleanError
from ..pipeline.signals import Interrupted
from .command import Examples, Family, apply_common_options, common_options
from .config import read_config, settings_for
from .exit_codes import BUG, exit_code_of
from .logs import configure_logs
from .output import drop_stdout, flush_stdout, prepare_streams, write_out

__all__ = ["PROGRAM", "main"]

logger = logging.getLogger("wikiclean")

_COMMANDS = (
    "demo",
    "doctor",
    "scrape",
    "refresh",
    "reprocess",
    "prune",
    "clean",
    "parse",
    "process",
    "show",
    "diff",
    "report",
    "explain",
    "export",
    "verify",
    "schema",
    "sites",
    "cassette",
    "case",
)

_EXAMPLES: Examples = (
    ("see what it does, without a network", "wikiclean demo"),
    ("clean a saved page", "wikiclean clean page.html --url https://wiki.example/wiki/Aspirin"),
    ("scrape two pages into a directory", "wikiclean scrape Aspirin Ibuprofen --site https://wiki.example/ -o out"),
)


class Program(Family):
    """The commands, each imported when it is asked for; settings from the working directory's file."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order in which a newcomer meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command's module holds it under the name `command`."""
        if cmd_name not in _COMMANDS:
            return None
        found = import_module(f".{cmd_name}", __package__).command
        assert isinstance(found, click.Command)
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the settings file before any option is decided."""
        if ctx.default_map is None and (config := read_config(Path.cwd())) is not None:
            ctx.default_map = settings_for(self, ctx, config)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's signature
        """Set up the logs first: the command's own options may already be wrong."""
        apply_common_options(ctx)
        return super().invoke(ctx)


PROGRAM = Program(
    "wikiclean",
    help="Scrape encyclopedia pages, clean them with a ledger of everything removed, and read typed monograph "
    "records with evidence. Not medical advice.",
    params=common_options(environment=True),
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
PROGRAM.examples = _EXAMPLES


def main(args: Sequence[str] | None = None) -> int:
    """Run the program; the exit code (see `docs/commands.md`)."""
    prepare_streams()
    configure_logs(verbose=False, quiet=False, log_format=os.environ.get("WIKICLEAN_LOG_FORMAT", "text"))
    if "_WIKICLEAN_COMPLETE" in os.environ:
        PROGRAM.main(prog_name="wikiclean")
    try:
        code = _invoke(list(sys.argv[1:] if args is None else args))
        flush_stdout()
    except click.ClickException as error:
        code = _say(_click_message(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt) as error:
        code = _say("interrupted", exit_code_of(error))
    except Interrupted as stopped:
        code = _say(f"stopped by {stopped.reason} before the first page; nothing is stored", stopped.exit_code)
    except WikicleanError as error:
        code = _say(str(error), error.exit_code)
    except BrokenPipeError as error:
        drop_stdout()
        code = exit_code_of(error)
    except OSError as error:
        drop_stdout()
        code = _say_os_error(error)
    except Exception as bug:  # noqa: BLE001 - ours: one line and exit code 70, the traceback with --verbose
        code = _say_bug(bug)
    return code


def _invoke(args: list[str]) -> int:
    try:
        with PROGRAM.make_context("wikiclean", args or ["--help"]) as context:
            return int(PROGRAM.invoke(context) or 0)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.NoArgsIsHelpError as alone:  # a family without one of its commands
        write_out(alone.ctx.get_help() if alone.ctx is not None else alone.message)
        return 0


def _say(message: str, code: int) -> int:
    logger.error(message, extra={"fields": {"exit_code": code}})
    return code


def _click_message(error: click.ClickException) -> str:
    message = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    return f"{message.rstrip('.')}; see `{context.command_path} --help`" if context is not None else message


def _say_os_error(error: OSError) -> int:
    """What the system refused: a full disk, a missing permission."""
    if (code := exit_code_of(error)) != BUG:
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror}; make room or check permissions, then run again", code)
    return _say_bug(error)


def _say_bug(bug: Exception) -> int:
    logger.debug("what was raised:", exc_info=bug)
    more = "" if logger.isEnabledFor(logging.DEBUG) else "; run again with --verbose to see where"
    return _say(f"a bug of wikiclean: {type(bug).__name__}: {bug}{more}, and report it, please", BUG)
