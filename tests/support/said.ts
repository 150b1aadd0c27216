import type { Said } from '../../src/spam/tokens.ts'

/** A comment with what a moderator calls it. */
export interface Labelled extends Said {
  isSpam: boolean
}

type Random = () => number

const one = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)]
  if (chosen === undefined) throw new Error('nothing to choose from')
  return chosen
}

/** Each `{word}` of a pattern is one of its list, chosen anew. */
const filled = (random: Random, pattern: string, lists: Record<string, readonly string[]>): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => filled(random, one(random, lists[name] ?? ['']), lists))

const words = {
  who: [
    'my father',
    'a friend',
    'the old man at the shop',
    'our neighbour',
    'my teacher',
    'somebody at work',
  ],
  thing: [
    'the green tea',
    'this kettle',
    'a cast-iron pot',
    'the second steep',
    'spring water',
    'oolong',
    'the tasting',
    'that recipe',
  ],
  when: [
    'last winter',
    'for twenty years',
    'on Sunday',
    'in Kyoto',
    'every morning',
    'when I was young',
    'after lunch',
  ],
  view: [
    'I am not sure about',
    'I never thought of',
    'You are right about',
    'I would disagree on',
    'What surprised me was',
    'Could you say more about',
  ],
  end: [
    'Thanks for writing this.',
    'It changed how I brew.',
    'Does anybody else see that?',
    'I will try it tomorrow.',
    'The photograph is lovely too.',
    'Please write more of these!',
    'Best wishes from Leeds.',
  ],
  dewer: ['Mein Vater', 'Ein Freund', 'Unsere Nachbarin', 'Der Händler am Markt'],
  desache: ['den grünen Tee', 'diese Kanne', 'das weiche Wasser', 'den zweiten Aufguss', 'Oolong'],
  zhthing: ['绿茶', '这把壶', '山泉水', '第二泡', '乌龙茶', '您的照片', '文章的后半部分'],
  zhview: ['我不太同意', '我很喜欢', '请再讲讲', '我以前没想过', '学到了很多关于', '想问一下'],
  jathing: ['緑茶', 'この急須', '二煎目', '水の温度', '写真'],
}
const ham = [
  '{view} {thing}. {who} used it {when}. {end}',
  '{who} always said that {thing} needs less heat. {end}',
  '{when} I tried {thing} as you describe, and it worked. {end} {end}',
  'Good post. {view} {thing}, though. {end}',
  'There is a chapter about {thing} in https://tea-library.example/books/{n}. {end}',
  'A small correction: {thing} was known {when}. {end}',
  '{dewer} macht {desache} seit Jahren so. Danke für den Artikel!',
  'Bei {desache} bin ich anderer Meinung, aber schön geschrieben.',
  '{zhview}{zhthing}。谢谢分享！',
  '文章写得很好，{zhview}{zhthing}，周末试试看。',
  '{jathing}についての説明がとても分かりやすかったです。ありがとうございます。',
  'I read it twice. {view} {thing}: {who} told me the opposite {when}, and we argued about it for an hour.',
]
export const spam = [
  'Play at the best online {game} and get a {bonus} bonus! {link}',
  'My {who} won {money} at {game} thanks to {link} – join now!!!',
  'Buy cheap {pill} without prescription, fast delivery {link}',
  'Great post! I found exactly this information about {pill} on {link}',
  'We offer {seo} for your website. First page of Google guaranteed. Contact us {link}',
  'Hello admin, boost your traffic with {seo} {link} [url={link}]click here[/url]',
  'I make {money} a week working from home with {coin}. {link}',
  'Recover your stolen {coin} with this trusted expert, he helped me get back {money}. {link}',
  'Instant {loan} approved today with no credit check. Apply {link}',
  'Lonely {girl} near you want to chat tonight {link}',
  '加微信{n}，{zhjob}，日赚{n}元，名额有限',
  '{zhjob}请访问 {link} 首存送{n}%',
  'Купить {rupill} недорого с доставкой {link}',
  'Luxury replica {watch} at 80% off <a href="{link}">replica {watch}</a>',
  'Wonderful blog! Your style is unique compared to other people. Visit my site about {game} as well {link}',
]
const load = {
  ...words,
  game: ['casino', 'slots', 'roulette', 'sports betting', 'poker', 'jackpot games'],
  bonus: ['100%', '$500', 'no deposit', 'free spins', 'welcome'],
  money: ['$9,500', '$780', '€4000', '$12000'],
  pill: ['viagra', 'cialis', 'tramadol', 'xanax', 'weight loss pills'],
  seo: ['SEO services', 'cheap backlinks', 'guest posts', 'link building'],
  coin: ['bitcoin', 'crypto trading', 'USDT', 'ethereum', 'forex'],
  loan: ['payday loans', 'personal loans', 'cash advance'],
  girl: ['girls', 'women', 'russian brides'],
  watch: ['Rolex watches', 'handbags', 'Omega watches'],
  zhjob: ['网上兼职刷单', '代开发票', '真人娱乐城', '彩票内部计划'],
  rupill: ['виагру', 'диплом', 'ссылки'],
  link: ['http://{host}/{n}', 'https://www.{host}', '{host}'],
  host: [
    'bet365-{n}.example',
    'win-casino.xyz',
    'pills{n}.top',
    'rank-fast.info',
    'coin-expert{n}.site',
    'quickcash.loan',
  ],
}
const names = ['Mara', 'Tom Weaver', 'Lin', 'Jörg', '王芳', 'Sato', 'Ines K.', 'P. Okafor', 'Ewa', '小明']
const spamNames = [
  'John',
  'Best {game}',
  'Cheap {pill}',
  'Alice Brown',
  'SEO expert',
  'crypto recovery',
  '{game} bonus',
  'admin',
]

/**
 * Comments of a blog on tea and what robots send it, the same each time; a share of them is spam, of some kinds alone if
 * it is said.
 */
export function makeSaid(
  random: Random,
  count: number,
  share = 0.5,
  { kinds = spam }: { kinds?: readonly string[] } = {},
): Labelled[] {
  return Array.from({ length: count }, () => {
    const isSpam = random() < share
    const n = () => String(Math.floor(random() * 900) + 100)
    const lists = { ...(isSpam ? load : words), n: [n(), n(), n()] }
    const site = isSpam ? random() < 0.5 : random() < 0.15
    return {
      text: filled(random, one(random, isSpam ? kinds : ham), lists),
      name: isSpam ? filled(random, one(random, spamNames), lists) : one(random, names),
      website: site
        ? filled(random, isSpam ? 'https://{host}/' : 'https://{who}-blog.example/', {
            ...lists,
            who: ['mara', 'tom', 'lin'],
          })
        : null,
      isSpam,
    }
  })
}
