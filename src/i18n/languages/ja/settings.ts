import type { SettingMessages } from '../en/settings.ts'

/** Japanese: the site's settings. */
const settings: SettingMessages = {
  settings: {
    nav: '設定',
    heading: 'サイトの設定',
    save: '設定を保存',
    saved: '設定を保存しました。すべてのページに今から反映されます。',
    undone: '元に戻しました。',
    kept: '元に戻しました。その後に他の人が変更した項目はそのままです。',
    preview: 'プレビュー',
    previewHint: '変更後のブログを開きます。保存はされません。',
    saves: '最近の変更',
    noPicture: 'なし',
    chosen: '現在使用中の画像',
    library: '画像とファイル',
    groups: {
      site: 'サイト',
      look: 'ブログの見た目',
      moderation: '承認が必要なコメント',
      who: 'コメントできる人',
      display: '会話の表示',
      following: '購読',
      privacy: 'プライバシー',
    },
    about: {
      title: { label: 'サイト名', help: 'すべてのページに表示されます。' },
      tagline: { label: 'キャッチフレーズ', help: 'サイト名の下に表示されます。空でもかまいません。' },
      language: { label: '言語', help: '読者のブラウザーが求める言語がないときに使います。' },
      time_zone: {
        label: 'タイムゾーン',
        help: '時刻はすべてこのタイムゾーンで表示されます（例：Asia/Tokyo、Europe/Berlin）。',
      },
      date_format: { label: '日付の書き方', help: 'すべてのページと管理画面で使います。' },
      posts_per_page: { label: '1ページの記事数', help: 'トップページとタグのページが対象です。' },
      media_megabytes: {
        label: '画像とファイルの容量（メガバイト）',
        help: 'これを超えるものは受け付けません。画像は元のファイルと、ページに表示する各サイズが保存され、すべてが容量に含まれます。',
      },
      logo: { label: 'ロゴ', help: 'すべてのページの上部に、サイト名の代わりに表示されます。' },
      icon: {
        label: 'アイコン',
        help: 'ブラウザーのタブやスマートフォンのホーム画面に表示されます。正方形が最適です。選ばなければサイト名の頭文字になります。',
      },
      accent: {
        label: 'リンクとボタンの色',
        help: '読みにくい場合は、昼と夜それぞれの表示に合わせて自動で濃く、または明るくします。',
      },
      navigation: {
        label: 'ナビゲーション',
        help: 'サイト名の下に表示されます。一行に一つ、短い言葉のあとに空白とアドレスを書いてください（例：「自己紹介 /about」「写真 https://example.org/」）。',
      },
      footer: {
        label: 'フッター',
        help: 'すべてのページの下部に表示されます。記事と同じ Markdown が使えます。空でもかまいません。',
      },
      hold_comments: { label: 'すべてのコメントを承認制にする', help: '承認されるまで何も表示されません。' },
      trust_after: {
        label: '信頼するまでに必要な承認済みコメントの数',
        help: 'それまでのコメントは承認待ちになります。同じブラウザーからの分だけを数えます。アドレスだけでは本人の証明になりません。0 は全員を信頼します。',
      },
      hold_links: { label: '承認待ちにするリンクの数', help: '0 は無効です。' },
      proof_of_work: {
        label: 'ブラウザーに計算の証明を求める',
        help: '読者が書いている間に、ブラウザーが一秒ほど計算します。大量に送る者には負担になり、他のサーバーは関わりません。信頼済みの人には求めません。証明のないコメントは承認待ちになります。スクリプトを切っている人や HTTPS でない接続の人は計算できません。',
      },
      notice_attacks: {
        label: '攻撃に気づく',
        help: 'まだ信頼されていない人のコメントが、過去四週間のどの一時間よりもはるかに多く届いたとき、収まるまで新しいものは承認待ちになり、ほかに何ができるかが承認待ちの一覧に示されます。',
      },
      ask_akismet: {
        label: 'コメントについて Akismet に問い合わせる',
        help: 'まだ信頼されていない人のコメントは、保存されたあと、米国 Automattic 社のサービス Akismet に送られます。送られるのは本文、名前、ウェブサイト、IP アドレス、ブラウザーで、メールアドレスは送られません。スパムと答えたものは承認待ちに、疑いのないものはスパムになります。異なる判断をしたときは Akismet に伝えます。/privacy のページにも記載されます。ご自身のキーが必要です。',
      },
      learn_spam: {
        label: '判断の結果からスパムを学習する',
        help: 'スパムとされたコメントに似たものは承認待ちになり、疑いの余地がなければスパムになります。信頼済みの人は対象外で、データがこのサーバーの外に出ることはありません。10 件の判断から始まります。',
      },
      held_words: {
        label: '承認待ちにする言葉',
        help: '一行に一つの言葉。読者の目に見えるとおりに単語全体で比べます。大文字と小文字、全角と半角、改行、見えない文字は区別しません。韓国語では助詞が続いていてもよく、日本語やタイ語のように分かち書きをしない文字ではどこにあっても見つけます。行末に * を付けると、その形で始まるすべての単語が対象になります（例：kumar*）。',
      },
      spam_words: {
        label: 'スパムとみなす言葉',
        help: '一行に一つの言葉。スパムは自分から見に行かないと気づきません。慎重にお使いください。',
      },
      blocked_networks: {
        label: 'スパムとみなす送信元アドレス',
        help: '一行に一つの IP アドレスまたはネットワーク（例：203.0.113.7、2001:db8::/32）。',
      },
      blocked_addresses: {
        label: 'これらのメールアドレスからのコメントはスパムとする',
        help: '1行に1つ。管理者だけが見ることができ、暗号化して保存されます。',
      },
      who_may_comment: { label: 'コメントできる人', help: 'すべての記事に適用されます。' },
      name_email_required: {
        label: '名前とメールアドレスを必須にする',
        help: 'アドレスが公開されることはありません。',
      },
      close_after_days: {
        label: '受付を終了するまでの日数',
        help: '記事の日付から数えます。0 は終了しません。',
      },
      comments_per_minute: {
        label: '一つのアドレスから一分間に投稿できる数',
        help: '超えた人には待っていただきます。',
      },
      edit_minutes: {
        label: '編集や取り下げができる分数',
        help: '投稿したブラウザーからだけです。編集すると改めて判定します。',
      },
      thread_depth: {
        label: '字下げする返信の段数',
        help: 'それより深い返信は最後の段に並び、誰への返信かを示します。',
      },
      threads_per_page: { label: '一ページの会話の数', help: '長い会話には専用のページがあります。' },
      thread_order: {
        label: '先頭に表示する会話',
        help: '各ページ内の順序です。返信は常に元のコメントの後に続きます。',
      },
      first_page: { label: '最初に表示するページ', help: 'コメントが複数ページある記事の場合です。' },
      feed_content: {
        label: 'フィードに載せる内容',
        help: '各記事の全文か、冒頭だけか。冒頭だけの場合、続きはこのサイトで読んでもらいます。',
      },
      forget_origins_after_days: {
        label: 'IP アドレスとブラウザーの情報を消すまでの日数',
        help: 'コメントの情報と、ログイン元のネットワークが対象です。0 はコメントやログがある限り残します。',
      },
      privacy_text: {
        label: 'プライバシーについての独自の文章',
        help: '/privacy のページに表示されます。運営者と連絡先、得た情報のその他の使い方などを書いてください。Markdown が使えます。',
      },
      privacy_place: {
        label: '表示する位置',
        help: '保存するものと期間は、読者の言語で自動的に表示されます。',
      },
    },
    options: {
      proof_of_work: { never: '求めない', attacked: '攻撃を受けている間', always: '常に' },
      privacy_place: { before: '自動の説明の前', instead: '自動の説明の代わり' },
      date_format: { long: '2026年3月7日', medium: '2026/03/07', iso: '2026-03-07' },
      feed_content: { whole: '全文', excerpt: '冒頭のみ' },
      who_may_comment: { everyone: '全員', staff: 'アカウントのある人だけ', nobody: '誰もできない' },
      thread_order: { oldest: '古い会話', newest: '新しい会話' },
      first_page: {
        oldest: '最も古いコメントのページ',
        newest: '最も新しいコメントのページ',
      },
    },
    problems: {
      text: (_min, max) => `${max}文字以内で、見えない文字を含めずに入力してください。`,
      entry: line => `「自己紹介 /about」のような、言葉とアドレスの組ではありません：${line}`,
      picture: '画像を一つ選んでください。',
      colour: '#27468f のように色を指定してください。',
      number: (min, max) => `${min}から${max}までの数を入力してください。`,
      line: (min, max) => `${min}〜${max}文字の一行で入力してください。`,
      word: line => `この行は使えません：${line}`,
      network: line => `IP アドレスまたはネットワークではありません：${line}`,
      zone: line => `% 以降は特定の機器のインターフェース名です。取り除いてください：${line}`,
      address: line => `メールアドレスではありません：${line}`,
      choice: '示されたものから一つ選んでください。',
    },
  },
}

export default settings
