import { describe, expect, test } from 'vitest'
import { languageOf } from '../../src/text/language-of.ts'
import { proseIn } from '../../src/text/prose.ts'

describe('A script of one language says it at once:', () => {
  test.each([
    ['el', 'Καλημέρα σε όλους'],
    ['he', 'שלום לכולם'],
    ['th', 'ขอบคุณมาก'],
    ['ka', 'გამარჯობა'],
    ['hy', 'Բարեւ ձեզ'],
    ['ko', '안녕하세요'],
    ['ja', 'ありがとう'],
    ['ja', 'カタカナと漢字'],
    ['zh', '谢谢你'],
    ['ta', 'நன்றி'],
    ['te', 'ధన్యవాదాలు'],
    ['kn', 'ಧನ್ಯವಾದ'],
    ['ml', 'നന്ദി'],
    ['gu', 'આભાર'],
    ['pa', 'ਧੰਨਵਾਦ'],
    ['or', 'ଧନ୍ୟବାଦ'],
    ['si', 'ස්තුතියි'],
    ['my', 'ကျေးဇူးတင်ပါတယ်'],
    ['km', 'អរគុណ'],
    ['lo', 'ຂອບໃຈ'],
    ['bo', 'ཐུགས་རྗེ་ཆེ།'],
    ['dv', 'ޝުކުރިއްޔާ'],
  ])('%s', async (language, text) => {
    expect(await languageOf(text, ['en'])).toBe(language)
    expect(await languageOf(`${text} https://example.com/a/long/address/in/latin/letters`, ['en'])).toBe(
      language,
    )
  })
})

describe('What several languages of a script share proves none of them:', () => {
  test.each([
    'Добры дзень',
    'Монгол хэл',
    'Энэ бол миний ном',
    'Кыргыз тили',
    'Салам, кандайсыз',
    'Свет і мір',
    'Біз бір елміз',
    'таъсири хуб',
    'ئەمە باشە',
    'ئانا تىلى',
    'मला आवडले',
    'हा गाडी छान',
    'राम्रो डाडा',
    'तुला का आवडले',
  ])('%s', async text => {
    expect(await languageOf(text, ['en'])).toBe('')
  })
})

describe('Where it is not certain, what the writer reads decides:', () => {
  test.each([
    ['be', 'Добры дзень', ['be', 'ru']],
    ['mn', 'Монгол хэл', ['mn']],
    ['kk', 'Біз бір елміз', ['kk', 'ru']],
    ['ne', 'राम्रो डाडा', ['ne']],
    ['fa', 'چرا', ['fa']],
    ['ckb', 'ئەمە باشە', ['ckb', 'ar']],
    ['yi', 'שלום', ['yi']],
    ['he', 'שלום', ['he', 'yi']],
    ['ru', 'что это', ['uk', 'ru']],
    ['uk', 'привіт, це дуже добре', ['ru']],
    ['ur', 'آپ کا شکریہ', ['fa']],
    ['hi', 'तुम कैसे हो, अच्छा है', ['en']],
  ])('%s: %s', async (language, text, reads) => {
    expect(await languageOf(text, reads)).toBe(language)
  })
})

describe('Where a script has many languages, their letters prove one:', () => {
  test.each([
    ['ru', 'Это очень хорошая статья, мы её читали'],
    ['uk', 'Дякую за статтю, її читали всі'],
    ['be', 'Дзякуй, гэта вельмі добры артыкул ў нас'],
    ['bg', 'Благодаря, статията беше първа и много добра, тъкмо такава'],
    ['sr', 'Хвала, ђаци ће читати'],
    ['mk', 'Ќе ја прочитам ноќеска'],
    ['kk', 'Рахмет, бұл өте жақсы мақала'],
    ['tg', 'Ташаккур, мақолаи хубӣ'],
    ['ar', 'شكرا جزيلا على هذه المقالة'],
    ['ar', 'مقالة جميلة'],
    ['fa', 'خیلی ممنون از این مقاله، چه خوب بود'],
    ['ur', 'بہت شکریہ، یہ بہت اچھا ہے'],
    ['ps', 'ډېره مننه، ښه مقاله ده'],
    ['ckb', 'زۆر سوپاس بۆ ئەم وتارە'],
    ['ug', 'رەھمەت، بۇ ماقالە ياخشى'],
    ['hi', 'यह बहुत अच्छा लेख है'],
    ['mr', 'हा लेख खूप छान आहे'],
    ['ne', 'यो लेख धेरै राम्रो छ'],
    ['bn', 'ধন্যবাদ, খুব সুন্দর লেখা'],
    ['as', 'ধন্যবাদ, বৰ ভাল লেখা'],
  ])('%s', async (language, text) => {
    expect(await languageOf(text, ['en'])).toBe(language)
  })

  test.each([
    ['Привет', ['en', 'uk'], 'uk'],
    ['Привет', ['en', 'ru-RU', 'uk'], 'ru-RU'],
    ['Привет', ['en'], ''],
    ['مرحبا', ['en', 'fa'], 'fa'],
    ['مرحبا', ['en'], ''],
    ['नमस्ते', ['en', 'ne'], 'ne'],
    ['नमस्ते', ['en', 'hi-IN'], 'hi-IN'],
    ['नमस्ते', ['de'], ''],
    ['漢字', ['en', 'ja'], 'ja'],
    ['漢字', ['zh-TW', 'ja'], 'zh-TW'],
    ['漢字', ['en'], 'zh'],
    ['Это он', ['uk'], 'ru'],
  ])('%s, from who reads %j, is "%s"', async (text, reads, language) => {
    expect(await languageOf(text, reads)).toBe(language)
  })
})

