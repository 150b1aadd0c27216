import { createHash } from 'node:crypto'

const email = 'Zq.Canary+1@zqnest.example'
const ip = '203.0.113.77'
const agent = 'ZqAgent/9.9 (zqnest)'

/** A reader whose address, network and browser are to be found nowhere. */
export const canary = {
  email,
  ip,
  agent,
  headers: {
    'user-agent': agent,
    'x-forwarded-for': `${email}, ${ip}`,
    referer: `http://localhost:3000/tea?from=${email}`,
    'x-requested-with': email,
  },
  fields: { comment: `Write to ${email}!`, name: 'A bird', email, website: 'https://birds.example/' },
}

/** Not an address where it is typed, but one where it is read. */
const splitByFormatting = email.replace('zqnest', '*zqnest*')

/** The ways people have written an address into a text so that others, and machines, still read it. */
export const disguises: readonly string[] = [
  `Write to ${email}.`,
  'First words, before an edit.',
  `To be withdrawn: ${email}`,
  `mailto:${email}`,
  `<${email}> and <mailto:${email}>`,
  `[me](mailto:${email}) and [${email}](https://birds.example/)`,
  `[me](https://birds.example/?to=${encodeURIComponent(email)})`,
  `https://birds.example/${email}/nest`,
  `![${email}](https://birds.example/a.png "${email}")`,
  `\`${email}\`\n\n    ${email}\n\n\`\`\`${email}\n${email}\n\`\`\``,
  email.replace('@', '＠'),
  email.replace('@', '﹫'),
  Array.from(email)
    .map(letter =>
      /[a-z]/i.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0) : letter,
    )
    .join(''),
  Array.from(email).join('\u200b'),
  email.replace('@', '\u00ad@\u2060'),
  email.replace('@', '&#64;'),
  email.replace('@', '&commat;').replaceAll('.', '&period;'),
  email.replace('@', '%40'),
  splitByFormatting,
  splitByFormatting.replaceAll('*', '**'),
  `# ${email}\n\n> ${email}\n\n- ${email}`,
  `[x]: mailto:${email}\n\n[x] [x][x]`,
].map((text, place) => `${place + 1} ways:\n\n${text}`) // masked, some would say the same

const secrets = [
  email,
  email.toLowerCase(),
  email.toUpperCase(),
  ip,
  agent,
  email.slice(0, email.indexOf('@')).toLowerCase(),
]

const digests = secrets.flatMap(secret =>
  ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].flatMap(algorithm =>
    [secret, `mailto:${secret}`].flatMap(text => {
      const hash = createHash(algorithm).update(text).digest()
      // A part of it would do to try addresses against.
      return (['hex', 'base64', 'base64url'] as const).map(form => hash.toString(form).slice(0, 16))
    }),
  ),
)
// As Base64 writes it, wherever it begins; what depends on its neighbours is left off.
const encoded = secrets.flatMap(secret =>
  [0, 1, 2].map(offset =>
    Buffer.from(' '.repeat(offset) + secret)
      .toString('base64')
      .slice(offset + 1, -4),
  ),
)
const hexadecimal = secrets.map(secret => Buffer.from(secret).toString('hex'))

/** What of the canary can be found in a text: plain, encoded for HTML, addresses or Base64, disguised, or hashed. */
export function traces(text: string): string[] {
  const seen = [text, see(text), see(text.replace(/<[^>]*>/g, ''))].join('\n').toLowerCase()
  const plain = ['zq.canary', 'zqcanary', 'canary+1', 'zqnest', 'zqagent', ip].filter(word =>
    seen.includes(word),
  )
  const lower = text.toLowerCase()
  const raw = [...digests, ...encoded, ...hexadecimal].filter(
    code => text.includes(code) || lower.includes(code.toLowerCase()),
  )
  return [...plain, ...raw]
}

function see(text: string): string {
  return text
    .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});?/g, (_, number: string) => String.fromCodePoint(Number(number)))
    .replace(
      /&(commat|period|plus|amp);/g,
      (_, name: string) => ({ commat: '@', period: '.', plus: '+' })[name] ?? '&',
    )
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '')
}
