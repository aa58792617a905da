"""The `cit` command. `--version` answers before anything is imported: it is what scripts call most."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from cit_toolkit import __version__

        sys.stdout.write(f"cit {__version__}\n")
        return
    from cit_toolkit.cli.error_boundary import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
