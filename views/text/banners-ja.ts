import type { BannerFault } from '#src/banners/banner-draft.ts'

/** What an office tells everybody, and the page on which it is entered. */
export const bannersJa = {
  label: '区役所からの重要なお知らせ',
  kind: { information: 'お知らせ', disruption: '重要' },
  about: (counter: string) => `【${counter}】`,
  title: 'お知らせの掲示',
  lead: '住民向けのすべてのページ、発券機、呼出し画面の上部に、数秒のうちに表示されます。終わりの日時になると自動で消えます。',
  done: { shown: 'お知らせを掲示しました。', ended: '掲示を終わりました。' },
  now: '掲示中のお知らせ',
  none: '掲示中のお知らせはありません。',
  later: '掲示を予定しているお知らせ',
  period: (from: string, until: string) => `${from}から${until}まで`,
  end: '掲示を終わる',
  cancel: '掲示を取りやめる',
  ofOthers: 'この掲示を終わらせることができるのは、管理者と、すべての窓口を担当する責任者です。',
  enter: '新しいお知らせ',
  fields: {
    kind: '種類',
    counter: 'どこのお知らせか',
    all: '区役所全体',
    ja: '日本語の文',
    en: '英語の文',
    textHint: (max: number) => `${max}文字まで。改行は使えません。`,
    enHint: '空欄のときは、英語のページにも日本語の文を表示します。',
    from: 'いつから',
    fromHint: '空欄のときは、今すぐ表示します。',
    until: 'いつまで',
    date: '日付',
    time: '時刻',
  },
  kindHint: {
    information: '知っておいてほしいこと（例：駐車場が混み合っています）',
    disruption: '手続きができない・遅れるなど（例：システム障害、急な閉庁）',
  },
  preview: '表示を確認する',
  previewTitle: '住民にはこのように表示されます',
  show: 'この内容で掲示する',
  isUsed: 'この画面からは、すでに別のお知らせを掲示しました。内容を確かめて、もう一度掲示してください。',
  notThere: 'このお知らせは、もう掲示されていません。',
  fault: {
    kind: '種類を選んでください。',
    counter: '自分の担当する窓口を選んでください。',
    ja: '日本語の文を入力してください。',
    long: '文が長すぎます。短くしてください。',
    from: '始まりの日付と時刻を正しく入力してください。',
    until: '終わりの日付と時刻を正しく入力してください。',
    order: '終わりは、始まりと今より後にしてください。',
    far: '終わりは、始まりから31日以内にしてください。',
  } satisfies Record<BannerFault, string>,
}

export type BannersText = typeof bannersJa
