import { plural } from '../../formats.ts'
import type { ArticleMessages } from '../en/article.ts'

/** Chinese: around an article. */
const article: ArticleMessages = {
  article: {
    minutes: plural('zh-CN', { other: '阅读约需 # 分钟' }),
    alsoIn: '其他语言：',
    contents: '目录',
    anchor: '本节链接',
    related: '相关文章',
    neighbours: '前后文章',
    earlier: '较早',
    later: '较新',
    copy: '复制',
    copied: '已复制',
    share: '分享',
    enlarge: '打开图片',
    close: '关闭',
  },

  listing: {
    archive: '归档',
    by: name => `${name} 的文章`,
    paged: (title, page) => `${title}，第 ${page} 页`,
    articles: plural('zh-CN', { other: '# 篇文章' }),
  },
}

export default article
