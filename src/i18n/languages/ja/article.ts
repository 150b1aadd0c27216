import { plural } from '../../formats.ts'
import type { ArticleMessages } from '../en/article.ts'

/** Japanese: around an article. */
const article: ArticleMessages = {
  article: {
    minutes: plural('ja', { other: '読了まで約#分' }),
    alsoIn: 'ほかの言語：',
    contents: '目次',
    anchor: 'この見出しへのリンク',
    related: '関連記事',
    neighbours: '前後の記事',
    earlier: '前の記事',
    later: '次の記事',
    copy: 'コピー',
    copied: 'コピーしました',
    share: '共有',
    enlarge: '画像を開く',
    close: '閉じる',
  },

  listing: {
    archive: 'アーカイブ',
    by: name => `${name}さんの記事`,
    paged: (title, page) => `${title}（${page}ページ）`,
    articles: plural('ja', { other: '#件の記事' }),
  },
}

export default article
