import type { PosterForm, PosterInk, PosterSubject } from '#src/posters/poster.ts'

/** What posters say, and the page for staff on which they are made. */
export const postersJa = {
  /** On a poster that leads to something that can be booked, and on one that does not. */
  headline: { book: '窓口の予約ができます', guide: '手続きの案内' },
  /** What opens when the code is read. */
  lead: {
    office: 'スマートフォンで手続きをえらび、持ち物と空いている時間を見て、予約できます。',
    services: 'スマートフォンで、持ち物と空いている時間を見て、予約できます。',
    'life-events': 'スマートフォンで、必要な手続きと持ち物を見て、予約できます。',
  } satisfies Record<PosterSubject['kind'], string>,
  walkIn: '予約はいりません。持ち物と受付の時間を、スマートフォンで確かめられます。',
  anytime: '24時間いつでも使えます。登録はいりません。',
  scan: 'カメラで読みとってください',
  phone: { book: '電話でも予約できます', guide: '電話でのお問い合わせ' },
  /** One word for a narrow line in which every language has one. */
  word: { book: '予約', guide: '案内' },
  qrLabel: (page: string) => `「${page}」のページのQRコード`,
  staff: {
    title: '予約のポスター',
    back: '設定と記録',
    lead: '窓口や町内の掲示板、広報紙に出す、QRコード付きの予約の案内を作ります。えらんで「この内容で見る」を押すと、紙のとおりの見本が出ます。',
    of: '何の案内ですか',
    wholeOffice: '区役所全体',
    lifeEvents: 'できごと',
    form: '大きさ',
    forms: {
      a4: ['ポスター A4', '縦'],
      a3: ['ポスター A3', '縦'],
      box: ['広報紙の枠', '横85ミリ、縦60ミリ、黒1色'],
    } satisfies Record<PosterForm, [title: string, note: string]>,
    language: '言語',
    all: 'すべての言語',
    allNote: '日本語を大きく、ほかの言語を下に並べます',
    ink: '色',
    inks: { colour: '区役所の色', black: '黒だけ' } satisfies Record<PosterInk, string>,
    inkNote: '広報紙の枠は、いつも黒だけです。',
    show: 'この内容で見る',
    namelessTitle: '名前が入っていない言語があります',
    nameless: (name: string, languages: string) =>
      `「${name}」の${languages}の名前がありません。そのところは日本語で出るか、名前なしで出ます。`,
    enterNames: '名前を入れる',
    leadsTo: 'QRコードの行き先',
    open: 'このページを開いて確かめる',
    print: '印刷する',
    printNote:
      '倍率100％、余白なし、背景の印刷ありで印刷してください。PDFに保存すれば、そのまま印刷所に渡せます。',
    download: 'QRコードだけを保存（SVG）',
    file: 'QRコード',
    preview: '紙のとおりの見本',
  },
}

export type PostersTexts = typeof postersJa
