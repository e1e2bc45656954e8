"""What all commands share: the common options, and examples at the end of --help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click
from click.core import ParameterSource

from .. import __version__
from .logs import configure_logs

__all__ = ["Command", "Examples", "Family", "apply_common_options", "common_options", "make_command", "make_family"]

Examples = Sequence[tuple[str, str]]
"""What it does, and the line to type."""


def common_options(*, environment: bool) -> list[click.Parameter]:
    """`-v -q --log-format --version`; the variable is read once, by the program itself."""
    return [
        click.Option(["-v", "--verbose"], is_flag=True, default=None, help="Say more: each page, tracebacks of bugs."),
        click.Option(["-q", "--quiet"], is_flag=True, default=None, help="Say only what went wrong."),
        click.Option(
            ["--log-format"],
            type=click.Choice(["text", "json"]),
            envvar="WIKICLEAN_LOG_FORMAT" if environment else None,
            show_envvar=environment,
            help="How to write logs on stderr: text (the default) or json, one object a line.",
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help="Say the version and exit.",
        ),
    ]


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        click.echo(f"wikiclean {__version__}")
        context.exit()


@dataclass(frozen=True, slots=True)
class _Common:
    """The common options, wherever on the line they stood."""

    verbose: bool
    quiet: bool
    log_format: str

    @classmethod
    def of(cls, contexts: Sequence[click.Context]) -> _Common:
        """Of the contexts from the program inwards: what is typed nearest to the end of the line wins."""
        verbose, quiet = bool(_pick(contexts, "verbose")), bool(_pick(contexts, "quiet"))
        if verbose and quiet:
            typed = [name for name in ("verbose", "quiet") if _is_typed(contexts, name)]
            if len(typed) != 1:
                raise click.UsageError("--verbose and --quiet contradict each other; give one of them", contexts[-1])
            verbose, quiet = typed == ["verbose"], typed == ["quiet"]
        return cls(verbose, quiet, str(_pick(contexts, "log_format") or "text"))


_ORDER = (ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT, ParameterSource.DEFAULT_MAP)


def _pick(contexts: Sequence[click.Context], name: str) -> object:
    for source in _ORDER:
        for context in reversed(contexts):
            if context.get_parameter_source(name) == source:
                return context.params.get(name)
    return None


def _is_typed(contexts: Sequence[click.Context], name: str) -> bool:
    return any(context.get_parameter_source(name) == ParameterSource.COMMANDLINE for context in contexts)


def apply_common_options(context: click.Context) -> None:
    """Set up the logs as the options say that were read so far."""
    contexts = [context]
    while contexts[0].parent is not None:
        contexts.insert(0, contexts[0].parent)
    common = _Common.of(contexts)
    configure_logs(verbose=common.verbose, quiet=common.quiet, log_format=common.log_format)


class _Examples(click.Command):
    """Adds the examples to the help."""

    examples: Examples = ()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, ready to be copied."""
        super().format_epilog(ctx, formatter)
        formatter.write_paragraph()
        formatter.write("Examples:\n")
        for what, line in self.examples:
            formatter.write(f"  # {what}\n  {line}\n")


class Command(_Examples):
    """A command with the common options; its callback gets only its own, and returns the exit code."""

    def invoke(self, ctx: click.Context) -> int:
        """Set up the logs, run the command."""
        apply_common_options(ctx)
        for name in ("verbose", "quiet", "log_format"):
            ctx.params.pop(name, None)
        return int(super().invoke(ctx) or 0)


class Family(_Examples, click.Group):
    """A command that only has commands of its own."""


def make_command(name: str, *, examples: Examples) -> Callable[[Callable[..., int]], Command]:
    """Make a command of a function; its docstring is the help, its return value the exit code."""

    def decorate(function: Callable[..., int]) -> Command:
        made = click.command(name, cls=Command)(function)
        made.params += common_options(environment=False)
        made.examples = examples
        return made

    return decorate


def make_family(name: str, *, help_text: str, members: Sequence[Command], examples: Examples) -> Family:
    """Make one command of several."""
    made = Family(name, help=help_text, commands=list(members))
    made.examples = examples
    return made
