import type { PlanRefusal } from '#src/planner/errand.ts'

/** One visit over several counters, from the questions to the plan. */
export const plannerJa = {
  questionsTitle: '必要な手続きを調べる',
  questionsLead: '質問に答えると、必要な手続きと持ち物がわかります。答えは記録に残りません。',
  yes: 'はい',
  no: 'いいえ',
  unanswered: '「はい」か「いいえ」をえらんでください。',
  show: '必要な手続きを見る',
  related: '関係のある手続き',
  listTitle: '必要な手続きと持ち物',
  found: (count: number) => `手続きは${count}件です。`,
  none: '必要な手続きは見つかりませんでした。',
  noneText: '分からないときは、電話か総合案内でお問い合わせください。',
  answerAgain: '質問に戻る',
  together: 'まとめて予約する',
  togetherHint: '1回の来庁でまわれる日時をさがします。しない手続きは、チェックを外してください。',
  separate: 'ほかと分けて予約する手続き',
  separateText: 'プライバシーを守るため、ほかの手続きとまとめずに予約します。',
  withoutBooking: '予約のいらない手続き',
  documentsFor: (services: string) => `使う手続き：${services}`,
  more: 'くわしく見る',
  find: '日時をさがす',
  planTitle: 'まとめて行く日をえらぶ',
  counters: '窓口',
  counterCount: (count: number) => `${count}か所`,
  change: '手続きや人数を変える',
  plansOn: (date: string) => `${date}の予定`,
  plan: (number: number) => `予定${number}`,
  span: (from: string, to: string) => `${from}〜${to}`,
  hours: (hours: number, minutes: number) =>
    [hours > 0 && `${hours}時間`, minutes > 0 && `${minutes}分`].filter(Boolean).join(''),
  walk: (minutes: number) => `歩いて${minutes}分`,
  rest: (minutes: number) => `待ち時間${minutes}分`,
  papers: (time: string) => `書類を受け取るまで、${time}ごろまで待ちます。`,
  collect: (time: string) => `${time}ごろ書類ができます。帰る前に受け取ってください。`,
  over: (time: string) => `${time}ごろ終わり`,
  choose: (number: number) => `予定${number}で予約する`,
  days: '日をえらぶ',
  earlier: '前の2週間',
  later: '次の2週間',
  fullAt: (counter: string) => `${counter}が満席です`,
  closedAt: (counter: string, reason: string) => `${counter}：${reason}`,
  apart: '空いている時間がつながらず、1日でまわれません',
  plansFrom: (time: string, span: string) => `${time}から（${span}）`,
  noneInDays: 'この期間に、1日でまわれる日はありません。',
  noneAtAll: '1日でまわれる日がありません。窓口ごとに予約してください。',
  single: '窓口ごとに予約する',
  taken: 'この予定では予約できませんでした',
  takenText: 'ほかの人が先に予約したか、受付が変わりました。いま予約できる予定を下に出しています。',
  refusedTitle: 'まとめて予約できません',
  refusal: {
    no_service: () => '手続きをえらんでください。',
    not_bookable: (services: string) =>
      services
        ? `予約できない手続きがあります：${services}。予約なしで直接窓口へ来てください。`
        : '予約できない手続きがあります。手続きをえらび直してください。',
    sensitive: (services: string) =>
      `ほかの手続きと分けて予約する手続きがあります：${services}。プライバシーを守るためです。`,
    contradiction: (services: string) =>
      `いっしょにはできない手続きです：${services}。どちらかをえらんでください。`,
    people: () => '一度に予約できる人数をこえています。人数を正しくえらんでください。',
    too_many_counters: () => '1日でまわる窓口が多すぎます。手続きをへらしてください。',
  } satisfies Record<PlanRefusal, (services: string) => string>,
}

export type PlannerTexts = typeof plannerJa
