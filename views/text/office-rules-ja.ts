/** How an office is booked, receives people and calls them, in Japanese. */
export const officeRulesJa = {
  title: '予約と呼び出しの決まり',
  lead: '保存すると、次の予約と次の呼び出しから変わります。すでにある予約は変わりません。',
  saved: '決まりを変えました。',
  group: { booking: '予約', arrival: '来庁した日', calling: '呼び出す順番', devices: '端末' },
  field: {
    daysAhead: '何開庁日先まで予約できるか',
    leadTime: '当日に予約できないとき、前の開庁日に締め切る時刻',
    sharePercent: '席のうち、住民の予約に使う割合（％）',
    holdMinutes: '入力しているあいだ枠を取っておく時間（分）',
    activePerContactMax: '同じ連絡先でもてる予約の数',
    servicesMax: '1回の予約で選べる手続きの数',
    peopleMax: '1回の予約で来られる人数',
    checkInOpensMinutesBefore: '予約の何分前から受け付けるか',
    noShowAfterMinutes: '来庁がなかったと記録するまでの時間（分）',
    callingOrder: 'つぎに呼ぶ人',
    ratioBooked: '続けて呼ぶ予約の人',
    ratioWalkIn: '続けて呼ぶ当日の人',
    idleLockMinutes: '操作がないとき職員の画面をロックするまでの時間（分）',
  },
  hint: {
    sharePercent: '時間帯ごとの割合は「開庁時間と休み」で変えられます。',
    ratioBooked: '「予約の人と当日の人を交互に」のときに使います。',
    ratioWalkIn: '「予約の人と当日の人を交互に」のときに使います。',
  },
  order: {
    booked_first: '予約の時刻になった人を先に、そのほかは受け付けた順に',
    arrival: '受け付けた順に',
    ratio: '予約の人と当日の人を交互に',
  },
  tick: {
    isSameDayBookable: '当日も予約できる',
    isPriorityFirst: '優先する人（体の不自由な人など）を先に呼ぶ',
    isKioskOpen: '発券機のページを、登録していない端末でも使えるようにする',
  },
  fault: {
    number: (min: number, max: number) => `${min}から${max}までの整数を入力してください。`,
    time: '09:00 のように、時刻を半角で入力してください。',
    choose: 'どれか1つを選んでください。',
  },
}
