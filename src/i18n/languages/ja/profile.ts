import type { ProfileMessages } from '../en/profile.ts'

/** Japanese: how readers know who writes. */
const profile: ProfileMessages = {
  profile: {
    heading: 'プロフィール',
    note: '記事の下で読者に表示されます。名前は管理画面での操作の記録にも使われます。',
    name: '名前',
    line: '一行の自己紹介',
    lineHint: '空でもかまいません。',
    links: 'リンク',
    linksHint: 'https://example.org/ のようなアドレス全体を一行に一つ書いてください。',
    save: 'プロフィールを保存',
    picture: '画像',
    pictureOf: 'あなたの画像',
    pictureSend: 'この画像を使う',
    pictureRemove: '画像を外す',
    problems: {
      missing: '名前を入力してください。',
      long: '長すぎます。',
      many: 'リンクは10件まで、それぞれ500文字までです。',
      strange: '見えない文字や読み取れない文字があります。入力し直してください。',
      address: 'https://example.org/ のような完全なアドレスではないか、ユーザー名を含むものがあります。',
    },
    address: 'メールアドレス',
    newAddress: '新しいメールアドレス',
    addressNote: 'ログインに使います。読者に見えることはありません。',
    addressQuestion: '別のアドレスでログインしますか？',
    addressChange: 'アドレスを変更',
  },
}

export default profile
