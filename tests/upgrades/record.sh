#!/usr/bin/env bash
# Writes down a small blog as some commit made it: tests/upgrades/NAME.sql.gz and NAME.json.
# usage: TEST_DATABASE_URL=postgres://… tests/upgrades/record.sh COMMIT NAME
set -euo pipefail
commit=$1 name=$2
here=$(cd "$(dirname "$0")" && pwd)
root=$(git -C "$here" rev-parse --show-toplevel)
then=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$then"' EXIT
git -C "$root" worktree add --detach "$then" "$commit"
ln -s "$root/node_modules" "$then/node_modules"
mkdir -p "$then/tests/upgrades"
cp "$here/record.ts" "$here/record.config.ts" "$then/tests/upgrades"
cd "$then"
UPGRADE_RECORD=$here/$name npx vitest run --config tests/upgrades/record.config.ts
