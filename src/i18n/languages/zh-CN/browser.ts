import type { BrowserMessages } from '../en/browser.ts'

/** Simplified Chinese: what scripts say on a page. */
const browser: BrowserMessages = {
  browser: {
    draftRestored: '已恢复草稿',
    draftDiscard: '舍弃',
    notDecided: '未能保存，评论保持原样。请重试；如果仍不成功，请刷新页面。',
    signedOut: '您已退出登录，评论保持原样：请在另一个窗口登录，然后重试。',
  },
}

export default browser
