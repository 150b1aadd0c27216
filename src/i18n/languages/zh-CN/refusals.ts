import type { RefusalMessages } from '../en/refusals.ts'

const noConnectionLeft =
  'Postgres 没有空闲的连接了（max_connections）：请调低 DATABASE_POOL_SIZE 或 WEB_WORKERS，或提高连接上限。'

const whatToDoAboutKey =
  '同一个博客的所有进程必须使用同一个密钥：请将 SECRET_KEY 设为该密钥，或将 SECRET_KEY_FILE 设为密钥文件的副本。' +
  '更换密钥时，请将 SECRET_KEY 设为新密钥，SECRET_KEY_PREVIOUS 设为原密钥。' +
  '如果原密钥已彻底丢失，可用“migrate --new-key”继续，但用它加密的邮箱地址将无法读取。'

const putKeyBack = '请将您保存的密钥副本放回该处，或设置 SECRET_KEY；如果博客从未启动过，请删除该文件。'

const makeRole =
  '请在 DATABASE_PUBLIC_URL 中指定一个没有任何权限的登录角色，创建方法：' +
  "CREATE ROLE blog_reader LOGIN PASSWORD '…'; 所需的权限会在启动时授予。"

/** Chinese, simplified: what stops a start or a command. */
const refusals: RefusalMessages = {
  refusals: {
    config: {
      envIsFolder: '当前文件夹中的 .env 是一个文件夹，它必须是由“NAME=值”各行组成的文件。',
      envUnreadable: why => `当前文件夹中的 .env 必须是由“NAME=值”各行组成的文件：${why}`,
      fileUnreadable: (name, path) => `${name} 指定的文件无法读取：${path}`,
      port: 'PORT 必须是 0 到 65535 之间的数字。',
      baseUrl: 'BASE_URL 必须是不带路径的 http 或 https 地址，例如 https://blog.example。',
      secretKey: 'SECRET_KEY 至少需要 32 个字符。',
      previousKeys: 'SECRET_KEY_PREVIOUS：每个密钥至少需要 32 个字符。',
      proxy: text => `TRUSTED_PROXIES：“${text}”既不是地址，也不是网段。`,
      sharedCache: most => `SHARED_CACHE_SECONDS 必须是 0 到 ${most} 之间的数字。`,
      workers: most => `WEB_WORKERS 必须是 1 到 ${most} 之间的数字，或 auto（每个核心一个）。`,
      logLevel: levels => `LOG_LEVEL 必须是以下之一：${levels}。`,
      metricsToken: 'METRICS_TOKEN 至少需要 16 个字母、数字或符号，且不能有空格。',
      publicUrlAlone:
        'DATABASE_PUBLIC_URL 是 Postgres 的第二个角色：请同时设置 DATABASE_URL，或两者都不设置。',
      listenUrlAlone:
        'DATABASE_LISTEN_URL 是连接 Postgres 的另一途径：请同时设置 DATABASE_URL，或两者都不设置。',
      postgresUrl: name => `${name} 必须是形如 postgres://user:password@host:5432/database 的地址。`,
      publicUrlUser: 'DATABASE_PUBLIC_URL 中必须写明用户名。',
      poolSize: 'DATABASE_POOL_SIZE 必须是大于 0 的数字。',
    },
    folders: {
      dataDir: why => `DATA_DIR 必须是当前用户可以写入的文件夹：${why}`,
      dataDirUnseen: why => `无法查看 DATA_DIR：${why}`,
      mediaDir: why => `MEDIA_DIR 必须是当前用户可以写入的目录：${why}`,
      noRoom: folder =>
        `DATA_DIR：磁盘拒绝在 ${folder} 中保存数据库。初始需要 60 MB：磁盘是否已满，或有配额限制？`,
      isOpen: path =>
        `${path} 对其他用户开放，而当前用户无权收回。请以其所有者的身份运行：chmod go= "${path}"；` +
        '或将 DATA_DIR 设为博客专用的文件夹。',
      inUse: folder =>
        `${folder} 正被另一个 Afterword 进程使用。两个进程共用一个 PGlite 文件夹会损坏数据，因此本进程停止运行。` +
        '请先停止另一个进程，或为本进程设置单独的 DATA_DIR，或使用可由多个进程共享的 Postgres（DATABASE_URL）。',
      noBlog: folder =>
        `${folder} 中没有博客。请在博客所在的文件夹中运行命令，或将 DATA_DIR 或 DATABASE_URL 设为与博客相同的值。` +
        '如需新建博客用于导入，请先运行“migrate”；“serve”也会创建。',
    },
    key: {
      unreadable: why => `无法读取博客的密钥：${why}`,
      empty: path => `${path} 是空的。${putKeyBack}`,
      tooShort: path => `${path} 太短，不可能是密钥。${putKeyBack}`,
      missing: place =>
        `这个数据库已在使用中，但这里没有它的密钥：SECRET_KEY 和 ${place} 中都没有。${whatToDoAboutKey}`,
      another: place => `这个数据库使用的密钥与 ${place} 中的不同。${whatToDoAboutKey}`,
      unknown: '数据库中还没有密钥的记录：请先运行“migrate”。',
    },
    database: {
      noBlog: '这个数据库中还没有博客。请先启动一次，或运行“migrate”。',
      older: '数据库的版本低于本程序：请先运行“migrate”，或启动博客。',
      newer: migration => `数据库已由更新版本的 Afterword 升级（${migration}），请使用该版本。`,
      encoding: (database, encoding) =>
        `数据库“${database}”的文字编码是 ${encoding}，无法保存人们书写的所有文字。` +
        "请另建一个：CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;（docs/postgres.md）",
      standby: 'DATABASE_URL 指向的服务器是备库，不能写入：请改用主库。',
      readOnly: database =>
        `数据库“${database}”不能写入：default_transaction_read_only 已开启。如果没有特别的原因（例如磁盘将满），` +
        `请运行：ALTER DATABASE "${database}" SET default_transaction_read_only = off;`,
      foreign: (user, database, owner) =>
        `DATABASE_URL 的用户“${user}”必须是数据库“${database}”的所有者，而它目前属于“${owner}”。` +
        `请以超级用户的身份运行：ALTER DATABASE "${database}" OWNER TO "${user}";`,
      foreignPart: (name, owner, user) =>
        `这个数据库中的“${name}”属于“${owner}”，而不是 DATABASE_URL 的“${user}”。如果是由其他用户恢复的：` +
        `请加上“--no-owner --role=${user}”，重新恢复到一个空数据库（docs/postgres.md）。`,
      otherTables: name =>
        `这个数据库中有其他程序的表（“${name}”）。请在 DATABASE_URL 中为博客指定一个专用的数据库。`,
      another:
        'DATABASE_PUBLIC_URL 与 DATABASE_URL 指向不同的数据库：公开页面会变成另一个博客的内容。两者只有用户和密码可以不同。',
      full: variable => `${variable}：${noConnectionLeft}`,
      unreachable: variable => `无法连接数据库。请检查数据库是否在运行，${variable} 是否正确。`,
      noPassword: variable =>
        `${variable} 中没有密码，而 Postgres 需要密码：postgres://user:password@host:5432/database`,
      refused: (variable, why) => `Postgres 拒绝了 ${variable}：${why}`,
      failed: (variable, why) => `${variable}：${why}`,
    },
    role: {
      mayNotMake: name =>
        `公开页面由专用的数据库角色“${name}”读取，而当前用户无权创建它。` +
        '请以超级用户的身份运行：ALTER ROLE <用户名> CREATEROLE; ' +
        '或自行创建一个登录角色，并在 DATABASE_PUBLIC_URL 中指定。',
      missing: name => `DATABASE_PUBLIC_URL：没有角色“${name}”。${makeRole}`,
      makesInDatabase: name =>
        `公开页面所用的角色不得创建任何对象。“${name}”或它所属的角色仍可在数据库中创建对象：` +
        '请以超级用户的身份，收回该角色和 PUBLIC 的 CREATE 和 TEMPORARY 权限。',
      makesInSchema: (name, schema) =>
        `公开页面所用的角色不得创建任何对象。“${name}”或它所属的角色仍可在模式 ${schema} 中创建对象：` +
        '请以超级用户的身份，收回该角色和 PUBLIC 的 CREATE 权限。',
      seesTooMuch: (name, because) =>
        `公开页面所用的角色只能看到已发布的内容。“${name}”或它所属的角色${because}。${makeRole}`,
      because: {
        super: '是超级用户',
        bypass: '可以绕过行级安全（BYPASSRLS）',
        owner: '是博客数据库或表的所有者',
        roles: '可以授予自己任何角色（CREATEROLE）',
        private: '拥有模式“private”的权限',
      },
    },
    backup: {
      none: '这不是 Afterword 的备份。',
      sealed: '这个备份已加密：请用 --passphrase-file 提供口令。',
      cutOff: '备份不完整：文件在中途被截断。',
      damaged: '备份已损坏：与写入时的内容不一致。',
      passphrase: '口令不正确，或备份已损坏。',
      notReadBack: '写入的内容无法完整读回。磁盘是否已满？',
      inUse: '这个数据库中已有博客。备份只能恢复到空数据库。',
      unknownTable: name => `备份中有本版本 Afterword 不认识的表“${name}”。`,
      noFileName: name => `“${name}”不能作为文件名。`,
      anotherKey:
        '这个备份属于另一个密钥，没有该密钥，谁也无法读取其中的邮箱地址。请将 SECRET_KEY 设为原博客的密钥，' +
        '或将其 secret-key 文件放入数据文件夹。',
      anotherVersion: (theirs, ours) =>
        `这个备份由另一版本的 Afterword 生成（其数据库结构为 ${theirs}，这里为 ${ours}）。` +
        '请先用该版本恢复，再升级。',
    },
    site: {
      inUse: '这个数据库中已有博客。整个网站只能导入到空数据库。',
      media: names =>
        `这个数据库中有图片或文件（${names}），` +
        '而整个网站只能导入到空数据库。如果可以删除，请先在“媒体”中删除。',
      anotherVersion: theirs =>
        `这个文件由另一版本的 Afterword 生成（${theirs}）。请先用该版本导入，再升级。`,
      unknownTable: name => `文件中有本版本 Afterword 不认识的表“${name}”。`,
      cutOff: '文件不完整：在中途被截断。',
      damagedLine: line => `第 ${line} 行已损坏，与导出时的内容不一致。未导入任何内容。`,
      damaged: '文件已损坏，与导出时的内容不一致。未导入任何内容。',
    },
  },
}

export default refusals
