"""`python -m nongcot.cli`: the same command, for processes that it starts itself."""

from nongcot.cli.main import main

main()
