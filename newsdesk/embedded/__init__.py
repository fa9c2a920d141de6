"""The PostgreSQL that newsdesk brings along, for those who give it no DATABASE_URL.

`programs` finds the binaries, `cluster` makes the data folder, `keeper` is the process that runs
the server, `server` is what a process that needs the database calls, `base` is Django's backend.

A user of the server holds a shared lock on `users.lock` for as long as it lives. The keeper,
detached from whoever started it, tries for the exclusive one and stops the server when it gets it:
nobody is left. The kernel frees a process's locks with it, so a kill -9 leaves nothing to tidy.
"""
