import { numbers, plural } from '../../formats.ts'
import type { SearchMessages } from '../en/search.ts'

const number = numbers('zh-CN')

const search: SearchMessages = {
  search: {
    heading: '搜索',
    label: '搜索文章和评论',
    submit: '搜索',
    titled: words => `搜索“${words}”`,
    hint: '结果须包含所有词语。中文输入一个字即可搜索；西文可以不带重音符号，英文单词不限词形。',
    kinds: '显示内容',
    all: '全部',
    articles: '文章',
    comments: '评论',
    order: '排序',
    byRelevance: '按相关度',
    byDate: '按时间',
    tags: '按标签筛选',
    tagged: name => `标签“${name}”`,
    everyTag: '所有标签',
    found: plural('zh-CN', { other: '# 条结果' }),
    newest: most =>
      `包含这些词语的内容很多，这里只查找了最新的 ${number(most)} 篇文章和 ${number(most)} 条评论。`,
    none: words => `没有找到与“${words}”相符的内容。`,
    noneHint: '请减少词语，或换别的词语试试。',
    meant: (typed, words) => `没有找到与“${typed}”相符的内容，以下是“${words}”的搜索结果。`,
    tooFast: '您搜索得太频繁了。',
    tooFastHint: wait => `请等待 ${number(wait)} 秒后再搜索。`,
    pages: '搜索结果分页',
    previous: '上一页结果',
    next: '下一页结果',
    maybe: '您要找的也许是这些：',
  },
}

export default search
