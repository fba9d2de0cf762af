import type { measures, MeasureSet, Topic, Unit } from '#src/statistics/measures.ts'

/** How a measure is called and worked out, in words that a visitor of the page can check by hand. */
export type MeasureText = { name: string; formula: string; note?: string }

export type MeasuresTexts = { [S in MeasureSet]: Record<keyof (typeof measures)[S], MeasureText> } & {
  topic: Record<Topic, string>
  unit: Record<Unit, string>
}

/** What the measures of statistics mean: the page of definitions and the dictionary of every file. */
export const measuresJa: MeasuresTexts = {
  topic: {
    volume: '件数',
    waiting: '待ち時間',
    service: '対応時間',
    visit: '来庁全体',
    outcome: '結果',
    flow: '窓口と列',
    bookings: '予約',
  },
  unit: {
    tickets: '件',
    people: '人',
    visits: '件',
    times: '回',
    minutes: '分',
    days: '日',
    percent: '％',
    perHour: '件／時',
    places: '枠',
    appointments: '件',
  },
  ticket: {
    tickets: {
      name: '受付件数',
      formula: '受け付けた番号の数。',
      note: '1人が2つの窓口を回ると2件です。ためしに出した番号など、取り消したものは数えません。',
    },
    people: { name: '来庁者数', formula: '来庁ごとに、いっしょに来た人を合わせた人数の合計。' },
    visits: {
      name: '来庁件数',
      formula: '最初の受付から最後の手続きまでを1件と数えた数。いくつ窓口を回っても1件。',
    },
    booked: {
      name: '予約あり',
      formula: '受付件数のうち、予約して来た件数。',
      note: '遅れて来て、予約なしの人と同じ順番で待った件数も含みます。',
    },
    walkIns: { name: '予約なし', formula: '受付件数のうち、予約せずに来た件数。' },
    fromPaper: { name: '紙での受付', formula: 'システムが使えない間に紙で受け付け、あとで入力した件数。' },
    wait: {
      name: '待ち時間',
      formula: '最初に呼んだ時刻 − 受付の時刻。',
      note: '呼び直しまでの時間は含みません。別の窓口へ移った人は、移った時刻から数え直します。',
    },
    waitBooked: { name: '待ち時間（予約あり）', formula: '予約して来た人の待ち時間。' },
    waitWalkIn: { name: '待ち時間（予約なし）', formula: '予約せずに来た人の待ち時間。' },
    withinTarget: {
      name: '15分以内に呼べた割合',
      formula: '待ち時間が15分以内で対応した件数 ÷（対応した件数 ＋ 15分を過ぎてから帰った件数）。',
      note: '15分以内に帰った人と、呼んでも来なかった人は、分子にも分母にも入れません。まだ待っている人は、15分を過ぎていれば分母に入れます。別の窓口へ移った人は、対応した窓口で数えます。',
    },
    withinTargetStrict: {
      name: '15分以内に呼べた割合（受付の全件）',
      formula: '待ち時間が15分以内で対応した件数 ÷ 受付件数。',
    },
    pastAppointment: {
      name: '予約時刻を過ぎた待ち時間',
      formula: '最初に呼んだ時刻 −（予約の時刻と受付の時刻の遅いほう）。早く呼べたときは0分。',
    },
    onTime: {
      name: '予約どおりに呼べた割合',
      formula: '予約の時刻と受付の時刻の遅いほうから5分以内に呼んだ件数 ÷ 予約して来て、呼ばれた件数。',
    },
    earlyWait: {
      name: '予約時刻までの待ち時間',
      formula: '予約より早く来た人が、予約の時刻（先に呼ばれたときはその時刻）まで待った時間。',
    },
    lateness: {
      name: '予約からの遅れ',
      formula: '受付の時刻 − 予約の時刻。',
      note: '早く来たときは、マイナスの値です。',
    },
    lateConverted: {
      name: '遅れて通常の順番になった件数',
      formula: '予約に遅れ、予約なしの人と同じ順番で待った件数。',
    },
    walking: { name: '窓口までの時間', formula: '対応を始めた時刻 − その直前に呼んだ時刻。' },
    service: {
      name: '対応時間',
      formula: '対応していた時間の合計。中断していた間は除く。',
      note: '10秒未満と240分を超えるもの、終わりを押し忘れたものは、時間の集計から除きます（件数には入れます）。',
    },
    handling: {
      name: '1件あたりの窓口使用時間',
      formula: '対応を終えた時刻 − 対応につながった呼出の時刻。',
    },
    secondWait: {
      name: '交付までの待ち時間',
      formula: '交付で呼んだ時刻 − 受付での対応を終えた時刻。',
    },
    recalls: { name: '呼び直し', formula: '受付と交付のそれぞれで、2回目以降に呼んだ回数。' },
    inferred: {
      name: '終わりの押し忘れ',
      formula: '次の人を呼んだことで終わったとみなした件数。',
    },
    tooShort: { name: '10秒未満の対応', formula: '対応時間が10秒に満たない件数。' },
    tooLong: { name: '240分を超える対応', formula: '対応時間が240分を超える件数。' },
    stay: {
      name: '滞在時間',
      formula: '来庁の最後の記録の時刻 − 最初の受付の時刻。',
      note: '終わりの記録がない来庁は除きます。',
    },
    visitWait: {
      name: '来庁全体の待ち時間',
      formula: '待っていた時間帯を合わせた長さから、同じ来庁の対応時間と重なる分を除いた時間。',
      note: '家族が同時に2つの窓口で待っても、二重に数えません。',
    },
    oneStop: { name: '1つの窓口で済んだ割合', formula: '1つの窓口だけで終わった来庁件数 ÷ 来庁件数。' },
    purposeMet: {
      name: '用件が済んだ割合',
      formula: '最後の窓口で「用件は済みましたか」が「はい」の来庁件数 ÷ 答えを記録した来庁件数。',
    },
    served: { name: '対応した件数', formula: '対応を終えた件数。' },
    transferred: { name: '別の窓口へ案内した件数', formula: '別の窓口へ移した件数。' },
    sentOn: {
      name: '別の窓口へ案内した割合',
      formula: '別の窓口へ移した件数 ÷（対応した件数 ＋ 別の窓口へ移した件数）。',
    },
    left: { name: '途中で帰った件数', formula: '番号を返したか、帰ったと記録した件数。' },
    noResponse: { name: '呼んでも来なかった件数', formula: '呼んでも来なかったため、閉じた件数。' },
    abandoned: {
      name: '対応できずに終わった割合',
      formula: '対応を受けずに終わった件数（途中で帰った、呼んでも来なかった）÷ 受付件数。',
      note: '受付での対応が済んだあとで交付に来なかった人は、入りません。',
    },
    reset: {
      name: '夜間に閉じた件数',
      formula: '終わりの記録がないまま日が変わり、システムが閉じた件数。',
      note: '帰った件数には数えません。',
    },
    open: { name: '終わっていない件数', formula: '集計の時点で、まだ待っているか対応中の件数。' },
  },
  flow: {
    openDays: { name: '開いた日数', formula: '1つでも窓口を開いた日の数。' },
    openWindowMinutes: {
      name: '窓口を開けていた時間',
      formula: '窓口ごとの、開けてから閉じるまでの時間の合計。休止中は除く。',
      note: '閉め忘れた窓口は、その日にその窓口で最後に記録があった時刻までとします。',
    },
    handlingMinutes: {
      name: '窓口使用時間',
      formula: '呼んでから終わるまで、窓口を使った時間の合計。中断の間を除き、交付の時間を含む。',
    },
    occupancy: { name: '窓口の稼働率', formula: '窓口使用時間 ÷ 窓口を開けていた時間。' },
    throughputPerHour: {
      name: '1時間あたりの対応件数',
      formula: '対応を終えた件数 ÷ 窓口を開けていた時間（1窓口1時間あたり）。',
    },
    queueMean: { name: '平均の待ち人数', formula: '待っていた時間の合計 ÷ 1つでも窓口が開いていた時間。' },
    queueMax: { name: '最大の待ち人数', formula: '1分ごとに数えた待ち人数のうち、最も多かった人数。' },
    littleGapPercent: {
      name: '記録の食いちがい',
      formula: '平均の待ち人数と「来庁の頻度 × 平均の待ち時間」との差の割合。',
      note: '5％を超えるときは、記録のもれを疑います。',
    },
  },
  bookings: {
    offered: { name: '用意した枠', formula: '予約を受けられるように用意した枠の数。' },
    blocked: { name: '止めた枠', formula: '用意した枠のうち、予約を受ける前に止めた数。' },
    booked: { name: '予約', formula: '期間中の日時に入った予約の件数。取り消されたものも含む。' },
    bookedShare: { name: '予約が入った割合', formula: '取り消されていない予約の枠 ÷ 用意した枠。' },
    cancelledEarly: { name: '取消（2時間前まで）', formula: '予約の2時間前までに、本人が取り消した件数。' },
    cancelledLate: {
      name: '取消（2時間以内）',
      formula: '予約まで2時間を切ってから、本人が取り消した件数。',
    },
    cancelledByOffice: {
      name: '役所の都合での取消',
      formula: '役所の都合で取り消した件数。来なかった割合には入れない。',
    },
    attended: { name: '来庁した予約', formula: '予約して受付をした件数。' },
    noShow: {
      name: '来なかった予約',
      formula: '取り消さず、予約の時刻から「予約と呼び出しの決まり」の時間がたっても受付がなかった件数。',
      note: '時間を変えても、それまでの記録は変わりません。そのあとで受付をした人は、来庁した予約に数えます。',
    },
    noShowShare: {
      name: '予約で来なかった割合',
      formula: '来なかった予約 ÷（来なかった予約 ＋ 来庁した予約 ＋ 2時間以内の取消）。',
      note: '2時間前までの取消と、役所の都合での取消は入れません。',
    },
    utilisation: { name: '枠が使われた割合', formula: '来庁した予約の枠 ÷（用意した枠 − 止めた枠）。' },
    leadDays: { name: '予約から来庁までの日数', formula: '予約の日 − 予約した日。' },
  },
}
