import type { DayState, SlotRefusal, WishRefusal } from '#src/slots/slot.ts'
import type { ClosedBecause } from '#src/slots/opening.ts'
import type { Need } from '#src/booking/appointment.ts'
import type { BookRefusal } from '#src/booking/book.ts'
import type { DetailsField, FieldReason } from '#src/booking/details.ts'
import { auditJa } from './audit-ja.ts'
import { disclosuresJa } from './disclosures-ja.ts'
import { catalogueJa } from './catalogue-ja.ts'
import { operationJa } from './operation-ja.ts'
import { officeRulesJa } from './office-rules-ja.ts'
import { officeDoorsJa } from './office-doors-ja.ts'
import { setupJa } from './setup-ja.ts'
import { openingsJa } from './openings-ja.ts'
import { bannersJa } from './banners-ja.ts'
import { gridsJa } from './grids-ja.ts'
import { closingsJa } from './closings-ja.ts'
import { directoryJa } from './directory-ja.ts'
import { peopleJa } from './people-ja.ts'
import { retentionJa } from './retention-ja.ts'
import { staffJa } from './staff-ja.ts'
import { receptionJa } from './reception-ja.ts'
import { queueJa } from './queue-ja.ts'
import { arrivalJa } from './arrival-ja.ts'
import { legsJa } from './legs-ja.ts'
import { displayJa } from './display-ja.ts'
import { chartsJa } from './charts-ja.ts'
import { exportsJa } from './exports-ja.ts'
import { correctionsJa } from './corrections-ja.ts'
import { figuresJa } from './figures-ja.ts'
import { measuresJa } from './measures-ja.ts'
import { lineChannelJa } from './line-channel-ja.ts'
import { lineLinkJa } from './line-link-ja.ts'
import { opinionsJa } from './opinions-ja.ts'
import { waitlistJa } from './waitlist-ja.ts'
import { waitlistDeskJa } from './waitlist-desk-ja.ts'
import { plannerJa } from './planner-ja.ts'
import { planningJa } from './planning-ja.ts'
import { indicatorsJa } from './indicators-ja.ts'
import { reviewJa } from './review-ja.ts'
import { postersJa } from './posters-ja.ts'
import { surveyJa } from './survey-ja.ts'

