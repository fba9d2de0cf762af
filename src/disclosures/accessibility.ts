import type { Localized, Office } from '../offices/office.ts'
import type { DisclosureField } from './disclosure.ts'

type Words = Readonly<
  Record<'scope' | 'target' | 'date' | 'state' | 'exceptions' | 'help', readonly [string, string]>
>

/**
 * The office's policy in the order in which みんなの公共サイト運用ガイドライン asks for it; 準拠 is a goal until the
 * ward's own test by JIS X 8341-3 has been published.
 */
export function accessibilityFields(office: Office): DisclosureField[] {
  return [...inLanguage('ja', wordsJa(office)), ...inLanguage('en', wordsEn(office))]
}

function inLanguage(language: 'ja' | 'en', words: Words): DisclosureField[] {
  return Object.entries(words).map(([name, [label, filledIn]]) => ({
    ...{ key: `${name}-${language}`, language, label, filledIn },
  }))
}

const nameIn = (name: Localized, language: 'ja' | 'en') => name[language] ?? name.ja

function wordsJa({ name, contact }: Office): Words {
  const office = nameIn(name, 'ja')
  return {
    scope: [
      '対象範囲',
      `${office}の窓口の予約サイトのすべてのページ。受付番号のページ、発券機と呼び出し表示の画面、職員用の画面を含みます。`,
    ],
    target: [
      '目標とする適合レベルと対応度',
      'JIS X 8341-3:2016の適合レベルAAに準拠することを目標とします。あわせて、WCAG 2.2のレベルAAを満たすように作っています。\n「準拠」という表記は、情報通信アクセス協議会ウェブアクセシビリティ基盤委員会の「ウェブコンテンツのJIS X 8341-3:2016対応度表記ガイドライン」で定められた表記によります。',
    ],
    date: ['目標を達成する期限', 'このサイトの公開から1年以内。'],
    state: [
      '現在の状況',
      'どのページも、マウスなしで、キーボードだけで使えます。スクリプトが動かなくても予約できます。文字を200％に拡大したとき、幅320ピクセルの画面のときも、横に動かさずに読めます。色だけで情報を伝えることはしていません。\nすべての画面を、自動の検査（WCAG 2.2のレベルAとAA）で、変更のたびに確かめています。JIS X 8341-3:2016の附属書JBに基づく試験は、まだ行っていません。行ったときは、結果をこのページで公表します。',
    ],
    exceptions: [
      '例外とするもの',
      'ロビーの呼び出し表示と発券機は、置かれている機器の読み上げや拡大の機能に左右されます。呼び出しは画面と音声の両方でお知らせし、ご自分のスマートフォンでも確かめられます。\n手続きの名前や持ち物の一部は、英語の用意がなく日本語で表示します。\nほかのサイトへのリンクの先は、対象に含みません。',
    ],
    help: [
      'お困りのときは',
      `使いにくいところ、読めないところがありましたら、お知らせください。電話や窓口でも予約できます。\n${office}　電話 ${contact.phone}\n${nameIn(contact.callCentre.name, 'ja')}　電話 ${contact.callCentre.phone}\nご意見箱からも送れます。`,
    ],
  }
}

function wordsEn({ name, contact }: Office): Words {
  const office = nameIn(name, 'en')
  return {
    scope: [
      'What this covers',
      `All pages of the booking site of ${office}, with the pages of ticket numbers, the screens of kiosk and lobby display, and the pages for staff.`,
    ],
    target: [
      'Target',
      'The goal is conformance with level AA of the Japanese standard JIS X 8341-3:2016. The pages are also made to meet level AA of WCAG 2.2.',
    ],
    date: ['By when', 'Within one year after this site is opened.'],
    state: [
      'How it is now',
      'Every page works with the keyboard alone, and booking works without scripts. With letters at 200 % and on a screen of 320 pixels nothing scrolls sideways. Nothing is told by colour alone.\nAll pages are checked by an automatic test (levels A and AA of WCAG 2.2) with every change. The test by Annex JB of JIS X 8341-3:2016 has not been done yet; its result will be published here.',
    ],
    exceptions: [
      'Exceptions',
      'The lobby display and the kiosk depend on what their devices can do to enlarge or read aloud. Calls are shown and spoken, and can be followed on your own phone.\nSome names of services and papers are in Japanese only.\nOther sites that links lead to are not covered.',
    ],
    help: [
      'If something is hard to use',
      `Please tell us. You can also book by phone or at the counter.\n${office}, phone ${contact.phone}\n${nameIn(contact.callCentre.name, 'en')}, phone ${contact.callCentre.phone}\nThe opinions box is open as well.`,
    ],
  }
}
