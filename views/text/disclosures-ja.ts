import type { DisclosureKind } from '#src/disclosures/disclosure.ts'
import { resultsJa } from './results-ja.ts'

/** What an office has to publish about itself, in Japanese. */
export const disclosuresJa = {
  results: resultsJa,
  navigation: '公表する書類',
  title: {
    bookings: '個人情報ファイル簿（窓口予約）',
    opinions: '個人情報ファイル簿（ご意見箱）',
    accessibility: 'ウェブアクセシビリティ方針',
  } satisfies Record<DisclosureKind, string>,
  lead: {
    bookings:
      '個人情報の保護に関する法律第75条により、1,000人以上の個人情報ファイルについて作成し、公表する書類です。区役所の設定から記入してあります。市の様式や担当課の確認に合わせて、直してください。',
    opinions:
      '個人情報の保護に関する法律第75条により、1,000人以上の個人情報ファイルについて作成し、公表する書類です。区役所の設定から記入してあります。市の様式や担当課の確認に合わせて、直してください。',
    accessibility:
      '予約サイトの下にあるリンクから、だれでも読めるページです。事実に合わせて直し、試験を行ったら結果を書き加えてください。',
  } satisfies Record<DisclosureKind, string>,
  people: (count: string) => `いま氏名や連絡先を記録している人: ${count}人`,
  seePublic: '公開しているページを見る',
  change: '内容を直す',
  print: '印刷する',
  done: '保存しました。',
  neverChanged: '区役所の設定から記入した内容です。まだ直していません。',
  changedAt: (time: string) => `最終更新: ${time}`,
  wordingTitle: (title: string) => `${title}の内容を直す`,
  wordingLead: '空にして保存すると、その項目は、区役所の設定から記入した内容に戻ります。',
  save: '保存する',
  tooLong: (letters: number) => `${letters}文字までで入力してください。`,
  changedMeanwhile:
    'ほかの人が先に保存しました。下は、あなたが入力した内容です。確かめて、もう一度保存すると上書きします。',
  /** It may break only between the two. */
  policyHeading: ['ウェブアクセシビリティ', '方針'],
  policyLead: (office: string) =>
    `${office}は、年齢や障害の有無にかかわらず、だれもが窓口の予約サイトを使えるように、つぎの方針で取り組みます。`,
}
