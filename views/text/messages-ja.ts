/** The texts of messages: Japanese is the source, other languages have the same shape. */
export const messagesJa = {
  language: 'ja',
  subject: {
    booked: (office: string) => `【${office}】窓口の予約を受け付けました`,
    rescheduled: (office: string) => `【${office}】窓口の予約の日時を変更しました`,
    cancelled: (office: string) => `【${office}】窓口の予約を取り消しました`,
    reminder: (office: string) => `【${office}】窓口の予約の日時が近づきました`,
  },
  intro: {
    booked: (office: string) => `${office}の窓口の予約を受け付けました。`,
    rescheduled: (office: string) =>
      `${office}の窓口の予約の日時を変更しました。前にお送りした日時は使えません。新しい予約は次のとおりです。`,
    cancelled: (office: string) => `${office}の窓口の次の予約を取り消しました。`,
    reminder: (office: string) => `${office}の窓口の予約の日時が近づきましたので、お知らせします。`,
  },
  labels: {
    when: '日時',
    office: '来庁先',
    counter: '窓口',
    counters: '窓口（回る順）',
    address: '所在地',
    minutes: '時間の目安',
    people: '人数',
    reference: '予約番号',
    services: '手続き',
    documents: '持ち物',
  },
  fact: (label: string, value: string) => `${label}：${value}`,
  bullet: '・',
  counter: (number: string, floor: number, name: string | null) =>
    `${floor}階 ${number}番窓口${name === null ? '' : `（${name}）`}`,
  minutes: (minutes: number) => `約${minutes}分`,
  people: (people: number) => `${people}人`,
  document: (name: string, condition: string | null) => (condition ? `${name} ※${condition}` : name),
  nothingToBring: '特にありません。',
  seeTheLink: '手続きの内容と持ち物は、下のリンクのページでご確認ください。',
  manage: {
    booked: '予約の確認・変更・取消し',
    rescheduled: '予約の確認・変更・取消し',
    cancelled: '取り消した予約の確認',
    reminder: '予約の確認・変更',
  },
  cannotCome: '来られなくなったとき（予約の取消し）',
  bookAgain: 'あらためて予約する',
  howToChange: (phone: string) =>
    `日時の変更や取消しは、予約の時刻まで上のリンクからできます。お電話（${phone}）でも承ります。`,
  notYou: (phone: string) => `取消しにお心当たりがないときは、お電話（${phone}）でお知らせください。`,
  legGone: {
    subject: (office: string) => `【${office}】窓口の予約の一部を取り消しました`,
    intro: (office: string) => `${office}の窓口の予約のうち、窓口を1つ取り消しました。`,
    which: '取り消した窓口',
    rest: 'ほかの窓口の予約は、そのままです。いまの予約は次のとおりです。',
  },
  closing: {
    subject: {
      rescheduled: (office: string) => `【${office}】窓口を閉めるため、予約の日時を変更しました`,
      cancelled: (office: string) => `【${office}】窓口を閉めるため、予約を取り消しました`,
    },
    intro: {
      rescheduled: (office: string) =>
        `${office}です。ご予約の日時に窓口を閉めることになりました。ご迷惑をおかけし、申し訳ありません。`,
      cancelled: (office: string) =>
        `${office}です。ご予約の日時に窓口を閉めることになり、次の予約を取り消しました。ご迷惑をおかけし、申し訳ありません。`,
    },
    moved: (from: string) =>
      `ご予約は下の日時に変更しました。前の日時（${from}）にお越しいただいても、手続きはできません。`,
    ifNot: 'ご都合が悪いときは、お手数ですが、下のリンクから日時を選び直すか、予約を取り消してください。',
    again: 'お手数ですが、下のリンクから、あらためてご予約ください。',
    reason: (reason: string) => `窓口を閉める理由：${reason}`,
    question: (phone: string) => `ご不明な点は、お電話（${phone}）でお問い合わせください。`,
  },
  answer: {
    subject: (office: string) => `【${office}】ご意見への回答`,
    intro: (office: string) =>
      `${office}にご意見をお寄せいただき、ありがとうございました。次のとおり回答します。`,
    receipt: 'ご意見番号',
    question: (phone: string) =>
      `この回答についてのお問い合わせは、ご意見番号を添えて、お電話（${phone}）でお願いします。`,
    notYou: 'お心当たりがないときは、お手数ですが、このメールを削除してください。',
  },
  nearTurn: {
    subject: (office: string) => `【${office}】順番が近づきました`,
    intro: (office: string) =>
      `${office}の窓口の順番が近づきました。番号を呼ばれたら分かるところでお待ちください。`,
    number: '番号',
    order: '予約の方などの順番により、前後することがあります。',
    page: 'いまの順番を見る',
    once: 'このお知らせは1回だけ送ります。呼び出しのときには届きません。',
  },
  waitlist: {
    subject: {
      waitlisted: (office: string) => `【${office}】空き待ちを受け付けました`,
      place_offered: (office: string) => `【${office}】予約の枠に空きが出ました（期限があります）`,
      waitlist_ended: (office: string) => `【${office}】空き待ちを終了しました`,
    },
    intro: {
      waitlisted: (office: string) =>
        `${office}の窓口の空き待ちを受け付けました。空きが出たら、お申し込みの早い方から順に、このアドレスへお知らせします。`,
      place_offered: (office: string) =>
        `${office}の窓口の予約に空きが出ました。下の期限まで、あなたのためにこの枠をお取りしています。まだ予約はできていません。下のリンクのページで「この日時を予約する」を押すと、予約ができます。`,
    },
    ended: {
      passed: 'お知らせした空きにお返事がなかったため、空き待ちを終了しました。',
      over: 'ご希望の日までに空きが出なかったため、空き待ちを終了しました。ご期待に沿えず、申し訳ありません。',
    },
    days: 'ご希望の日',
    hours: 'ご希望の時間帯',
    until: 'お返事の期限',
    from: (from: string, to: string) => `${from}〜${to}`,
    anyHour: 'いつでもよい',
    morning: '午前',
    afternoon: '午後',
    notes: {
      waitlisted: ['空きが出るとは限りません。お急ぎのときは、別の日の予約もご検討ください。'],
      place_offered: [
        '期限を過ぎると、次の方にお知らせします。ご都合が悪いときは、ページで「見送る」を押してください。',
      ],
      waitlist_ended: ['お名前と連絡先は、空き待ちの記録から消しました。'],
    } as Record<'waitlisted' | 'place_offered' | 'waitlist_ended', string[]>,
    link: {
      waitlisted: '順番の確認・取りやめ',
      place_offered: '空いた枠を確認する',
      waitlist_ended: 'あらためて予約する',
    },
    question: (phone: string) =>
      `ご不明な点や、お心当たりがないときは、お電話（${phone}）でお知らせください。`,
  },
  doNotReply: 'このメールは自動で送っています。返信いただいてもお答えできません。',
  phone: (phone: string) => `電話 ${phone}`,
  calendarTitle: (office: string) => `${office} 窓口の予約`,
}

export type MessageTexts = typeof messagesJa
