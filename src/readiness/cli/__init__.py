"""typer and rich live here and only here: one short file a command."""
