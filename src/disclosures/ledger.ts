import type { Office } from '../offices/office.ts'
import type { KeptDays } from './kept-days.ts'
import type { DisclosureField } from './disclosure.ts'

/** The mayor of the city that an office's address begins with. */
export function mayorOf({ contact }: Pick<Office, 'contact'>): string {
  const [, city] = /^(?:.{1,4}?[都道府県])?(.{1,8}?市)/.exec(contact.address.ja) ?? []
  return city === undefined ? '市長' : `${city}長`
}

const specialProcedures = 'なし'
const notAsked = '該当しない'

/** The fields of the register in the order of the standard form (個人情報の保護に関する法律 第75条第1項). */
function fieldsOf(texts: Readonly<Record<string, readonly [label: string, filledIn: string]>>) {
  return Object.entries(texts).map(([key, [label, filledIn]]): DisclosureField => ({
    ...{ key, language: 'ja', label, filledIn },
  }))
}

type Own = { name: string; purpose: string; items: string; scope: string; collection: string } & {
  sensitive: string
  note: string
}

function register(office: Office, own: Own): DisclosureField[] {
  const { address, phone } = office.contact
  const organisation = office.name.ja
  return fieldsOf({
    name: ['個人情報ファイルの名称', own.name],
    body: ['行政機関等の名称', mayorOf(office)],
    organisation: [
      '個人情報ファイルが利用に供される事務をつかさどる組織の名称',
      `${organisation}（予約を受け付ける各窓口の担当課）`,
    ],
    purpose: ['個人情報ファイルの利用目的', own.purpose],
    items: ['記録項目', own.items],
    scope: ['記録範囲', own.scope],
    collection: ['記録情報の収集方法', own.collection],
    sensitive: ['要配慮個人情報が含まれるときは、その旨', own.sensitive],
    recipients: ['記録情報の経常的提供先', 'なし'],
    claims: [
      '開示請求等を受理する組織の名称及び所在地',
      `（名称）${organisation}\n（所在地）${address.ja}\n（電話）${phone}`,
    ],
    procedures: ['訂正及び利用停止について他の法令の規定による特別の手続等', specialProcedures],
    kind: [
      '個人情報ファイルの種別',
      '法第60条第2項第1号（電算処理ファイル）\n政令第21条第7項に該当するファイル：無',
    ],
    proposals: ['行政機関等匿名加工情報の提案の募集をする個人情報ファイルである旨', notAsked],
    proposalsTo: ['行政機関等匿名加工情報の提案を受ける組織の名称及び所在地', notAsked],
    anonymised: ['行政機関等匿名加工情報の概要', notAsked],
    anonymisedTo: ['作成された行政機関等匿名加工情報に関する提案を受ける組織の名称及び所在地', notAsked],
    anonymisedUntil: ['作成された行政機関等匿名加工情報に関する提案をすることができる期間', notAsked],
    note: ['備考', own.note],
  })
}

/** Of an office that keeps everything until it says that erasing may begin. */
const notYetErased = '氏名などを消去する時期は、まだ定めていない。'

/** The register of what is recorded of people who book; `kept` is null while the office erases nothing. */
export function bookingsLedger(office: Office, kept: KeptDays | null): DisclosureField[] {
  return register(office, {
    name: '窓口予約ファイル',
    purpose:
      '窓口の予約の受付、空き待ちの受付と空いた時間の案内、予約に関する連絡、当日の受付と案内のために利用する。',
    items:
      '1氏名、2メールアドレス、3電話番号、4予約番号、5予約した手続きと窓口、6予約の日時、7来庁する人数、8使用する言語、9手伝いの希望（通訳、手話、車いす、耳の不自由、ベビーカー）、10持ち物の準備の状況、11予約・変更・取消の日時と方法、12来庁と手続きの経過、13LINEの利用者IDと使用する言語（LINEで通知を受け取る者に限る。）、14空きを待つ手続き、日と時間帯、案内した時間（空きを待つ者に限る。）',
    scope: `${office.name.ja}の窓口を予約した者および予約の空きを待つ者（インターネット、電話または窓口で申し込んだ者）`,
    collection:
      '本人または本人に代わって予約する者から、予約サイト、電話または窓口で収集する。LINEの利用者IDは、本人がLINEで送信した際に収集する。',
    sensitive: '含む（手伝いの希望により、障害があることがわかる場合がある。）',
    note: `${kept ? `氏名、連絡先、手伝いの希望、LINEの利用者IDは、来庁日の${kept.bookings}日後に消去する。` : notYetErased}空きを待つ者の氏名と連絡先は、待ち終わったときに消去する。個人が識別されない記録は、統計として保存する。職員による閲覧、変更、出力は、操作記録に残す。`,
  })
}

/** The register of what is recorded of people who wish for an answer to their opinion, in the same way. */
export function opinionsLedger(office: Office, kept: KeptDays | null): DisclosureField[] {
  return register(office, {
    name: 'ご意見箱ファイル',
    purpose: 'ご意見への回答のために利用する。',
    items:
      '1氏名、2メールアドレス、3電話番号、4ご意見の受付番号、5ご意見の内容、6ご意見の分類と窓口、7受付の日と方法、8回答の内容・方法・日時',
    scope: `${office.name.ja}にご意見を送り、回答を希望した者`,
    collection: '本人から、予約サイト、書面、電話または窓口で収集する。',
    sensitive: '含まない（ご意見の本文に本人が書いた場合を除く。）',
    note: `${kept ? `氏名と連絡先は、回答または対応の終了の${kept.contacts}日後に消去する。` : notYetErased}ご意見と回答は、個人が識別されないようにしたうえで公表することがある。`,
  })
}
