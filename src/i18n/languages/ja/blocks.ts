import { plural } from '../../formats.ts'
import type { BlockMessages } from '../en/blocks.ts'

const comments = plural('ja', { other: '#件のコメント' })

/** Japanese: what is blocked, and for how long. */
const blocks: BlockMessages = {
  blocks: {
    block: 'ブロック',
    blockOf: name => `${name}さんのコメントからブロック`,
    blocks: 'ブロック',
    blockWhat: 'ブロックするもの',
    blockFor: '期間',
    address: 'このメールアドレス',
    network: 'このネットワーク',
    ip: 'このIPアドレス',
    browser: 'このブラウザー',
    words: '言葉',
    person: 'この人のコメント',
    caughtNone: '過去30日間でほかに該当するものはありません',
    caught: (all, approved) =>
      `過去30日間では${comments(all)}が該当します。${approved === 0 ? '承認済みのものはありません' : `うち${approved}件は承認済みです`}`,
    hour: '1時間',
    week: '1週間',
    good: '無期限',
    tryWords: '該当するものを見る',
    blockNote:
      'そこから届くコメントはスパムに入り、待っているものは今すぐ判定し直されます。スタッフがブロックされることはありません。',
    blocked: count => `ブロックしました。待っていた${comments(count)}がスパムになりました。`,
    lifted: '解除しました。これまで対象になったコメントを判定し直し、今後は適用しません。',
    noBlocks: 'ブロックはありません。',
    lift: '解除',
    liftOf: what => `解除：${what}`,
    untilTime: time => `${time}まで`,
    forGood: '無期限',
    madeBy: (name, time) => `${name}、${time}`,
    wordsHint: '読者に見えるとおりの言葉。末尾の * は任意の語尾を表します。',
    noWords: '言葉を入力してください。',
    nothingToBlock: 'このコメントがどこから来たかはもうわかりません。ブロックできるのは言葉だけです。',
    blocksNote: discussion =>
      `コメントから追加したブロックです。無期限のネットワーク、アドレス、言葉は「${discussion}」でも指定できます。`,
  },
}

export default blocks
