"""``python -m flows.cli`` is the `wengao` command."""

from flows.cli.app import main

if __name__ == "__main__":
    main()
