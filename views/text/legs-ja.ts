/** Texts of a visit over several counters. */
export const legsJa = {
  title: '窓口（回る順）',
  lead: '番号札は1つです。終わったら次の窓口へ進んでください。同じ番号でお呼びします。',
  late: '前の窓口が長引いても、次の窓口の予約はそのまま残ります。',
  each: '窓口ごとの変更',
  change: '時間を変える',
  cancel: '取り消す',
  changeAll: '全部の窓口の日時を変える',
  cancelAll: '全部を取り消す',
  allNote: 'すべての窓口の時間を、同じ長さだけ動かします。',
  changeTitle: 'この窓口の時間を変える',
  changeLead: '同じ日の、ほかの窓口と重ならない時間をえらべます。移動の時間もみています。',
  others: 'ほかの窓口の時間',
  times: 'えらべる時間',
  noTimes: 'この窓口だけで変えられる時間は、この日にはありません。全部の窓口の日時を変えてください。',
  new: '新しい時間',
  submit: 'この時間に変える',
  cancelTitle: 'この窓口を取り消しますか',
  cancelText: 'この窓口の予約だけを取り消します。ほかの窓口の予約は残ります。元には戻せません。',
  cancelSubmit: 'この窓口を取り消す',
  keep: '取り消さない',
  route: '窓口と順番',
  done: '終わりました',
  here: 'いまはここです',
  ahead: 'このあと',
}

export type LegsTexts = Record<keyof typeof legsJa, string>
