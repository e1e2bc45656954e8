"""The command line: one file a command, and what they share.

main.py      the program: finds the command, turns errors into one line and an exit code
command.py   what all commands share: common options, examples in --help
config.py    wikiclean.toml and [tool.wikiclean]: every option as a key
logs.py      logs on stderr, as text or JSON
output.py    data on stdout: UTF-8, quiet when the reader has gone
progress.py  a progress bar on a terminal
inputs.py    INPUT arguments as pages
runs.py      options and endings that runs share
paint.py     a record in colours on a terminal
"""
