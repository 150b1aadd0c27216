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
  },
}

export default panel
