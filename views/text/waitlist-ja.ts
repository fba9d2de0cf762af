import type { EndReason } from '#src/waitlist/entry.ts'
import type { WaitField, WaitFieldReason } from '#src/waitlist/form.ts'
import type { JoinRefusal } from '#src/waitlist/join.ts'

type Fields = Record<WaitField, Partial<Record<WaitFieldReason, string>>>

/** What residents read of waiting for a freed place. */
export const waitlistJa = {
  link: '空きを待つ',
  linkHint: 'キャンセルなどで空きが出たら、申し込みの早い方から順にメールでお知らせします。',
  title: '空きを待つ',
  lead: '予約の枠に空きが出たら、メールでお知らせします。お知らせした枠は、お返事の期限まであなたのためにお取りします。',
  wish: '待つ日と時間帯',
  fromDate: '最初の日',
  toDate: '最後の日',
  toDateHint: 'ひとつの日だけのときは、最初の日と同じ日をえらんでください',
  part: '時間帯',
  parts: { any: 'いつでもよい', morning: '午前', afternoon: '午後', hours: '時刻を決める' },
  fromTime: '何時から',
  toTime: '何時まで',
  timeHint: '「時刻を決める」をえらんだときだけ使います',
  contact: 'お名前と連絡先',
  emailHint: '空きのお知らせを送ります。返事の期限があるので、すぐに見られるアドレスを入力してください',
  privacy: 'お名前と連絡先は空きのお知らせだけに使い、待つのが終わったときに消します。',
  submit: '空きを待つ',
  days: '待っている日',
  hours: '時間帯',
  span: (from: string, to: string) => `${from}〜${to}`,
  page: '空き待ち',
  state: { waiting: '空きを待っています', offered: '空きが出ました' },
  ahead: (count: number) =>
    count === 0 ? 'あなたより前に待っている方はいません。' : `あなたより前に${count}人が待っています。`,
  aheadNote: '待っている日と時間帯が重なる方の数です。',
  how: '順番の決まり',
  rules: (minutes: number, passed: number) => [
    '申し込みの早い順です。空いた枠は、その枠で手続きができる方のうち、いちばん早く申し込んだ方にお知らせします。枠が短いときや時間帯が合わないときは、後の方が先になることがあります。',
    `お知らせから${minutes}分のあいだ、枠をお取りします。日時が近いときは短くなります。`,
    `お返事のないお知らせが${passed}回になると、空き待ちは終わります。見送ったときは数えません。`,
    'お知らせは8時から20時までに送ります。夜に空いた枠は、朝まではどなたでも予約できます。',
    '枠が空いてからお知らせするまでの数秒のあいだに、ほかの方が予約することもあります。',
  ],
  leave: '空き待ちをやめる',
  offerTitle: '空きが出ました',
  offerText: (until: string) =>
    `${until}まで、この枠をあなたのためにお取りしています。まだ予約はできていません。`,
  take: 'この日時を予約する',
  decline: '見送る',
  declineNote: '見送っても、順番はそのままで待ち続けます。同じ枠はもうお知らせしません。',
  booked: '予約ができました',
  bookedText: '空いた枠を予約しました。予約の確認や変更は、確認のメールのリンクからできます。',
  ended: {
    left: '空き待ちをやめました。お名前と連絡先は消しました。',
    removed: '窓口で空き待ちから外しました。お名前と連絡先は消しました。',
    passed: 'お知らせした枠にお返事がなかったため、空き待ちを終わりました。お名前と連絡先は消しました。',
    over: '待っていた日までに空きが出ませんでした。ご期待に沿えず、申し訳ありません。お名前と連絡先は消しました。',
  } satisfies Record<Exclude<EndReason, 'booked'>, string>,
  endedTitle: '空き待ちは終わりました',
  again: 'あらためて日時をえらぶ',
  lostTitle: 'この枠はもうお取りできません',
  lostText: 'お返事の期限が過ぎました。枠は次の方にお知らせします。',
  invalidTitle: 'このリンクは使えません',
  invalidText: 'リンクが途中で切れているか、空き待ちが終わってから日がたっています。',
  alreadyTitle: 'すでに空きを待っています',
  alreadyText:
    '同じ内容の申し込みを受け付けています。順番は、受付のときに送ったメールのリンクから見られます。',
  freeTitle: '空きがあります',
  freeText: 'この日と時間帯には、いま空きがあります。待たずに予約できます。',
  toSlots: '日時をえらぶ',
  refusal: {
    waitlist_off: 'いまは空き待ちを受け付けていません。',
    nothing_then: 'この日と時間帯には、予約できる枠がありません。',
    too_many_waits:
      'このメールアドレスで待てる数の上限に達しています。先の空き待ちをやめると、申し込めます。',
    waitlist_full: 'この日は待っている方が多いため、受け付けられません。ほかの日をえらんでください。',
    already_waiting: '同じ内容の申し込みを受け付けています。',
    place_free: 'この日と時間帯には、いま空きがあります。',
  } satisfies Partial<Record<JoinRefusal, string>>,
  fields: {
    name: {
      required: 'お名前を入力してください。',
      too_long: 'お名前が長すぎます。100文字までです。',
      unreadable: 'お名前に使えない文字があります。',
    },
    email: {
      required: 'メールアドレスを入力してください。',
      contact_required: 'メールアドレスか電話番号を入力してください。',
      not_an_email: 'メールアドレスの形が正しくありません。例：taro@example.jp',
      too_long: 'メールアドレスが長すぎます。',
      unreadable: 'メールアドレスに使えない文字があります。',
    },
    phone: {
      not_a_phone: '電話番号の形が正しくありません。例：06-0000-0000',
      too_long: '電話番号が長すぎます。',
      unreadable: '電話番号に使えない文字があります。',
    },
    fromDate: {
      required: '最初の日をえらんでください。',
      unknown: '最初の日は、予約できる期間からえらんでください。',
    },
    toDate: {
      required: '最後の日をえらんでください。',
      unknown: '最後の日は、予約できる期間の、最初の日より後からえらんでください。',
    },
    part: { required: '時間帯をえらんでください。' },
    fromTime: { required: '何時からか、えらんでください。' },
    toTime: { required: '何時までか、「何時から」より後の時刻をえらんでください。' },
  } as Fields,
}

/** The same in every language. */
export type ResidentWaitlistTexts = typeof waitlistJa
