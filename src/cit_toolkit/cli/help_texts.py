"""Help in the reader's language: the library that reads the command line only speaks English."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from cit_toolkit.wording.catalog import Catalog

_current = Catalog.of("fr")


def speak(catalog: Catalog) -> None:
    """Choose the language of the help of every command built from now on."""
    global _current
    _current = catalog


class LocalisedCommand(TyperCommand):
    """A command whose help is in the language chosen."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, purpose, arguments, options."""
        _write_usage(self, ctx, formatter)
        _write_parameters(self, ctx, formatter)


class LocalisedGroup(TyperGroup):
    """A group of commands whose help is in the language chosen."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, purpose, options, commands."""
        _write_usage(self, ctx, formatter)
        _write_parameters(self, ctx, formatter)
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, (command.help or "").split("\n")[0]))
        with formatter.section(_current.say("cli.help.commands")):
            formatter.write_dl(rows)


def _write_usage(command: Any, ctx: Any, formatter: Any) -> None:
    pieces = [_current.say("cli.help.options-word")]
    pieces += [_argument(p) for p in command.get_params(ctx) if p.param_type_name == "argument"]
    if isinstance(command, TyperGroup):
        pieces.append(_current.say("cli.help.command-word"))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_current.say("cli.help.usage") + " ")
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in command.help.split("\n\n"):
                formatter.write_text(paragraph)
                formatter.write_paragraph()


def _write_parameters(command: Any, ctx: Any, formatter: Any) -> None:
    arguments, options = [], []
    for parameter in command.get_params(ctx):
        if getattr(parameter, "hidden", False):
            continue
        if parameter.param_type_name == "argument":
            arguments.append((_argument(parameter), parameter.help or ""))
        else:
            options.append((_option(parameter), _option_help(parameter)))
    for title, rows in (("cli.help.arguments", arguments), ("cli.help.options", options)):
        if rows:
            with formatter.section(_current.say(title)):
                formatter.write_dl(rows)


def _argument(parameter: Any) -> str:
    name = (parameter.metavar or parameter.name).upper().strip("[].")
    name = f"{name}…" if parameter.nargs == -1 else name
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join(parameter.opts)
    return names if parameter.is_flag or not parameter.metavar else f"{names} {parameter.metavar}"


def _option_help(parameter: Any) -> str:
    own = {
        "help": "cli.help.help",
        "install_completion": "cli.help.install-completion",
        "show_completion": "cli.help.show-completion",
    }
    return _current.say(own[parameter.name]) if parameter.name in own else parameter.help or ""
