import type { PanelMessages } from '../en/panel.ts'

/** Japanese: what an article is besides its text. */
const panel: PanelMessages = {
  panel: {
    cover: {
      upload: '画像をアップロード',
      hint: '記事の冒頭と一覧、リンクが共有された先に表示されます。',
      alt: '画像が見えない人のための説明',
      x: '左から（%）',
      y: '上から（%）',
      point: '画像が切り取られるとき、この点が残ります。画像をクリックすると設定できます。',
    },
    translations: {
      heading: '翻訳',
      note: '同じ内容を別の言語で書いた記事どうしは、各ページと検索エンジン向けに互いを示します。公開されていない記事はどこにも示されません。',
      none: 'ほかの記事とはつながっていません。',
      of: 'この記事の元の記事',
      ofHint: '元の記事のアドレス、またはその末尾の部分。',
      missing: 'その記事がないか、編集する権限がありません。',
      link: 'つなげる',
      unlink: 'この記事を外す',
      choose: '翻訳とつなげる、または外す',
      later: '記事を保存すると、ここで翻訳とつなげられます。',
    },
    visibility: {
      legend: '読める人',
      public: '公開後は誰でも',
      private: 'ログインしたこのブログのメンバー（記事のアドレスで表示。一覧・フィード・検索には出ません）',
      applied: '「公開」または「更新」で反映されます。「下書き保存」では変わりません。',
      noLink: 'ほかの人は見られません。',
      shown: '非公開：ログインしているため、この記事が表示されています。',
      link: time => `ほかに、${time} に作られたプレビュー用リンクを持つ人も、無効にするまで見られます。`,
    },
  },
}

export default panel
