#!/bin/sh
# Makes the database's password at the first start, each copy readable by the one user who needs it.
# POSTGRES_PASSWORD, of letters and digits, is taken instead of a random one.
set -eu
umask 077
folder=${1:-/secrets}
postgres=${2:-999}
app=${3:-1000}

[ -s "$folder/database-url" ] && exit 0

password=${POSTGRES_PASSWORD:-$(od -An -N 24 -t x1 /dev/urandom | tr -d ' \n')}
case $password in
*[!A-Za-z0-9]*)
  echo 'POSTGRES_PASSWORD may have letters and digits only.' >&2
  exit 1
  ;;
esac

printf '%s' "$password" >"$folder/postgres-password"
chown "$postgres" "$folder/postgres-password"
printf 'postgres://afterword:%s@database:5432/afterword' "$password" >"$folder/unfinished"
chown "$app" "$folder/unfinished"
# Last, and at once: a start that is cut short begins anew.
mv "$folder/unfinished" "$folder/database-url"
