"""The `cit` command. `--version` answers before anything is imported: it is what scripts call most."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from cit_toolkit import __version__

        sys.stdout.write(f"cit {__version__}\n")
        return
    import gc

    # A command makes objects by the hundred thousand, few of them in cycles, and ends within the second: looking for
    # cycles as often as Python does costs a tenth of it, and a last look on the way out gives nothing back.
    gc.set_threshold(200_000, 20, 20)
    from cit_toolkit.cli.error_boundary import run

    code = run(sys.argv[1:])
    gc.disable()
    sys.exit(code)


if __name__ == "__main__":
    main()
