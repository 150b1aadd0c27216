const noConnectionLeft =
  'Postgres has no connection left (max_connections): lower DATABASE_POOL_SIZE or WEB_WORKERS, or let it have more.'

const whatToDoAboutKey =
  'Give every process of one blog the same: set SECRET_KEY to it, or SECRET_KEY_FILE to a copy of its file. ' +
  'To change the key, set SECRET_KEY to the new one and SECRET_KEY_PREVIOUS to the one before. ' +
  'If that one is lost for good, "migrate --new-key" goes on without it, and without the addresses it sealed.'

const putKeyBack =
  'Put the copy of the key there that you kept, or set SECRET_KEY; for a blog that never started, remove the file.'

const makeRole =
  'Name a login in DATABASE_PUBLIC_URL that has no rights of its own, made by: ' +
  "CREATE ROLE blog_reader LOGIN PASSWORD '…'; The start gives it what it needs."

/** English: what stops a start or a command, and what the host can do about it. Names and statements are the same in all. */
const refusals = {
  refusals: {
    config: {
      envIsFolder: '.env in this folder is a folder itself. It must be a file of lines NAME=value.',
      envUnreadable: (why: string) => `.env in this folder must be a file of lines NAME=value: ${why}.`,
      fileUnreadable: (name: string, path: string) => `${name} names a file that can't be read: ${path}`,
      port: 'PORT must be a number from 0 to 65535.',
      baseUrl: 'BASE_URL must be an http or https address without a path, such as https://blog.example.',
      secretKey: 'SECRET_KEY must have at least 32 characters.',
      previousKeys: 'SECRET_KEY_PREVIOUS: each key has at least 32 characters.',
      proxy: (text: string) => `TRUSTED_PROXIES: "${text}" is neither an address nor a network.`,
      sharedCache: (most: number) => `SHARED_CACHE_SECONDS must be a number from 0 to ${most}.`,
      workers: (most: number) =>
        `WEB_WORKERS must be a number from 1 to ${most}, or auto: one for each core.`,
      logLevel: (levels: string) => `LOG_LEVEL must be one of ${levels}.`,
      metricsToken: 'METRICS_TOKEN must have at least 16 letters, digits or signs, and no spaces.',
      publicUrlAlone:
        'DATABASE_PUBLIC_URL is the second role of a Postgres: set DATABASE_URL too, or neither.',
      listenUrlAlone: 'DATABASE_LISTEN_URL is another way to a Postgres: set DATABASE_URL too, or neither.',
      postgresUrl: (name: string) =>
        `${name} must be an address such as postgres://user:password@host:5432/database.`,
      publicUrlUser: 'DATABASE_PUBLIC_URL must name its user.',
      poolSize: 'DATABASE_POOL_SIZE must be a number above 0.',
    },
    folders: {
      dataDir: (why: string) => `DATA_DIR must be a folder that this user may write to: ${why}.`,
      dataDirUnseen: (why: string) => `DATA_DIR can’t be looked into: ${why}.`,
      mediaDir: (why: string) => `MEDIA_DIR must be a folder that this user may write to: ${why}.`,
      noRoom: (folder: string) =>
        `DATA_DIR: the disk refuses to keep the database in ${folder}. It needs 60 MB to begin with: is it full, or limited?`,
      isOpen: (path: string) =>
        `${path} is open to other users, and is not this one’s to close. As its owner run: chmod go= "${path}"; ` +
        'or set DATA_DIR to a folder of the blog’s own.',
      inUse: (folder: string) =>
        `${folder} is in use by another Afterword process. Two processes on one PGlite folder destroy data, so this one stops. ` +
        'Stop the other first, or give this one its own DATA_DIR, or use Postgres (DATABASE_URL), which many can share.',
      noBlog: (folder: string) =>
        `There is no blog in ${folder}. Run the command in the blog’s own folder, or set DATA_DIR or DATABASE_URL ` +
        'as the blog has them. For a new one, to import into, run "migrate" first; "serve" makes one too.',
    },
    key: {
      unreadable: (why: string) => `The site’s key can’t be read: ${why}.`,
      empty: (path: string) => `${path} is empty. ${putKeyBack}`,
      tooShort: (path: string) => `${path} is too short to be a key. ${putKeyBack}`,
      missing: (place: string) =>
        `This database is in use, and its key is not here: neither in SECRET_KEY nor in ${place}. ${whatToDoAboutKey}`,
      another: (place: string) =>
        `This database is in use with another key than the one in ${place}. ${whatToDoAboutKey}`,
      unknown: 'The database does not know its key yet: run "migrate" first.',
    },
    database: {
      noBlog: 'There is no blog in this database yet. Start it once, or run "migrate".',
      older: 'The database is older than this program: run "migrate" first, or start the blog.',
      newer: (migration: string) =>
        `The database was migrated by a newer Afterword (${migration}). Run that one.`,
      encoding: (database: string, encoding: string) =>
        `The database "${database}" holds its texts as ${encoding}, which can’t hold everything people write. ` +
        "Make another one: CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0; (docs/postgres.md).",
      standby: 'The server of DATABASE_URL is a standby, which takes no writes: name the primary.',
      readOnly: (database: string) =>
        `The database "${database}" takes no writes: default_transaction_read_only is on. If nobody has a reason for it, such ` +
        `as a disk that is nearly full: ALTER DATABASE "${database}" SET default_transaction_read_only = off;`,
      foreign: (user: string, database: string, owner: string) =>
        `The user "${user}" of DATABASE_URL must own the database "${database}", which belongs to "${owner}". ` +
        `As a superuser run: ALTER DATABASE "${database}" OWNER TO "${user}";`,
      foreignPart: (name: string, owner: string, user: string) =>
        `"${name}" in this database belongs to "${owner}", not to "${user}" of DATABASE_URL. After a restore ` +
        `by another user: restore once more into an empty database, with "--no-owner --role=${user}" (docs/postgres.md).`,
      otherTables: (name: string) =>
        `This database holds tables of something else ("${name}"). Give the blog one of its own in DATABASE_URL.`,
      another:
        'DATABASE_PUBLIC_URL leads to another database than DATABASE_URL: public pages would be another blog’s. ' +
        'Only the user and the password may differ.',
      full: (variable: string) => `${variable}: ${noConnectionLeft}`,
      unreachable: (variable: string) =>
        `The database can’t be reached. Is it running, and is ${variable} right?`,
      noPassword: (variable: string) =>
        `${variable} names no password, and Postgres asks for one: postgres://user:password@host:5432/database.`,
      refused: (variable: string, why: string) => `Postgres refuses ${variable}: ${why}.`,
      failed: (variable: string, why: string) => `${variable}: ${why}.`,
    },
    role: {
      mayNotMake: (name: string) =>
        `Public pages are rendered by a database role of their own, "${name}", and this user may not create it. ` +
        'As a superuser run: ALTER ROLE <your user> CREATEROLE; ' +
        'or create a login role yourself and name it in DATABASE_PUBLIC_URL.',
      missing: (name: string) => `DATABASE_PUBLIC_URL: there is no role "${name}". ${makeRole}`,
      makesInDatabase: (name: string) =>
        `Public pages must be rendered by a role that can make nothing. "${name}", or a role it is a member of, may still ` +
        'make things in the database: as a superuser, revoke CREATE and TEMPORARY there from it and from PUBLIC.',
      makesInSchema: (name: string, schema: string) =>
        `Public pages must be rendered by a role that can make nothing. "${name}", or a role it is a member of, may still ` +
        `make things in the schema ${schema}: as a superuser, revoke CREATE there from it and from PUBLIC.`,
      seesTooMuch: (name: string, because: string) =>
        `Public pages must be rendered by a role that sees only what is published. "${name}", or a role it is a member ` +
        `of, ${because}. ${makeRole}`,
      because: {
        super: 'is a superuser',
        bypass: 'passes by row-level security (BYPASSRLS)',
        owner: 'owns the blog’s database or tables',
        roles: 'can give itself any role (CREATEROLE)',
        private: 'has rights on the schema "private"',
      },
    },
    backup: {
      none: 'This is no backup of Afterword.',
      sealed: 'This backup is sealed: give its passphrase with --passphrase-file.',
      cutOff: 'The backup ends in the middle: it was cut off.',
      damaged: 'The backup is damaged: it is not what was written.',
      passphrase: 'The passphrase is another one, or the backup is damaged.',
      notReadBack: 'What was written can’t be read back whole. Is the disk full?',
      inUse: 'There is a blog in this database. A backup is restored into an empty one only.',
      unknownTable: (name: string) => `The backup holds a table "${name}" that this Afterword does not know.`,
      noFileName: (name: string) => `No file can be called "${name}".`,
      anotherKey:
        'This backup belongs to another key, without which nobody can read the addresses in it. Set SECRET_KEY to the ' +
        'key of the blog that it was made of, or put its secret-key file into the data folder.',
      anotherVersion: (theirs: string, ours: string) =>
        `This backup was made by another version of Afterword (its schema is ${theirs}, here it is ${ours}). ` +
        'Restore it with that version, then update.',
    },
    site: {
      inUse: 'There is a blog in this database. A site comes into an empty one only.',
      media: (names: string) =>
        `There are pictures or files in this database (${names}), ` +
        'and a site comes into an empty one only. Delete them under Media first, if they may go.',
      anotherVersion: (theirs: string) =>
        `This file was made by another version of Afterword (${theirs}). Bring it in with that one, then update.`,
      unknownTable: (name: string) => `The file holds a table "${name}" that this Afterword does not know.`,
      cutOff: 'The file ends in the middle: it was cut off.',
      damagedLine: (line: number) => `Line ${line} is damaged: it is not what was written. Nothing came in.`,
      damaged: 'The file is damaged: it is not what was written. Nothing came in.',
    },
  },
}

export type RefusalMessages = typeof refusals

export default refusals
