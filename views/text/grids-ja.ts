/** How far apart times to book begin, as pages for staff. */
export const gridsJa = {
  title: '予約枠の長さ',
  lead: '予約を始められる時刻の間隔で、予約枠1つの長さでもあります。これより長い手続きは、続けて2つ以上の枠を使います。',
  now: '現在の長さ',
  planned: 'これからの長さ',
  minutes: (minutes: number) => `${minutes}分`,
  since: (date: string, minutes: number) => `${date}から${minutes}分`,
  change: '長さを変える',
  rule: '1日のうちに2つの長さが混ざると、同じ時間に窓口の数より多くの予約が入るおそれがあります。そのため、変えられるのは、まだ予約がなく、予約を入力している途中の人もいない日からです。それより前の日の予約は、日時も長さも変わりません。',
  earliest: (last: string | null, earliest: string) =>
    `${last === null ? '' : `いちばん後の予約は${last}です。`}${earliest}から変えられます。`,
  fields: { minutes: '新しい長さ（分）', from: 'いつから' },
  minutesHint: '5から240までの、5きざみの数。',
  look: '確かめる（まだ保存しません）',
  fault: {
    not_minutes: '新しい長さは、5から240までの5きざみの数で入力してください。',
    same: 'この日からの長さは、すでにそのとおりです。',
    not_a_date: 'いつからかを、日付で入力してください。',
    past: 'いつからかは、今日か、それより後の日にしてください。',
    too_far: 'いつからかは、2年以内の日にしてください。',
  },
  booked: (last: string, earliest: string) =>
    `${last}までの日に予約が入っています。${earliest}か、それより後の日にしてください。`,
  stale: 'ほかの人が先に設定を変えました。もう一度確かめてから保存してください。',
  saved: '予約枠の長さを保存しました。',
  back: '開庁時間と休みに戻る',
  preview: {
    title: '予約枠の長さの変更を確かめる',
    lead: (date: string, before: number, after: number) =>
      `${date}から、予約枠の長さを${before}分から${after}分に変えます。`,
    kept: (count: number) =>
      count === 0
        ? 'その前の日に、これからの予約はありません。'
        : `その前の日に入っている予約${count}件は、日時も長さも変わりません。`,
    noTimes: '予約を受け付けられる時刻がなくなる窓口があります',
    counters: '窓口ごとの時刻と予約枠',
    countersLead: '変更の後、はじめて窓口が開く日に、住民が予約できる時刻と予約枠の数です。',
    services: '1人分の枠の長さが変わる手続き',
    noServices: '枠の長さが変わる手続きはありません。',
    column: {
      counter: '窓口',
      times: '時刻の数',
      places: '予約枠の数',
      service: '手続き',
      needed: 'かかる時間',
      taken: '使う枠の長さ',
    },
    fromTo: (before: string, after: string) => `${before} → ${after}`,
    save: 'この内容で保存する',
    back: '入力に戻る',
  },
}
