"""Django's PostgreSQL backend over the embedded server, which starts with the first connection."""

from django.db.backends.postgresql import base, client

from newsdesk.embedded import programs, server
from newsdesk.embedded.cluster import ServerError


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`, with the psql of the wheel."""

    executable_name = str(programs.programs(programs.installed()) / "psql")

    def runshell(self, parameters):
        self.connection.ensure_server()
        names = {"host": "HOST", "port": "PORT", "user": "USER"}
        for key, value in self.connection.address().items():
            self.connection.settings_dict[names[key]] = value
        super().runshell(parameters)


class CannotStart(base.Database.OperationalError):
    """The server is not to be had; the message says why and what to do."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes from its settings the server's FOLDER, and whether it must be DURABLE."""

    client_class = DatabaseClient

    def get_new_connection(self, conn_params):
        try:
            server.hold(self.settings_dict["FOLDER"])
            return super().get_new_connection(conn_params | self.address())
        except (OSError, ServerError, base.Database.OperationalError):
            self.ensure_server()
            return super().get_new_connection(conn_params | self.address())

    def ensure_server(self):
        try:
            server.ensure_running(self.settings_dict["FOLDER"], self.settings_dict["DURABLE"])
        except (OSError, ServerError) as error:
            raise CannotStart(
                f"The embedded PostgreSQL cannot be used. {error}\n"
                "(DATABASE_URL gives newsdesk another PostgreSQL.)"
            ) from error

    def address(self):
        return server.address(self.settings_dict["FOLDER"])
