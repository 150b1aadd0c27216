import { numbers, plural } from '../../formats.ts'
import type { SearchMessages } from '../en/search.ts'

const number = numbers('ja')

const search: SearchMessages = {
  search: {
    heading: '検索',
    label: '記事とコメントを検索',
    submit: '検索',
    titled: words => `「${words}」の検索結果`,
    hint: 'すべての語を含むものが見つかります。日本語は1文字から検索できます。アクセント記号の有無や英単語の語形は問いません。',
    kinds: '表示する種類',
    all: 'すべて',
    articles: '記事',
    comments: 'コメント',
    order: '並び順',
    byRelevance: '関連度順',
    byDate: '新しい順',
    tags: 'タグで絞り込む',
    tagged: name => `タグ「${name}」`,
    everyTag: 'すべてのタグ',
    found: plural('ja', { other: '#件' }),
    newest: most =>
      `該当するものが非常に多いため、新しいほうから記事・コメントそれぞれ${number(most)}件までを対象にしました。`,
    none: words => `「${words}」に一致するものは見つかりませんでした。`,
    noneHint: '語を減らすか、別の語でお試しください。',
    meant: (typed, words) =>
      `「${typed}」に一致するものは見つかりませんでした。代わりに「${words}」の検索結果を表示しています。`,
    tooFast: '検索の回数が多すぎます。',
    tooFastHint: wait => `${number(wait)}秒ほど待ってから、もう一度検索してください。`,
    pages: '検索結果のページ',
    previous: '前の結果',
    next: '次の結果',
    maybe: 'お探しの記事は、この中にあるかもしれません。',
  },
}

export default search
