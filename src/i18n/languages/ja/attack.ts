import { plural } from '../../formats.ts'
import type { AttackMessages } from '../en/attack.ts'

/** Japanese: far more comments than ever. */
const attack: AttackMessages = {
  attack: {
    heading: 'いつもよりはるかに多くのコメントが届いています',
    counts: (came, allowed) =>
      `この一時間に、まだ信頼されていない人から${came}件届きました。このブログでは${allowed}件までなら普通です。`,
    waits:
      'ルールにかかわらず新しいコメントは承認待ちになります。信頼済みの人は対象外です。収まれば自動的に終わります。',
    over: 'コメントの数はいつもどおりです',
    dismissed: '多くのコメントが読者から届いています',
    dismissedNote: '読者からのものと判断されました。数が多いことを理由に承認待ちになることはありません。',
    options: 'できること',
    steps: {
      hold: 'すべてのコメントを承認待ちにする',
      proof: 'ブラウザーに計算の証明を求める',
      close: 'コメントを一時間閉じる',
      readers: 'これは読者です',
    },
    on: {
      hold: 'すべてのコメントが承認待ちになります。',
      proof: 'ブラウザーに計算の証明を求めています。',
      close: 'コメントは閉じています。',
    },
    holdCost: plural('ja', {
      other: '信頼済みの人も承認待ちになります。過去 30 日間にすぐ表示されたコメントは # 件です。',
    }),
    proofCost:
      '計算を終えた人は、数が多いことを理由に待つことがなくなります。読者のブラウザーは書いている間に一秒ほど計算します。スクリプトを使わない人は引き続き承認待ちです。',
    closeCost: plural('ja', {
      other:
        '信頼済みの人を含め、誰もコメントできません。書いている途中の文章は本人に戻されます。過去 30 日間に承認されたコメントは # 件です。',
    }),
    readersCost:
      '有名な人に紹介されたときなどです。これから届くものはルールだけで判断されます。すでに待っているものはご自身で判断してください。',
    until: time => `${time}まで。`,
    untilItEnds: '収まるまで。',
    takeBack: '取り消す',
  },
}

export default attack
