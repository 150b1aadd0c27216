import { bytes, numbers } from '../../formats.ts'
import type { MediaMessages } from '../en/media.ts'

const number = numbers('ja')
const size = bytes('ja')

/** Japanese: pictures and files. */
const media: MediaMessages = {
  media: {
    nav: 'メディア',
    heading: '画像とファイル',
    search: '名前と説明を検索',
    unused: '未使用のもの',
    all: 'すべて',
    none: 'まだ何もありません。画像をアップロードするか、このページにドロップしてください。',
    noneFound: '該当するものがありません。',
    lost: 'ファイルが失われました',
    older: '以前のもの',
    choose: '画像またはファイルを追加',
    chooseHint: megabytes =>
      `JPEG、PNG、GIF、WebP、AVIF、SVG、動画、音声、PDF、その他のダウンロード用ファイル。画像は ${megabytes} MB まで。写真の撮影場所は取り除かれます。`,
    upload: 'アップロード',
    drop: 'このページのどこにでもファイルをドロップできます。',
    uploading: 'アップロード中',
    making: '準備しています…',
    waiting: '接続が切れました。つながると自動的に再開します。',
    cancel: 'キャンセル',
    added: 'ファイルを追加しました。',
    known: '同じファイルがすでにあります。',
    back: '画像とファイルの一覧',
    alt: '見えない人のための説明',
    altHint: '何が大切かを1、2文で。飾りだけの画像なら空のままにしてください。',
    altMissing: '説明がありません',
    save: '説明を保存',
    saved: '説明を保存しました。これから記事に入れるときに使われます。',
    tooLong: limit => `説明が${number(limit)}文字を超えています。`,
    markdown: '記事に表示するには、これを貼り付けてください',
    markdownLink: '記事からリンクするには、これを貼り付けてください',
    caption: 'アドレスの後ろに引用符で囲んだ言葉を書くと、キャプションになります。',
    facts: count => `全サイズ合計 ${size(count)}`,
    uses: '使われている記事',
    usedIn: count => `${number(count)}件の記事で使用`,
    notUsed: 'どの記事でも使われていません',
    remove: '削除',
    removeOf: name => `「${name}」を削除しますか？`,
    removeNote: 'すべてのサイズが完全に削除されます。元に戻すことはできません。',
    removeUsed: count =>
      `${number(count)}件の記事で使われています。そこには説明だけが残り、画像は表示されなくなります。`,
    removed: 'ファイルを削除しました。',
    kinds: { picture: '画像', video: '動画', audio: '音声', file: 'ファイル' },
    problems: {
      missing: 'ファイルを選んでください。',
      empty: 'このファイルは空です。',
      tooLarge: (picture, file) =>
        `ファイルが大きすぎます。画像は ${picture} MB、その他は ${file} MB までです。`,
      tooLargeAtOnce: megabytes =>
        `スクリプトなしでは ${megabytes} MB までです。スクリプトが有効なら分割して送るため、より大きなファイルも送れます。`,
      tooManyPixels: '画像が1億画素を超えています。小さくして保存し、もう一度お試しください。',
      unreadable: 'この画像を読み取れません。壊れているか、対応していない形式です。',
      tooSlow: 'この画像は処理に時間がかかりすぎます。小さくして保存し、もう一度お試しください。',
      noRoom:
        '空き容量がありません。使っていないものを削除するか、管理者に設定で容量を増やすよう頼んでください。',
      folderAway:
        '画像とファイルのフォルダーを今は使えません。このサイトの運営者に伝えてください。詳しくは「doctor」でわかります。',
      onItsWay: '同じファイルがアップロードされている最中です。数分後にもう一度お試しください。',
      tooMany: '送信中のファイルが多すぎます。いくつか終わるまでお待ちください。',
      gone: '1日のあいだ進まなかったため、このアップロードは取り消されました。最初からやり直してください。',
    },
  },
}

export default media
