import type { RefusalMessages } from '../en/refusals.ts'

const noConnectionLeft =
  'Postgres の接続に空きがありません（max_connections）。DATABASE_POOL_SIZE か WEB_WORKERS を小さくするか、接続数の上限を増やしてください。'

const whatToDoAboutKey =
  '同じブログのプロセスには、すべて同じ鍵を渡してください。SECRET_KEY に鍵を、または SECRET_KEY_FILE に鍵のファイルのコピーを指定します。' +
  '鍵を替えるときは、SECRET_KEY に新しい鍵を、SECRET_KEY_PREVIOUS にそれまでの鍵を指定します。' +
  'それまでの鍵を完全に失ったときは、「migrate --new-key」でその鍵なしに続けられますが、それで暗号化したメールアドレスは読めなくなります。'

const putKeyBack =
  '保管してある鍵のコピーをそこに置くか、SECRET_KEY を設定してください。一度も起動していないブログなら、ファイルを削除してください。'

const makeRole =
  'DATABASE_PUBLIC_URL に、権限を持たないログインロールを指定してください。作り方: ' +
  "CREATE ROLE blog_reader LOGIN PASSWORD '…'; 必要な権限は起動時に与えられます。"

/** Japanese: what stops a start or a command. */
const refusals: RefusalMessages = {
  refusals: {
    config: {
      envIsFolder:
        'このフォルダーの .env はフォルダーです。NAME=値 の行からなるファイルでなければなりません。',
      envUnreadable: why =>
        `このフォルダーの .env は、NAME=値 の行からなるファイルでなければなりません: ${why}`,
      fileUnreadable: (name, path) => `${name} に指定されたファイルを読めません: ${path}`,
      port: 'PORT は 0 から 65535 までの数で指定してください。',
      baseUrl:
        'BASE_URL は、パスのない http か https のアドレスで指定してください（例: https://blog.example）。',
      secretKey: 'SECRET_KEY は 32 文字以上にしてください。',
      previousKeys: 'SECRET_KEY_PREVIOUS: 鍵はそれぞれ 32 文字以上です。',
      proxy: text => `TRUSTED_PROXIES:「${text}」はアドレスでもネットワークでもありません。`,
      sharedCache: most => `SHARED_CACHE_SECONDS は 0 から ${most} までの数で指定してください。`,
      workers: most => `WEB_WORKERS は 1 から ${most} までの数、または auto（コアの数）で指定してください。`,
      logLevel: levels => `LOG_LEVEL は次のいずれかで指定してください: ${levels}`,
      metricsToken: 'METRICS_TOKEN は、空白を含まない 16 文字以上の英数字と記号にしてください。',
      publicUrlAlone:
        'DATABASE_PUBLIC_URL は Postgres の二つ目のロールです。DATABASE_URL も設定するか、どちらも設定しないでください。',
      listenUrlAlone:
        'DATABASE_LISTEN_URL は Postgres への別の接続先です。DATABASE_URL も設定するか、どちらも設定しないでください。',
      postgresUrl: name =>
        `${name} は postgres://user:password@host:5432/database のようなアドレスで指定してください。`,
      publicUrlUser: 'DATABASE_PUBLIC_URL にはユーザー名が必要です。',
      poolSize: 'DATABASE_POOL_SIZE は 0 より大きい数で指定してください。',
    },
    folders: {
      dataDir: why => `DATA_DIR には、このユーザーが書き込めるフォルダーを指定してください: ${why}`,
      dataDirUnseen: why => `DATA_DIR の中を確認できません: ${why}`,
      mediaDir: why => `MEDIA_DIR には、このユーザーが書き込めるフォルダーを指定してください: ${why}`,
      noRoom: folder =>
        `DATA_DIR: ディスクが ${folder} へのデータベースの書き込みを受け付けません。最初に 60 MB が必要です。満杯か、容量の制限がありませんか？`,
      isOpen: path =>
        `${path} はほかのユーザーに開かれていて、このユーザーには閉じられません。所有者として次を実行するか: chmod go= "${path}" ` +
        'DATA_DIR にブログ専用のフォルダーを指定してください。',
      inUse: folder =>
        `${folder} は別の Afterword のプロセスが使っています。二つのプロセスが同じ PGlite のフォルダーを使うとデータが壊れるため、こちらを終了します。` +
        '先にもう一方を止めるか、こちらに別の DATA_DIR を指定するか、複数で共有できる Postgres（DATABASE_URL）を使ってください。',
      noBlog: folder =>
        `${folder} にブログがありません。ブログのフォルダーでコマンドを実行するか、DATA_DIR か DATABASE_URL をブログと同じに設定してください。` +
        '取り込み先の新しいブログなら、先に「migrate」を実行してください。「serve」でも作られます。',
    },
    key: {
      unreadable: why => `ブログの鍵を読めません: ${why}`,
      empty: path => `${path} が空です。${putKeyBack}`,
      tooShort: path => `${path} は鍵として短すぎます。${putKeyBack}`,
      missing: place =>
        `このデータベースは使用中ですが、その鍵がここにありません。SECRET_KEY にも ${place} にもありません。${whatToDoAboutKey}`,
      another: place =>
        `このデータベースは、${place} にあるものとは別の鍵で使われています。${whatToDoAboutKey}`,
      unknown: 'データベースにはまだ鍵が登録されていません。先に「migrate」を実行してください。',
    },
    database: {
      noBlog: 'このデータベースにはまだブログがありません。一度起動するか、「migrate」を実行してください。',
      older:
        'データベースがこのプログラムより古いままです。先に「migrate」を実行するか、ブログを起動してください。',
      newer: migration =>
        `データベースは、より新しい Afterword で更新されています（${migration}）。そちらを使ってください。`,
      encoding: (database, encoding) =>
        `データベース「${database}」の文字コードは ${encoding} で、書かれるすべての文字を保存できません。` +
        "別のデータベースを作ってください: CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;（docs/postgres.md）",
      standby: 'DATABASE_URL のサーバーはスタンバイで、書き込めません。プライマリを指定してください。',
      readOnly: database =>
        `データベース「${database}」には書き込めません（default_transaction_read_only が on です）。ディスクの残りが少ないなどの理由がなければ、` +
        `次を実行してください: ALTER DATABASE "${database}" SET default_transaction_read_only = off;`,
      foreign: (user, database, owner) =>
        `DATABASE_URL のユーザー「${user}」は、データベース「${database}」の所有者でなければなりません。今の所有者は「${owner}」です。` +
        `スーパーユーザーとして実行してください: ALTER DATABASE "${database}" OWNER TO "${user}";`,
      foreignPart: (name, owner, user) =>
        `このデータベースの「${name}」の所有者は「${owner}」で、DATABASE_URL の「${user}」ではありません。別のユーザーで復元した場合は、` +
        `空のデータベースに「--no-owner --role=${user}」を付けてもう一度復元してください（docs/postgres.md）。`,
      otherTables: name =>
        `このデータベースには別のもののテーブルがあります（「${name}」）。DATABASE_URL にブログ専用のデータベースを指定してください。`,
      another:
        'DATABASE_PUBLIC_URL は DATABASE_URL とは別のデータベースを指しています。公開ページが別のブログのものになってしまいます。' +
        '違ってよいのはユーザーとパスワードだけです。',
      full: variable => `${variable}: ${noConnectionLeft}`,
      unreachable: variable =>
        `データベースに接続できません。動いているか、${variable} が正しいか確かめてください。`,
      noPassword: variable =>
        `${variable} にパスワードがありませんが、Postgres が求めています: postgres://user:password@host:5432/database`,
      refused: (variable, why) => `Postgres が ${variable} を受け付けません: ${why}`,
      failed: (variable, why) => `${variable}: エラー: ${why}`,
    },
    role: {
      mayNotMake: name =>
        `公開ページは専用のデータベースロール「${name}」で表示されますが、このユーザーには作れません。` +
        'スーパーユーザーとして次を実行するか: ALTER ROLE <ユーザー> CREATEROLE; ' +
        'ログインロールを自分で作り、DATABASE_PUBLIC_URL に指定してください。',
      missing: name => `DATABASE_PUBLIC_URL: ロール「${name}」がありません。${makeRole}`,
      makesInDatabase: name =>
        `公開ページのロールは、何も作れないものでなければなりません。「${name}」またはそれが属するロールは、データベースにまだ何かを作れます。` +
        'スーパーユーザーとして、そのロールと PUBLIC から CREATE と TEMPORARY の権限を取り消してください。',
      makesInSchema: (name, schema) =>
        `公開ページのロールは、何も作れないものでなければなりません。「${name}」またはそれが属するロールは、スキーマ ${schema} にまだ何かを作れます。` +
        'スーパーユーザーとして、そのロールと PUBLIC から CREATE の権限を取り消してください。',
      seesTooMuch: (name, because) =>
        `公開ページのロールは、公開されたものだけが見えるものでなければなりません。「${name}」またはそれが属するロールは、${because}。${makeRole}`,
      because: {
        super: 'スーパーユーザーです',
        bypass: '行単位のセキュリティを無視できます（BYPASSRLS）',
        owner: 'ブログのデータベースかテーブルの所有者です',
        roles: '自分にどのロールでも与えられます（CREATEROLE）',
        private: 'スキーマ「private」に権限があります',
      },
    },
    backup: {
      none: 'これは Afterword のバックアップではありません。',
      sealed: 'このバックアップは暗号化されています。--passphrase-file でパスフレーズを指定してください。',
      cutOff: 'バックアップが途中で終わっています。',
      damaged: 'バックアップが壊れています。書き出したときの内容と一致しません。',
      passphrase: 'パスフレーズが違うか、バックアップが壊れています。',
      notReadBack: '書き出したものを最後まで読み戻せません。ディスクがいっぱいではありませんか？',
      inUse: 'このデータベースにはブログがあります。バックアップは空のデータベースにだけ復元できます。',
      unknownTable: name => `バックアップに、この Afterword にはないテーブル「${name}」があります。`,
      noFileName: name => `「${name}」はファイル名として使えません。`,
      anotherKey:
        'このバックアップは別の鍵のもので、その鍵がなければ中のメールアドレスを読めません。SECRET_KEY に元のブログの鍵を設定するか、' +
        'その secret-key ファイルをデータフォルダーに置いてください。',
      anotherVersion: (theirs, ours) =>
        `このバックアップは別のバージョンの Afterword のものです（スキーマは ${theirs}、ここでは ${ours}）。` +
        'そのバージョンで復元してから更新してください。',
    },
    site: {
      inUse: 'このデータベースにはブログがあります。サイトは空のデータベースにだけ取り込めます。',
      media: names =>
        `このデータベースには画像かファイルがあります（${names}）。` +
        'サイトは空のデータベースにだけ取り込めます。消してよければ、先に「メディア」で削除してください。',
      anotherVersion: theirs =>
        `このファイルは別のバージョンの Afterword のものです（${theirs}）。そのバージョンで取り込んでから更新してください。`,
      unknownTable: name => `ファイルに、この Afterword にはないテーブル「${name}」があります。`,
      cutOff: 'ファイルが途中で終わっています。',
      damagedLine: line =>
        `${line} 行目が壊れています。書き出したときの内容と一致しません。何も取り込んでいません。`,
      damaged: 'ファイルが壊れています。書き出したときの内容と一致しません。何も取り込んでいません。',
    },
  },
}

export default refusals
