import { bytes, plural } from '../../formats.ts'
import type { CliMessages } from '../en/cli.ts'

const mediaOf = (count: number) => `画像とファイル ${count}件`

/** Japanese: the command line. */
const cli: CliMessages = {
  usage: words => `使い方: ${words}`,
  noSuchCommand: name => `「${name}」というコマンドはありません。`,
  doesNotTake: (name, words) => `${name} に「${words}」は指定できません。`,
  options: {
    unknown: option => `${option} というオプションはありません。`,
    needsValue: option => `${option} には値が必要です。`,
    takesNone: option => `${option} に値は指定できません。`,
    notUnderstood: '引数を解釈できません。',
  },
  summaries: {
    serve: 'ブログを公開します（省略時の動作）。',
    migrate: 'データベースを最新の状態にして終了します。--new-key: 鍵を失ったので、ここにある鍵で続けます。',
    comments:
      'コメントを一覧し（状態を指定しなければ承認待ちのもの）、全文を表示し、承認などの操作をします。',
    posts: 'すべての記事を一覧します。または、指定した記事をコメントごと完全に削除します。',
    import: systems =>
      `${systems} の記事とコメント、または afterword のサイトを取り込みます。名前を省略するとファイルの内容から判断します。`,
    imports:
      'これまでの取り込みを一覧し、一つの結果を表示し、一つをまるごと取り消します。記事がここにないコメントを一覧し、記事ができたものを取り込みます。',
    export:
      'サイトをファイルに書き出します（Markdown はフォルダー）。読者のメールアドレスは、指定しない限り含みません。--force がなければ上書きしません。',
    backup:
      'すべてを一つのファイルに書き、読み戻して確かめます。パスフレーズがあれば暗号化します。--force がなければ上書きしません。',
    restore:
      'バックアップを空のデータベースに復元します（Postgres でも PGlite でも）。ブログには同じ鍵が必要です。',
    doctor:
      '設定、鍵、ロール、スキーマ、メディア、件数、変更通知、ディスク、時計、バックアップを調べ、すべきことを示します。',
    media:
      '画像とファイルの置き場所を表示します。または、すべてを MEDIA_DIR のフォルダーへ、あるいはデータベースへ移します。',
    settings: '設定を表示します。または一つを変更します。どのページも次の表示から変わります。',
    createAdmin: '管理者になるためのリンクを表示します。一度だけ、一時間有効です。',
  },
  starts: {
    making: 'データベースを作成しています。数秒かかるのは初回だけです。',
    at: url => `Afterword のアドレス: ${url}`,
    dataInPostgres: 'データ: Postgres（DATABASE_URL）',
    dataIn: folder => `データ: PGlite（${folder}）`,
    pglite: [
      'PGlite は停電に弱く、最後に書いたものが失われたり、フォルダーが壊れたりすることがあります。',
      'フォルダーを使えるプロセスは一つだけです。大切なブログでは DATABASE_URL に Postgres を指定してください。',
    ],
    oneServes:
      'WEB_WORKERS に複数のプロセスが指定されていますが、それには Postgres が必要です。一つのプロセスで公開します。',
    keyIn: file => `鍵: ${file}（コピーをデータとは別の場所に保管してください）`,
    mediaIn: folder => `メディア: ${folder}`,
    mediaNew:
      'まだ何も入っていません。そこに別のディスクを使う場合は、最初のファイルが届く前にマウントしてください。',
    mediaAway:
      'このブログの画像とファイルのフォルダーが今は見つからないか、MEDIA_DIR に指定されていないため、画像とファイルを表示できません。「doctor」で対処方法がわかります。',
    nobody: 'まだ管理者がいません。次のリンクで管理者になれます（一度だけ、一時間有効）:',
    wasOpen: path =>
      `${path} はこのマシンのほかのユーザーからも読める状態でした。今、読めないようにしました。`,
    tooFewConnections: (workers, wanted, limit) =>
      `WEB_WORKERS=${workers} では最大 ${wanted} 本の接続を開きますが、Postgres の接続は全体で ${limit} 本です（max_connections）。DATABASE_POOL_SIZE か WEB_WORKERS を減らすか、接続の上限を増やしてください。`,
    upToDate: 'データベースは最新の状態です。',
  },
  stops: {
    neverAnswered: '応答がないまま終わりました。済んだ処理は残っています。もう一度実行してください。',
    serverEnded:
      'ブログを公開しているプロセスが、コマンドの途中で終了しました。済んだ処理は残っています。もう一度実行してください。',
    failed: 'コマンドは失敗しました。原因はサーバーのログにあります。',
    otherUser: 'ブログは別のユーザーが公開しています。そのユーザーでコマンドを実行してください。',
    refusedByPostgres: why => `Postgres が DATABASE_URL を拒否しました: ${why}。`,
    unreachable: 'データベースに接続できません。動いているか、DATABASE_URL が正しいかを確認してください。',
    portTaken: 'そのポートは別のプログラムが使っています。PORT に別の番号を指定してください。',
    portForbidden: 'このユーザーはそのポートを使えません。PORT に 1024 以上の番号を指定してください。',
    notOwnAddress:
      'HOST には 127.0.0.1 のようなこのマシンのアドレスか、すべてを表す 0.0.0.0 を指定してください。',
  },
  comments: {
    noneAtAll: 'コメントはありません。',
    states: {
      pending: '承認待ち',
      approved: '承認済み',
      spam: 'スパム',
      trash: 'ゴミ箱',
      withdrawn: '取り下げ',
    },
    noneIs: state => `「${state}」のコメントはありません。`,
    noName: '（名前なし）',
    on: (name, path) => `${name}、${path} へ`,
    heading: (id, path, state, time) => `コメント ${id}、${path} へ、${state}、${time}`,
    name: '名前:',
    email: 'メール:',
    website: 'サイト:',
    answers: '返信先:',
    nothing: '（なし）',
    sealed: '（ここにない鍵で暗号化されています。SECRET_KEY_PREVIOUS を設定してください）',
    decided: {
      approved: (id, was) => `コメント ${id} を承認しました（以前の状態: ${was}）。`,
      pending: (id, was) => `コメント ${id} を承認待ちに戻しました（以前の状態: ${was}）。`,
      spam: (id, was) => `コメント ${id} をスパムにしました（以前の状態: ${was}）。`,
      trash: (id, was) => `コメント ${id} をゴミ箱に移しました（以前の状態: ${was}）。`,
    },
    already: (id, state) => `コメント ${id} はすでに「${state}」です。`,
    overtaken: (id, state) =>
      `コメント ${id} はちょうど今ほかの人が変更し、「${state}」になっています。何も変更していません。`,
    withdrawn: id => `コメント ${id} は投稿者が取り下げたため、操作できません。`,
    notThere: id => `コメント ${id} はありません。`,
    noOption: word => `comments list に「${word}」は指定できません。`,
    forListOnly: '--status と --limit は comments list で使います。',
    which: action => `どのコメントですか？番号を指定してください: comments ${action} 12 15`,
    noSuchAction: (action, usage) => `comments ${action} はありません。使えるのは ${usage}`,
    statusIsOneOf: statuses => `--status に指定できるのは ${statuses} です。`,
    limitIsNumber: '--limit には数を指定してください。',
    notNumber: text => `「${text}」はコメントの番号ではありません。`,
  },
  posts: {
    none: '記事はありません。',
    comments: count => `コメント ${count}件`,
    deleted: path => `${path} を削除しました。`,
    notThere: slug => `「${slug}」という記事はありません。`,
  },
  settings: {
    notThere: (name, names) => `「${name}」という設定はありません。次の設定があります: ${names}。`,
    elsewhere:
      'ブロックしたメールアドレスは暗号化して別に保存しています。管理画面の「ルール」をご覧ください。',
    alreadyIs: (name, value) => `${name} はすでに ${value} です。`,
    judgesWaiting:
      '承認待ちのコメントは、ブログの公開中にこの設定で判定し直されます。扱いが変わったときは、件数が「アカウントと設定の履歴」に記録されます。',
    problems: {
      number: (name, min, max) => `${name} には ${min} から ${max} までの整数を指定してください。`,
      line: (name, min, max) => `${name} には ${min}～${max} 文字の一行を指定してください。`,
      text: (name, min, max) => `${name} には ${min}～${max} 文字のテキストを指定してください。`,
      network: (name, line) =>
        `${name} は IP アドレスとネットワークの一覧です。次の行はどちらでもありません: ${line}。`,
      word: (name, line) => `${name} に次の行は指定できません: ${line}。`,
      entry: (name, line) =>
        `${name} は「このブログについて /about」のような行の一覧です。次の行は違います: ${line}。`,
      colour: name => `${name} には #27468f のような色を指定してください。`,
      picture: name => `${name} にはライブラリーの画像のアドレスを指定するか、空にしてください。`,
      timeZone: name => `${name} には Asia/Tokyo のような IANA のタイムゾーン名を指定してください。`,
      choice: (name, options) => `${name} に指定できるのは ${options} です。`,
    },
  },
  files: {
    noFolder: path => `フォルダー ${path} がありません。`,
    noFile: path => `ファイル ${path} がありません。`,
    forbidden: path => `${path} を使えません。ファイルかフォルダーの権限がありません。`,
    isFolder: path => `${path} はフォルダーです。ファイルを指定してください。`,
    isFile: path => `${path} はファイルです。フォルダーを指定してください。`,
    noRoom: path => `${path} を書き込む空き容量がありません。`,
    isThere: path =>
      `${path} はすでにあるため、上書きしません。別の名前を指定するか、上書きしてよければ --force を付けてください。`,
    backedUp: (file, rows, tables, seconds) =>
      `${file}: ${tables} 個のテーブルの ${rows} 行を書き、すべて読み戻して確かめました（${seconds} 秒）`,
    keepKey: '読むにはこのブログの鍵が必要です。鍵のコピーを別の場所に保管してください。',
    restored: (file, rows, tables) => `${file}: ${tables} 個のテーブルの ${rows} 行を復元しました`,
    passphraseUnreadable: file => `${file} からパスフレーズを読めません。`,
    passphraseMissing: file => `${file} にパスフレーズがありません。`,
    withAddresses:
      '書き出すファイルには、読者のメールアドレスが暗号化されずに含まれます。預かったものとして、鍵と同じように保管してください。',
    exported: path => `${path}: 書き出しました`,
    exportedFolder: (path, articles, comments) =>
      `${path}: 記事 ${articles}件、comments.jsonl にコメント ${comments}件`,
    withoutBytes: names =>
      `データの一部がここにないため、次のものは完全には含まれていません: ${names}。「doctor」で対処方法がわかります。`,
    keptBeside: (path, at) =>
      `完全でないもので上書きしないよう、${path} はそのまま残しました。今回のものは ${at} にあります。`,
    bytesAway:
      '画像とファイルはフォルダーに置かれていますが、そのフォルダーがないか、MEDIA_DIR に指定されていません。それらを欠いたままでは書き出しません。',
  },
  media: {
    inFolder: (count, size, path) => `${path}: ${mediaOf(count)}（${bytes('ja')(size)}）`,
    inDatabase: (count, size) => `データベース: ${mediaOf(count)}（${bytes('ja')(size)}）`,
    unset:
      'MEDIA_DIR にフォルダーが指定されていません。ブログを公開しているプロセスにも設定し、再起動してください。',
    progress: moved => `… ${moved}件を移しました`,
    moved: count => `${mediaOf(count)}を移しました`,
    stay: names => `データの一部がないため、次のものは元の場所に残ります: ${names}`,
    stopped: 'すべて移す前に止められました。もう一度実行すると続きから再開します。',
    unsetNow:
      'MEDIA_DIR の指定を外すまで、新しいものはフォルダーに入ります。指定を一日残しておくと、移したファイルは自動で削除されます。すぐに外す場合は、フォルダーを自分で削除してください。',
  },
  doctor: {
    good: '正常',
    hint: '注意',
    wrong: '異常',
    allWell: '問題はありません。',
    needing: plural('ja', { other: '対応が必要なものが #件あります。' }),
    subjects: {
      configuration: '設定',
      key: '鍵',
      roles: 'ロール',
      schema: 'スキーマ',
      counts: '件数',
      orphans: '残存データ',
      work: '処理',
      listener: '変更通知',
      media: 'メディア',
      disk: 'ディスク',
      clock: '時計',
      backup: 'バックアップ',
    },
    servedOn: (url, engine) => `${url}（${engine}）`,
    setBaseUrl:
      '公開する前に、読者が使うアドレスを BASE_URL に設定してください。フィード、サイトマップ、リンクに使われます。',
    keyFits: '暗号化されたものを復号できます',
    keyDoesNotFit: 'ここにあるメールアドレスを一つも復号できません',
    setKey: '暗号化に使った鍵を SECRET_KEY か SECRET_KEY_PREVIOUS に設定してください。',
    schema: { current: '最新です', older: 'このプログラムより古いままです', empty: '空です' },
    migrate: '「afterword migrate」を実行してください。',
    media: {
      inDatabase: count => `${mediaOf(count)}がデータベースにあります`,
      inFolder: (count, path, free) => `${mediaOf(count)}が ${path} にあり、空きは ${bytes('ja')(free)} です`,
      unset: count => `${mediaOf(count)}がフォルダーにありますが、MEDIA_DIR が設定されていません`,
      away: path => `.afterword-media の入ったフォルダー ${path} がありません`,
      locked: path => `${path} に書き込めません`,
      missing: (count, path, names) => `${path} で一部がないか途中で切れている${mediaOf(count)}: ${names}`,
      setFolder: 'それらが置かれているフォルダーを MEDIA_DIR に設定してください。',
      bringFolder:
        'ディスクがマウントされているか確認してください。移動した場合は MEDIA_DIR を変更し、コピーした場合はこのファイルもコピーしてください。',
      giveRights:
        'ブログを動かすユーザーを所有者にしてください。systemd では ReadWritePaths に加える必要があります。',
      putBack: 'フォルダーのコピーから戻すか、「メディア」で削除してからアップロードし直してください。',
      moveRest: count =>
        `データベースにも${mediaOf(count)}があります。「afterword media to-folder」で移せます。`,
    },
    found: {
      rolesApart: () => '公開ページから非公開のデータは見えません',
      rolesTooWide: () => '公開ページから非公開のテーブルを読める状態です',
      countsRight: () => '件数はすべて実際と一致しています',
      countsWrong: plural('ja', { other: '#件の数が実際と一致しません' }),
      noOrphans: () => '持ち主のないデータはありません',
      strayAddresses: plural('ja', { other: '持ち主のないメールアドレスが #件あります' }),
      strayComments: plural('ja', { other: '送信元の記録がないコメントが #件あります' }),
      workDone: () => '遅れはありません',
      workFailed: plural('ja', { other: '完全に失敗した処理が #件あります' }),
      workLate: plural('ja', { other: '遅れている処理が #件あります' }),
      heard: () => '変更がすぐに届いています',
      deaf: () => '変更の通知が届きません',
      free: (free, all) => `${bytes('ja')(all)} のうち ${bytes('ja')(free)} が空いています`,
      clocksAgree: () => 'このマシンとデータベースの時刻は合っています',
      clocksDiffer: seconds => `このマシンとデータベースの時刻が ${seconds} 秒ずれています`,
      noBackup: () => 'まだありません',
      backupToday: () => '最後のものは一日以内です',
      backupDays: plural('ja', { other: '最後のものは #日前です' }),
    },
    todo: {
      makeRoles: '「afterword migrate」を実行すると、ロールと権限が作り直されます。',
      countAgain:
        'トリガーを通さずに書き込まれています。バックアップを空のデータベースに復元すると数え直されます。',
      removeAddresses:
        '毎時の処理「forget-contacts」が削除します。「serve」が動いているか、処理が失敗していないかを確認してください。',
      noOrigins:
        'このプログラムを通さずに書き込まれています。失われたものはありませんが、投稿者を区別できません。',
      lookAtSystem: '管理画面の「システム」で再試行するか破棄してください。',
      isItServed: '処理は「serve」が行います。動いているか確認してください。',
      listenDirectly:
        '届くまで、ページは読者ごとに作り直されます。プーラーを使う場合は DATABASE_LISTEN_URL にサーバー自体を指定してください。',
      makeRoom: '空きを作ってください。ディスクがいっぱいになると何も保存できません。',
      setClocks: '両方を時刻サーバー（NTP）に合わせてください。',
      backUp: '毎晩「afterword backup FILE」を実行し、ファイルと鍵を別の場所に保管してください。',
      lookAtBackup: '毎晩の「afterword backup FILE」が今も動いているか確認してください。',
    },
  },
  importing: {
    progress: (articles, comments, done) =>
      `… 記事 ${articles}件とコメント ${comments}件を読み、コメント ${done}件を処理しました`,
    kinds: { article: '記事', comment: 'コメント', articles: '記事', comments: 'コメント' },
    sum: (read, what, parts) => `${what}: 読んだもの ${read} = ${parts}`,
    parts: {
      added: count => `追加 ${count}`,
      updated: count => `更新 ${count}`,
      unchanged: count => `変更なし ${count}`,
      merged: count => `統合 ${count}`,
      left: count => `対象外 ${count}`,
    },
    left: (what, ids, why) => `${what} ${ids}: ${why}`,
    aside: (comments, address) =>
      `${address} へのコメント ${comments}件を保留しました。--map で今のアドレスを指定するか、記事を取り込んでください`,
    lost: (article, what) => `「${article}」で失われたもの: ${what}`,
    files: count => `元のサイトから画像とファイル ${count}件を取得しました`,
    away: (article, files) => `「${article}」が元のサイトから表示しているもの: ${files}`,
    attached: count => `以前の取り込みで保留していたコメント ${count}件を取り込みました`,
    cancelled:
      '途中で終了しました。取り込んだものは残ります。もう一度実行すると続きから始まり、取り消すこともできます。',
    brokenOff:
      'その前までは取り込みました。完全なファイルでもう一度実行してください。取り込み済みのものは変わりません。',
    nothingCame: '何も取り込んでいません。',
    takenFor: (path, system) => `${path}: ${system}`,
    lookedThrough: (path, system) => `${path}: ${system}（確認のみ。何も変更していません）`,
    unreadable: '読み取れません',
    cannotOpen: (path, why) => `${path}: ファイルを開けません: ${why}`,
    unknown: path =>
      `${path}: ファイルの種類がわかりません。元のシステムを指定してください: import SYSTEM FILE`,
    looksLike: (path, system, said, name) =>
      `${path}: ${said} ではなく ${system} のファイルのようです。何も取り込んでいません。指定してください: import ${name} FILE`,
    backup: path => `${path}: これはバックアップです: restore FILE`,
    neither: (word, systems) =>
      `「${word}」というファイルはここになく、システムの名前でもありません: ${systems}`,
    nothingIn: (path, system) => `${path}: ${system} のものは何も入っていません。`,
    siteHolds: (articles, comments, media, rows) =>
      `内容: 記事 ${articles}件、コメント ${comments}件、画像とファイル ${media}件（全テーブルで ${rows} 行）`,
    rows: (path, rows) => `${path}: ${rows} 行`,
    saved: { added: '追加', updated: '更新', unchanged: '変更なし' },
    savedAt: (path, saved, where) => `${path}: ${saved}、${where}`,
    hidden: (slug, status) => `${slug}（${status}）`,
    failed: (failed, count) => `${count} 個のうち ${failed} 個のファイルを取り込めませんでした。`,
    failedInPart: (failed, count) =>
      `${count} 個のうち ${failed} 個のファイルを完全には取り込めませんでした。`,
    takeBackTakes: 'import --take-back には「imports」の一覧にある番号を一つ指定してください。',
  },
  imports: {
    none: 'まだ何も取り込んでいません。',
    cutOff: '中断しました。もう一度実行してください',
    added: (articles, comments) => `記事 ${articles}件、コメント ${comments}件を追加`,
    from: (source, file, actor, what) => `${source}、${file}、実行者 ${actor}: ${what}`,
    takenBackOn: day => `、取り消し ${day}`,
    takenBack: (articles, comments, id) =>
      `取り込み ${id} の記事 ${articles}件とコメント ${comments}件を取り消しました。`,
    places: count => `その後に返信のあったコメント ${count}件は、本文のない場所として残りました。`,
    alreadyTakenBack: (id, day) => `取り込み ${id} はすでに取り消されています（${day}）。`,
    addressesGone: count => `この取り込みが設定した古いアドレス ${count} 件の転送をやめました。`,
    asideGone: count => `保留していた ${count}件を削除しました。`,
    stays: (title, slug, why) => `「${title}」（${slug}）は残ります: ${why}。`,
    kept: { edited: 'ここで編集されています', discussed: 'ほかの人のコメントがあります' },
    stopped: '取り消しの途中で停止しました。もう一度実行すると続きから始まります。',
    notThere: id => `取り込み ${id} はありません。「imports」で一覧を表示できます。`,
    noneWaits: '記事を待っているコメントはありません。',
    waiting:
      '記事ができると取り込まれます。古いアドレスと新しいアドレスの行を用意して「imports attach --map FILE」でも取り込めます。',
    attached: count => `記事を待っていたコメント ${count}件を取り込みました。`,
    mapIsForAttach: '--map は imports attach で使います。',
    noPart: (action, word) => `imports ${action} に「${word}」は指定できません。`,
    noSuchAction: (action, usage) => `imports ${action} はありません。使えるのは ${usage}`,
    which: action => `どの取り込みですか？「imports」の一覧にある番号を指定してください: imports ${action} 3`,
    mapUnreadable: path => `対応表 ${path} を読めません。`,
    lineOfMap: line => `対応表 ${line} 行目`,
    leadsNowhere: (line, address) => `${line}: ${address} に記事はありません。`,
    mapWrong: (path, line) =>
      `${path}:${line}: 一行は、古いアドレス、タブ、新しいアドレスの順に書いてください。`,
  },
}

export default cli
