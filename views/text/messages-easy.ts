import type { MessageTexts } from './messages-ja.ts'

/** A mail cannot show readings above its letters: few kanji, and the reading behind the words that matter. */
export const messagesEasy: MessageTexts = {
  language: 'easy',
  subject: {
    booked: office => `【${office}】予約（よやく）が できました`,
    rescheduled: office => `【${office}】予約（よやく）の 時間（じかん）が 変（か）わりました`,
    cancelled: office => `【${office}】予約（よやく）を やめました`,
    reminder: office => `【${office}】もうすぐ 予約（よやく）の 日（ひ）です`,
  },
  intro: {
    booked: office => `${office}の 窓口（まどぐち）の 予約（よやく）が できました。`,
    rescheduled: office =>
      `${office}の 予約（よやく）の 日（ひ）と 時間（じかん）が 変（か）わりました。前（まえ）の 時間（じかん）は 使（つか）えません。新（あたら）しい 予約（よやく）は これです。`,
    cancelled: office => `${office}の この 予約（よやく）を やめました。`,
    reminder: office =>
      `もうすぐ ${office}の 予約（よやく）の 日（ひ）です。日（ひ）と 時間（じかん）を 見（み）てください。`,
  },
  labels: {
    when: '日（ひ）と 時間（じかん）',
    office: '来（く）るところ',
    counter: '窓口（まどぐち）',
    counters: '窓口（まどぐち）（まわる順番（じゅんばん））',
    address: '場所（ばしょ）',
    minutes: 'かかる 時間（じかん）',
    people: '人（ひと）の 数（かず）',
    reference: '予約番号（よやくばんごう）',
    services: '手続（てつづ）き',
    documents: '持（も）ってくるもの',
  },
  fact: (label, value) => `${label}：${value}`,
  bullet: '・',
  counter: (number, floor, name) =>
    `${floor}階（かい） ${number}番（ばん）の 窓口（まどぐち）${name === null ? '' : `（${name}）`}`,
  minutes: minutes => `だいたい ${minutes}分（ふん）`,
  people: people => `${people}人（にん）`,
  document: (name, condition) => (condition ? `${name} ※${condition}` : name),
  nothingToBring: '何（なに）も いりません。',
  seeTheLink:
    '手続（てつづ）きと 持（も）ってくるものは、下（した）の リンクの ページで 見（み）てください。',
  manage: {
    booked: '予約（よやく）を 見（み）る・変（か）える・やめる',
    rescheduled: '予約（よやく）を 見（み）る・変（か）える・やめる',
    cancelled: 'やめた 予約（よやく）を 見（み）る',
    reminder: '予約（よやく）を 見（み）る・変（か）える',
  },
  cannotCome: '来（く）ることが できないとき（予約（よやく）を やめる）',
  bookAgain: 'もういちど 予約（よやく）する',
  howToChange: phone =>
    `変（か）えるときや やめるときは、上（うえ）の リンクを 使（つか）ってください。予約（よやく）の 時間（じかん）まで できます。電話（でんわ）（${phone}）でも できます。`,
  notYou: phone => `あなたが やめたのでは ないときは、電話（でんわ）（${phone}）してください。`,
  legGone: {
    subject: office => `【${office}】予約（よやく）を 1つ やめました`,
    intro: office => `${office}の 予約（よやく）で、窓口（まどぐち）を 1つ やめました。`,
    which: 'やめた 窓口（まどぐち）',
    rest: 'ほかの 窓口（まどぐち）の 予約（よやく）は のこっています。いまの 予約（よやく）は これです。',
  },
  closing: {
    subject: {
      rescheduled: office =>
        `【${office}】窓口（まどぐち）が 休（やす）みに なるので、予約（よやく）の 時間（じかん）を 変（か）えました`,
      cancelled: office =>
        `【${office}】窓口（まどぐち）が 休（やす）みに なるので、予約（よやく）を やめました`,
    },
    intro: {
      rescheduled: office =>
        `${office}です。あなたの 予約（よやく）の 時間（じかん）に、窓口（まどぐち）が 休（やす）みに なります。ごめんなさい。`,
      cancelled: office =>
        `${office}です。あなたの 予約（よやく）の 時間（じかん）に、窓口（まどぐち）が 休（やす）みに なります。それで、この 予約（よやく）を やめました。ごめんなさい。`,
    },
    moved: from =>
      `予約（よやく）は、下（した）の 日（ひ）と 時間（じかん）に 変（か）わりました。前（まえ）の 時間（じかん）（${from}）に 来（き）ても、手続（てつづ）きは できません。`,
    ifNot:
      'この 時間（じかん）に 来（こ）られない 人（ひと）は、下（した）の リンクで 時間（じかん）を 変（か）えてください。予約（よやく）を やめることも できます。',
    again: '下（した）の リンクで、もういちど 予約（よやく）してください。',
    reason: reason => `休（やす）みに なる わけ：${reason}`,
    question: phone => `わからないときは、電話（でんわ）（${phone}）で 聞（き）いてください。`,
  },
  answer: {
    subject: office => `【${office}】あなたの 意見（いけん）への 返事（へんじ）`,
    intro: office => `${office}に 意見（いけん）を ありがとうございました。これは 返事（へんじ）です。`,
    receipt: '意見（いけん）の 番号（ばんごう）',
    question: phone =>
      `わからないときは、電話（でんわ）（${phone}）で 聞（き）いてください。意見（いけん）の 番号（ばんごう）を 教（おし）えてください。`,
    notYou: '意見（いけん）を 送（おく）っていない 人（ひと）は、この メールを 消（け）してください。',
  },
  nearTurn: {
    subject: office => `【${office}】あなたの 番（ばん）が 近（ちか）づきました`,
    intro: office =>
      `${office}です。あなたの 番（ばん）が 近（ちか）づきました。窓口（まどぐち）の 近（ちか）くで 待（ま）ってください。`,
    number: '番号（ばんごう）',
    order: '順番（じゅんばん）は 変（か）わることが あります。',
    page: 'いまの 順番（じゅんばん）を 見（み）る',
    once: 'この お知（し）らせは 1回（いっかい）だけです。呼（よ）ぶときは、メールを 送（おく）りません。',
  },
  waitlist: {
    subject: {
      waitlisted: office => `【${office}】空（あ）くのを 待（ま）つ 申（もう）しこみを うけました`,
      place_offered: office =>
        `【${office}】予約（よやく）の 時間（じかん）が 空（あ）きました。急（いそ）いでください`,
      waitlist_ended: office => `【${office}】空（あ）くのを 待（ま）つことが 終（お）わりました`,
    },
    intro: {
      waitlisted: office =>
        `${office}の 窓口（まどぐち）の 予約（よやく）が 空（あ）くのを 待（ま）つ 申（もう）しこみを うけました。空（あ）いたら、早（はや）く 申（もう）しこんだ 人（ひと）から、この メールに 知（し）らせます。`,
      place_offered: office =>
        `${office}の 窓口（まどぐち）の 予約（よやく）の 時間（じかん）が 空（あ）きました。下（した）の 時（とき）まで、あなたのために とっておきます。予約（よやく）は まだ できていません。下（した）の ページで「この 時間（じかん）を 予約（よやく）する」を おしてください。`,
    },
    ended: {
      passed:
        '空（あ）いた 時間（じかん）を 知（し）らせましたが、返事（へんじ）が ありませんでした。待（ま）つのは 終（お）わりです。',
      over: '待（ま）っていた 日（ひ）までに、時間（じかん）が 空（あ）きませんでした。ごめんなさい。待（ま）つのは 終（お）わりです。',
    },
    days: '待（ま）っている 日（ひ）',
    hours: '待（ま）っている 時間（じかん）',
    until: 'いつまでに 返事（へんじ）するか',
    from: (from, to) => `${from}から ${to}まで`,
    anyHour: 'いつでも いい',
    morning: '午前（ごぜん）',
    afternoon: '午後（ごご）',
    notes: {
      waitlisted: [
        '空（あ）かないことも あります。急（いそ）ぐ人（ひと）は、ほかの 日（ひ）の 予約（よやく）も 考（かんが）えてください。',
      ],
      place_offered: [
        'この 時（とき）を すぎると、次（つぎ）の 人（ひと）に 知（し）らせます。来（こ）られない 人（ひと）は、ページで「ことわる」を おしてください。',
      ],
      waitlist_ended: ['あなたの 名前（なまえ）と 連絡先（れんらくさき）は、消（け）しました。'],
    },
    link: {
      waitlisted: '順番（じゅんばん）を 見（み）る・やめる',
      place_offered: '空（あ）いた 時間（じかん）を 見（み）る',
      waitlist_ended: 'もういちど 予約（よやく）する',
    },
    question: phone => `わからないときは、電話（でんわ）（${phone}）で 聞（き）いてください。`,
  },
  doNotReply:
    'この メールは コンピューターが 送（おく）りました。返信（へんしん）しても、だれも 読（よ）みません。',
  phone: phone => `電話（でんわ） ${phone}`,
  calendarTitle: office => `${office} 窓口（まどぐち）の 予約（よやく）`,
}
