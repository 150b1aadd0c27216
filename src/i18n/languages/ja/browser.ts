import type { BrowserMessages } from '../en/browser.ts'

/** Japanese: what scripts say on a page. */
const browser: BrowserMessages = {
  browser: {
    draftRestored: '下書きを復元しました',
    draftDiscard: '破棄',
    notDecided:
      '保存できませんでした。コメントは元のままです。もう一度お試しください。うまくいかないときはページを再読み込みしてください。',
    signedOut:
      'ログアウトしています。コメントは元のままです。別のウィンドウでログインしてから、もう一度お試しください。',
  },
}

export default browser
