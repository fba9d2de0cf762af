import type { ClosingRefusal } from '#src/statistics/close-month.ts'
import type { CorrectionRefusal } from '#src/statistics/correct.ts'
import type { CorrectionField, What } from '#src/statistics/correction-form.ts'

/** Correcting the log of a day that is over, and closing months. */
export const correctionsJa = {
  tickets: {
    title: '記録の訂正',
    lead: '日付と受付番号を入れると、その番号の記録が出ます。記録の誤りは、翌日から直せます。',
    date: '日付',
    number: '受付番号',
    numberHint: '例）A-012',
    search: 'さがす',
    dateWrong: '日付を選んでください。',
    numberWrong: '受付番号を入れてください。例）A-012',
    none: 'この日に、この番号の記録はありません。',
    running: 'この日はまだ終わっていません。訂正は翌日からできます。',
    leg: (number: string, counter: string) => `${number}（${counter}）`,
    history: (number: string) => `${number}の記録`,
    columns: { time: '時刻', event: 'できごと', window: '窓口', correction: '訂正' },
    corrected: '訂正前',
    undone: '取り消した操作',
    by: (who: string, when: string) => `${when}に${who}が訂正`,
    change: (event: string) => `${event}の時刻を直す`,
    outcome: 'した手続きと用件を直す',
    trial: '試しの番号として除く',
  },
  form: {
    title: {
      time: '時刻を直す',
      outcome: 'した手続きと用件を直す',
      trial: '試しの番号として除く',
    } satisfies Record<What, string>,
    back: (number: string) => `${number}の記録へもどる`,
    ticket: '受付番号',
    counter: '窓口',
    event: 'できごと',
    now: 'いまの記録',
    time: '正しい時刻',
    timeHint: (from: string, to: string) => `${from}から${to}まで。前後のできごとは追い越せません。`,
    services: 'した手続き',
    purpose: '用件は済みましたか',
    purposeUnknown: '記録なし',
    trialText:
      '練習や動作確認で出した番号を、統計から除きます。別の窓口へ移った番号は、すべての窓口の分を除きます。元に戻すことはできません。',
    reason: '訂正の理由',
    reasonHint: '3〜200文字。氏名など、個人がわかることは書かないでください。',
    version: (next: number) =>
      `この月は確定しています。訂正すると、統計は第${next}版として出し直されます。前の版も残ります。`,
    submit: '訂正する',
    keep: '訂正しない',
    refused: '訂正できませんでした',
    error: {
      time: '時刻を 9:05 や 9:05:30 の形で入れてください。',
      services: 'した手続きを1つ以上選んでください。',
      purposeMet: '「用件は済みましたか」の答えを選び直してください。',
      reason: '訂正の理由を3〜200文字で入れてください。',
    } satisfies Record<CorrectionField, string>,
    refusal: {
      not_found: 'この番号の記録が見つかりません。',
      taken: '先に別の訂正がありました。いまの記録を確かめて、もう一度入れてください。',
      day_running: 'この日はまだ終わっていません。訂正は翌日からできます。',
      not_correctable: 'この記録は直せません。すでに訂正されたか、直せない種類の記録です。',
      outside_neighbours: '前後のできごとを追い越す時刻には直せません。',
      unchanged: 'いまの記録と同じです。',
      key_reused: '同じ操作が違う内容で送られました。もう一度お試しください。',
    } satisfies Record<CorrectionRefusal | 'key_reused', string>,
  },
  closing: {
    title: '月の確定',
    lead: '確定した月の数字は、あとから変わりません。記録を訂正したときは、新しい版として出し直し、前の版も残します。',
    automatic:
      '翌月の5番目の開庁日に、自動で確定します。その前でも、ここで確定できます。確定は取り消せません。',
    waiting: 'まだ確定していない月',
    waitingNone: '確定を待つ月はありません。',
    closesOn: (date: string) => `${date}に自動で確定`,
    submit: (month: string) => `${month}を確定する`,
    closed: '確定した月',
    closedNone: '確定した月は、まだありません。',
    columns: {
      month: '月',
      version: '版',
      closedAt: '確定した日時',
      corrected: '訂正した記録',
      by: '確定した人',
    },
    version: (version: number) => `第${version}版`,
    events: (count: number) => `${count}件`,
    itself: '自動',
    refused: '確定できませんでした',
    refusal: {
      not_whole: '区役所の月なので、すべての窓口を担当する人が確定します。',
      not_over: 'この月はまだ終わっていません。',
      no_figures: 'この月の統計はありません。',
      already_closed: 'この月は確定しています。',
      earlier_open: '前の月から順に確定してください。',
      behind: 'いま集計しています。1分ほど待って、もう一度押してください。',
    } satisfies Record<ClosingRefusal, string>,
  },
}

export type CorrectionsTexts = typeof correctionsJa
