import type english from '../en/akismet.ts'

const akismet: typeof english = {
  akismet: {
    key: 'Akismet のキー',
    keyHelp: 'akismet.com で取得します。暗号化して保存され、再び表示されることはありません。',
    keyKept: 'キーは保存されていますが、表示されません。別のものを入力すると置き換わります。',
    forget: '保存したキーを消す',
    missing: 'キーがないと Akismet に問い合わせられません。',
    malformed: 'キーではありません。英数字で入力してください。',
  },
}

export default akismet
