#!/bin/sh
# Run once by the image of Postgres, on a new volume. The blog's own user may make the role that renders public pages,
# and nothing beyond its own database: it is no superuser. The superuser has no password from then on: nobody becomes it
# over the network, but only within the container, through the socket.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=password="$(cat "$POSTGRES_PASSWORD_FILE")" <<'SQL'
create role afterword login createrole password :'password';
create database afterword owner afterword;
alter role :"USER" password null;
SQL