/** All texts of the resident's pages in Japanese: the source that every other language follows. */
export const ja = {
  languageName: '日本語',
  operation: operationJa,
  setup: setupJa,
  openings: openingsJa,
  catalogue: catalogueJa,
  staff: staffJa,
  people: peopleJa,
  officeDoors: officeDoorsJa,
  officeRules: officeRulesJa,
  banners: bannersJa,
  grids: gridsJa,
  closings: closingsJa,
  audit: auditJa,
  disclosures: disclosuresJa,
  retention: retentionJa,
  directory: directoryJa,
  reception: receptionJa,
  listComma: '、',
  queue: queueJa,
  arrival: arrivalJa,
  legs: legsJa,
  display: displayJa,
  exports: exportsJa,
  figures: figuresJa,
  charts: chartsJa,
  corrections: correctionsJa,
  measures: measuresJa,
  lineChannel: lineChannelJa,
  lineLink: lineLinkJa,
  opinions: opinionsJa,
  waitlist: waitlistJa,
  waitlistDesk: waitlistDeskJa,
  planner: plannerJa,
  planning: planningJa,
  indicators: indicatorsJa,
  survey: surveyJa,
  posters: postersJa,
  review: reviewJa,
  shell: {
    skip: '本文へ進む',
    languages: '言語',
    readings: { show: 'ふりがなをつける', hide: 'ふりがなを消す' } as { show: string; hide: string } | null,
    findBooking: '予約の確認・変更',
    errorPrefix: 'エラー: ',
    phone: '電話',
    contact: 'お問い合わせ',
    privacy: '個人情報の取り扱い',
    accessibility: 'ウェブアクセシビリティ方針',
    back: '戻る',
    toHome: 'トップページへ',
    siteName: '窓口の予約',
    noOffice: 'まだ予約を受け付けていません。',
  },
  home: {
    title: '窓口の予約',
    lead: '来庁の前に、窓口の時間を予約できます。24時間いつでも、会員登録なしで使えます。',
    searchLabel: '手続きをさがす',
    searchHint: '例）転入、いんかん、保険',
    searchButton: 'さがす',
    lifeEvents: 'できごとからさがす',
    counters: '窓口からさがす',
    counterNumber: (number: string) => `${number}番窓口`,
    floor: (floor: number) => `${floor}階`,
    findTitle: '予約した人',
    findText: '予約の内容を見る、時間を変える、取り消す',
  },
  services: {
    title: '手続きをえらぶ',
    searchTitle: '手続きをさがす',
    found: (count: number) => `${count}件見つかりました`,
    notFound: '見つかりませんでした',
    notFoundHelp:
      '別の言葉でさがすか、できごと・窓口からえらんでください。わからないときは電話でお聞きください。',
    notBookable: '予約なしで来てください',
    noVisit: '来庁しなくてもできます',
    minutes: (minutes: number) => `約${minutes}分`,
  },
  service: {
    noVisitTitle: '来庁しなくてもできることがあります',
    deadline: 'いつまでに',
    duration: '窓口での時間',
    durationText: (minutes: number) => `約${minutes}分`,
    durationPerPerson: (minutes: number) => `1人につき約${minutes}分`,
    where: '場所',
    bring: '持ち物',
    bringAll: 'かならず必要なもの',
    bringSome: 'あてはまる人だけ必要なもの',
    notes: '注意',
    hours: '受付できる時間',
    days: (from: string, to: string) => `${from}から${to}`,
    nth: (nth: number, day: string) => `毎月第${nth}${day}`,
    partial: '（一部の受付だけ）',
    exceptClosed: '祝日や臨時の休みの日を除きます',
    book: '日時をえらんで予約する',
    notBookableTitle: '予約はいりません',
    notBookableText: '開庁時間に、直接窓口へ来てください。',
  },
  steps: {
    label: (step: number, total: number) => `全${total}ステップ中 ${step}`,
    names: ['日時をえらぶ', '入力する', '確認する'],
  },
  slots: {
    title: '日時をえらぶ',
    rescheduleTitle: '新しい日時をえらぶ',
    current: 'いまの予約',
    services: '手続き',
    people: '人数',
    peopleCount: (count: number) => `${count}人`,
    duration: '窓口での時間',
    adjust: '手続きを足す・人数を変える',
    addServices: 'いっしょに予約する手続き',
    addServicesHint: (max: number) => `この窓口の手続きを、合わせて${max}つまでえらべます`,
    peopleHint: '手続きをする人の数です',
    update: 'この内容で空きを見る',
    month: '月の表',
    list: '一覧',
    previousMonth: '前の月',
    nextMonth: '次の月',
    monthTitle: (year: number, era: string, month: number) => `${year}年（${era}）${month}月`,
    weekdays: ['月', '火', '水', '木', '金', '土', '日'],
    legend: '表の見方',
    mark: {
      open: '○',
      few: '△',
      full: '×',
      closed: '－',
      not_yet: '－',
      too_late: '－',
      past: '',
    } satisfies Record<DayState | 'few', string>,
    state: {
      open: '空き',
      few: '少し',
      full: '満席',
      closed: '休み',
      not_yet: '受付前',
      too_late: '締切',
      past: '',
    } satisfies Record<DayState | 'few', string>,
    stateLong: {
      open: '空きがあります',
      few: '残りが少しです',
      full: '満席です',
      closed: '休みです',
      not_yet: 'まだ予約を受け付けていません',
      too_late: '受付は終わりました',
      past: '過ぎた日です',
    } satisfies Record<DayState | 'few', string>,
    closedBecause: {
      special: '臨時の休み',
      yearEnd: '年末年始',
      holiday: '祝日',
      weekday: '受付のない曜日',
    } satisfies Record<ClosedBecause, string>,
    whyClosed: 'えらべない日と理由',
    closedService: 'この日の受付時間では、この手続きができません',
    timesOn: (date: string) => `${date}の時間`,
    morning: '午前',
    afternoon: '午後',
    times: (count: number) => `${count}枠`,
    freePlaces: (free: number) => `空き${free}`,
    noneInMonth: 'この月には、えらべる日がありません。',
    noneAtAll: '予約できる日がありません。電話でお問い合わせください。',
    nextFree: '次に空いている日',
    jumpTo: (date: string) => `${date}を見る`,
    holdNote: (minutes: number) => `時間をえらぶと、入力のあいだ${minutes}分間その席を取っておきます。`,
    choose: (time: string) => `${time}を予約する`,
  },
  taken: {
    title: '別の時間をえらんでください',
    nearest: '近い空き時間',
    kept: '入力した内容は残っています。',
    none: '近くに空きがありません。ほかの日をえらんでください。',
    otherDays: 'ほかの日を見る',
  },
  refusal: {
    no_service: '手続きをえらんでください。',
    not_bookable: 'この手続きは予約できません。開庁時間に直接窓口へ来てください。',
    several_counters: '窓口がちがう手続きは、いっしょに予約できません。窓口ごとに予約してください。',
    plan_size: '一度に予約できる窓口は、2つから6つまでです。',
    plan_services: '同じ手続きが2回入っているか、いまの予約の手続きと合っていません。',
    plan_times:
      'ほかの窓口の時間と重なるか、窓口のあいだを移動する時間が足りません。ほかの時間をえらんでください。',
    too_many_services: '一度に予約できる手続きの数をこえています。',
    people: '人数を正しくえらんでください。',
    slot_full: 'この時間は、ほかの人が先に予約しました。',
    slot_closed: 'この時間は受付をしていません。',
    slot_not_yet: 'この日はまだ予約を受け付けていません。',
    slot_too_late: 'この時間の受付は終わりました。',
    hold_expired: '席を取っておく時間が過ぎました。',
    already_booked: 'この予約はもう終わっています。',
    details_missing: 'お名前と連絡先を入力してください。',
    too_many_bookings:
      '同じ連絡先で予約できる数をこえています。前の予約を取り消すか、電話でお問い合わせください。',
    too_many_today: '同じ連絡先で今日予約できる回数をこえています。明日またはお電話でお願いします。',
    key_reused: 'この画面はもう使われています。はじめからやり直してください。',
    not_found: '予約が見つかりません。',
    already_cancelled: 'この予約はすでに取り消されています。',
    visit_begun: '予約の時間を過ぎたか、受付が済んでいるので、変更や取り消しはできません。',
    already_extended: '時間の延長は1回だけです。',
    not_matching: '予約番号か、メールアドレス・電話番号がちがいます。もう一度確かめてください。',
    rate_limited: '回数が多すぎます。しばらく待ってから、もう一度お試しください。',
  } satisfies Record<
    | WishRefusal
    | SlotRefusal
    | BookRefusal
    | 'key_reused'
    | 'not_found'
    | 'already_cancelled'
    | 'visit_begun'
    | 'already_extended'
    | 'not_matching'
    | 'rate_limited',
    string
  >,
  details: {
    title: 'お名前と連絡先',
    heldUntil: (time: string, minutes: number) =>
      `${time}まで、この時間の席を取っています（あと約${minutes}分）。`,
    minutesLeft: (clock: string) => `残り時間 ${clock}`,
    almostOver: 'もうすぐ時間が切れます。時間を延ばせます。',
    over: '席を取っておく時間が過ぎました。このまま進むと、空いていればもう一度取り直せます。',
    extend: (minutes: number) => `時間を${minutes}分に戻す（1回だけ）`,
    name: 'お名前',
    nameHint: '漢字・カタカナ・ローマ字のどれでもかまいません',
    email: 'メールアドレス',
    emailHint: '確認のメールを送ります',
    phone: '電話番号',
    phoneHint: '急な休みなどのときに連絡します',
    contactHint: 'メールアドレスか電話番号の、どちらか1つは入力してください',
    language: '連絡に使う言語',
    needs: '手伝いがいること',
    needsHint: '準備しておきます。あてはまるものだけえらんでください',
    need: {
      interpreter: '通訳（外国語）',
      sign_language: '手話通訳',
      hearing: '筆談',
      wheelchair: '車いす',
      stroller: 'ベビーカー',
    } satisfies Record<Need, string>,
    documents: '持ち物の準備',
    documentsHint: '準備ができたものにチェックしてください。あとで準備してもかまいません',
    ifCondition: (condition: string) => `（${condition}）`,
    required: '※必須',
    optional: '※任意',
    continue: '確認へ進む',
    release: 'この時間の予約をやめる',
    privacyNote: '入力した内容は、この予約の受付と連絡だけに使います。',
  },
  errors: {
    summary: '入力した内容を確かめてください',
    mark: '＊',
    field: {
      name: {
        required: 'お名前を入力してください。',
        too_long: 'お名前は100文字までで入力してください。',
        unreadable: 'お名前に、使えない文字が入っています。入力し直してください。',
      },
      email: {
        contact_required: 'メールアドレスか電話番号を入力してください。',
        not_an_email: 'メールアドレスを「name@example.jp」の形で入力してください。',
        too_long: 'メールアドレスが長すぎます。',
        unreadable: 'メールアドレスに、使えない文字が入っています。',
      },
      phone: {
        not_a_phone:
          '電話番号を「06-1234-5678」のように、市外局番から入力してください。外国の番号は「+1 212 555 0100」のように、国番号から入力してください。',
        too_long: '電話番号が長すぎます。',
      },
      language: { unknown: '言語をえらんでください。' },
      needs: { unknown: '手伝いがいることをえらび直してください。' },
      documents: { unknown: '持ち物をえらび直してください。' },
    } satisfies Record<DetailsField, Partial<Record<FieldReason, string>>>,
    fallback: '入力した内容を確かめてください。',
  },
  check: {
    title: '予約の内容を確かめる',
    when: '日時',
    where: '窓口',
    services: '手続き',
    people: '人数',
    name: 'お名前',
    email: 'メールアドレス',
    phone: '電話番号',
    language: '連絡に使う言語',
    needs: '手伝いがいること',
    documents: '準備ができた持ち物',
    none: '入力なし',
    change: '変更',
    changeWhat: (what: string) => `${what}を変更`,
    submit: 'この内容で予約する',
    privacy: '送った内容は、この予約の受付と連絡だけに使います。',
  },
  done: {
    title: '予約しました',
    reference: '予約番号',
    referenceNote: '予約の確認や変更に使います。',
    mailSent: '確認のメールを送ります。届かないときは、迷惑メールの箱も見てください。',
    noMail: 'この画面を印刷するか、予約番号を書いておいてください。',
    next: '当日すること',
    nextSteps: (counter: string, floor: number, minutes: number) => [
      `予約の時間の${minutes}分前から受付ができます。`,
      `${floor}階の${counter}へ来てください。`,
    ],
    bringStep: '持ち物を忘れないでください。',
    manage: '予約の内容を見る',
    calendar: 'カレンダーに入れる',
    print: '印刷する',
  },
  appointment: {
    title: '予約の内容',
    state: { booked: '予約できています', cancelled: '取り消しました', held: '予約の途中です' },
    mailFailed: 'メールが届きませんでした。アドレスを確かめるため、窓口に電話してください。',
    begun: '予約の時間を過ぎています。',
    change: '日時を変える',
    cancel: '予約を取り消す',
    again: 'もう一度予約する',
    bring: '持ち物',
    ready: '準備できています',
    end: 'この端末での表示を終わる',
    endNote: '共用のパソコンでは、見たあとに表示を終わってください。',
    ended: '表示を終わりました',
    endedText: 'もう一度見るときは、メールのリンクか予約番号を使ってください。',
    changed: '日時を変えました',
  },
  cancellation: {
    title: '予約を取り消しますか',
    text: '取り消すと、この時間はほかの人が予約できるようになります。元には戻せません。',
    submit: '予約を取り消す',
    keep: '取り消さない',
  },
  cannotCome: {
    title: '来られないとき',
    text: '下のボタンを1回押すと、この予約を取り消します。元には戻せません。',
    submit: 'この予約を取り消す',
    other: '予約を見る・日時を変える',
    done: '予約を取り消しました',
    doneText: 'ご連絡ありがとうございました。この時間は、ほかの人が予約できるようになりました。',
    tooLate: '取り消せませんでした',
    call: (phone: string) => `来られないときは、お電話（${phone}）でお知らせください。`,
  },
  waitingRoom: {
    title: 'ただいま予約が混み合っています',
    lead: '来られた順に、日時を選ぶページへご案内します。',
    ahead: (people: number) => `前に${people}人お待ちです。`,
    next: 'まもなくご案内します。',
    minutes: (minutes: number) => `ご案内まで、およそ${minutes}分です。`,
    unknown: 'ご案内までの時間は、まだわかりません。',
    stay: 'このページを開いたままお待ちください。順番が来ると、自動で切り替わります。',
    kept: '読み込み直しても、閉じて2時間以内に同じ端末で開き直しても、順番は変わりません。',
    back: '日時を選べる時間（15分）が過ぎましたが、順番は前のほうに残っています。',
    noCookies: 'このブラウザーではCookieが使えないため、順番をお取りできません。',
    allowCookies:
      'ブラウザーの設定でCookieを使えるようにしてください。使えるようになると、自動で順番をお取りします。',
  },
  landing: {
    title: '予約のページ',
    text: '下のボタンを押すと、予約の内容を表示します。',
    open: '予約の内容を見る',
    invalidTitle: 'このリンクは使えません',
    invalidText: 'リンクが途中で切れていないか確かめるか、予約番号で予約をさがしてください。',
  },
  find: {
    title: '予約をさがす',
    reference: '予約番号',
    referenceHint: '例）ABC-234',
    secret: '予約のときのメールアドレス、または電話番号の下4けた',
    submit: '予約を見る',
    referenceRequired: '予約番号を入力してください。',
    secretRequired: 'メールアドレスか、電話番号の下4けたを入力してください。',
  },
  privacy: {
    title: '個人情報の取り扱い',
    paragraphs: [
      'お名前、メールアドレス、電話番号、手伝いがいることは、予約の受付と、予約についての連絡だけに使います。',
      '確認のメールには、お名前や連絡先、人に知られたくない手続きの名前を書きません。',
      'この予約のページは、ほかの会社の部品や広告、アクセス解析を使っていません。',
      '予約を途中でやめたときに入力した内容は、1時間ほどで消します。',
      'ご意見箱では、回答を希望した人だけに、お名前と連絡先をお聞きします。ご意見への回答だけに使います。',
    ],
    erasedAfter: (days: number) => `お名前や連絡先は、来庁日の${days}日後に消します。`,
    erased: (days: { bookings: number; contacts: number }) =>
      `予約の情報のうち、お名前、連絡先、手伝いがいることは、来庁日の${days.bookings}日後（予約を取り消したときは、取り消しの${days.bookings}日後）に消します。ご意見箱のお名前と連絡先は、回答の${days.contacts}日後に消します。そのあとは、だれのものかわからない形の記録だけが、統計のために残ります。`,
    request: 'ご自分の情報を見たいとき、消してほしいときは、窓口か電話でお申し出ください。',
  },
  problem: {
    notFound: {
      title: 'ページが見つかりません',
      text: 'アドレスを確かめるか、トップページからさがしてください。',
    },
    unknownLanguage: {
      title: 'この言語のページはありません',
      text: 'ページの上の一覧から、言語をえらんでください。',
    },
    forbidden: {
      title: 'この操作はできませんでした',
      text: '画面を開き直して、もう一度お試しください。入力の途中だった人は、前の画面に戻ると内容が残っています。',
    },
    unreadable: {
      title: '送られた内容を読み取れませんでした',
      text: '前の画面に戻って、もう一度お試しください。',
    },
    tooLarge: { title: '送られた内容が大きすぎます', text: '前の画面に戻って、短くしてからお試しください。' },
    tooMany: { title: '回数が多すぎます', text: 'しばらく待ってから、もう一度お試しください。' },
    busy: {
      title: 'ただいま混み合っています',
      text: '少し待ってから、もう一度お試しください。予約はまだ変わっていません。',
    },
    failed: {
      title: '申しわけありません。エラーが起きました',
      text: '少し待ってから、もう一度お試しください。続くときは、下の番号を電話でお知らせください。',
    },
    noHold: {
      title: '予約の途中の内容が見つかりません',
      text: '席を取っておく時間が過ぎたか、このブラウザーでCookie（クッキー）が使えないようです。はじめからえらび直すか、電話で予約してください。',
    },
    noSession: {
      title: '予約をもう一度開いてください',
      text: '安全のため、表示の時間が切れました。メールのリンクか予約番号で開けます。Cookie（クッキー）が使えないブラウザーでは表示できません。',
    },
    errorId: '番号',
  },
}

export type Texts = typeof ja
