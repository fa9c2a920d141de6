"""Django's PostgreSQL backend over the embedded server, which starts with the first connection."""

from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PostgresqlClient
from django.db.backends.postgresql.psycopg_any import is_psycopg3  # noqa: F401

from newsdesk.embedded import programs, server
from newsdesk.embedded.cluster import ROLE, ServerError


class DatabaseClient(PostgresqlClient):
    """`manage.py dbshell` with the psql of the wheel."""

    executable_name = str(programs.programs(programs.installed()) / "psql")

    def runshell(self, parameters):
        self.connection.ensure_server()
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_new_connection(self, conn_params):
        server.hold(self.settings_dict["FOLDER"])
        try:
            return super().get_new_connection(self.with_address(conn_params))
        except (OSError, base.Database.OperationalError):
            self.ensure_server()
            return super().get_new_connection(self.with_address(conn_params))

    def ensure_server(self):
        try:
            server.ensure_running(self.settings_dict["FOLDER"], self.settings_dict["DURABLE"])
        except ServerError as error:
            raise base.Database.OperationalError(str(error)) from error

    def with_address(self, conn_params):
        folder = server.socket_folder(self.settings_dict["FOLDER"])
        return {**conn_params, "host": folder, "user": ROLE}