describe('Latin letters are read by the detector, from forty letters on:', () => {
  test.each([
    ['en', 'I have been reading your blog for years and this is the best article so far.'],
    ['en', 'Thanks a lot, this fixed my problem with the database connection after the upgrade.'],
    ['de', 'Vielen Dank für den schönen Artikel, ich habe ihn heute Morgen im Zug gelesen.'],
    ['de', 'Weiß jemand, ob die Fähre im Winter auch am Sonntag noch fährt?'],
    ['fr', 'Merci beaucoup pour cet article, je l’ai lu ce matin dans le train.'],
    ['fr', 'Quelqu’un sait-il si le bateau circule encore le dimanche pendant l’hiver ?'],
    ['es', 'Muchas gracias por el artículo, lo he leído esta mañana en el tren.'],
    ['it', 'Grazie mille per questo articolo, l’ho letto stamattina in treno con piacere.'],
    ['pt', 'Muito obrigado pelo artigo, li esta manhã no comboio e gostei bastante.'],
    ['nl', 'Weet iemand of de veerboot in de winter ook op zondag nog vaart?'],
    ['sv', 'Tack så mycket för den fina artikeln, jag läste den på tåget i morse.'],
    ['fi', 'Kiitos paljon hienosta kirjoituksesta, luin sen tänä aamuna junassa.'],
    ['pl', 'Bardzo dziękuję za ten artykuł, przeczytałem go dziś rano w pociągu.'],
    ['cs', 'Moc děkuji za krásný článek, četl jsem ho dnes ráno ve vlaku.'],
    ['hu', 'Nagyon köszönöm ezt a szép cikket, ma reggel olvastam el a vonaton.'],
    ['ro', 'Mulțumesc mult pentru articol, l-am citit azi dimineață în tren.'],
    ['tr', 'Bu güzel yazı için çok teşekkür ederim, bu sabah trende okudum.'],
    ['vi', 'Cảm ơn bạn rất nhiều vì bài viết này, tôi đã đọc nó sáng nay trên tàu.'],
    ['lt', 'Labai ačiū už šį straipsnį, perskaičiau jį šįryt traukinyje.'],
    ['et', 'Suur aitäh selle ilusa artikli eest, lugesin seda täna hommikul rongis.'],
  ])('%s', async (language, text) => {
    expect(await languageOf(text, ['ja'])).toBe(language)
  })

  test.each([
    ['a short one', 'Danke, sehr schön!'],
    ['one of thirty-nine letters', 'Merci beaucoup pour cet article magnifique'.slice(0, 42)],
    ['letters that are no words', 'asdf jkl qwer uiop zxcv bnm asdf qwer tyui ghjk vbnm rtzu fghj'],
    ['one letter again and again', 'a'.repeat(60)],
    ['filler', 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.'],
    [
      'a language that it does not know',
      'Go raibh míle maith agat as an alt seo, léigh mé é ar maidin ar an traein.',
    ],
    ['two that look alike', 'Terima kasih banyak atas artikelnya, saya membacanya pagi ini di kereta.'],
    ['code alone', '```\nfor each of these lines there is nothing to be read in English\n```'],
    ['an address alone', 'https://example.com/this-is-a-very-long-address-with-many-english-words-in-it'],
    ['nothing', ''],
    ['digits', '1234567890 '.repeat(10)],
  ])('%s is in no language', async (_, text) => {
    expect(await languageOf(text, ['en', 'de'])).toBe('')
  })
})

test('what is in no language is not counted', () => {
  expect(
    proseIn('a `b` [c](https://d.example/e) https://f.example/g h@i.example\n```js\nj\n```\nk').replace(
      /\s+/g,
      ' ',
    ),
  ).toBe('a [c] k')
})
