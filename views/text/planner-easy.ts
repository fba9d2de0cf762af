import { minutesInEasy } from './counted.ts'
import type { PlannerTexts } from './planner-ja.ts'

export const plannerEasy: PlannerTexts = {
  questionsTitle: 'いる {手続|てつづ}きを しらべる',
  questionsLead:
    '{質問|しつもん}に {答|こた}えると、いる {手続|てつづ}きと {持|も}ってくるものが わかります。{答|こた}えは {残|のこ}りません。',
  yes: 'はい',
  no: 'いいえ',
  unanswered: '「はい」か「いいえ」を えらんでください。',
  show: 'いる {手続|てつづ}きを {見|み}る',
  related: 'ほかの {手続|てつづ}き',
  listTitle: 'いる {手続|てつづ}きと {持|も}ってくるもの',
  found: count => `{手続|てつづ}きは ${count}つ あります。`,
  none: 'いる {手続|てつづ}きは ありませんでした。',
  noneText: 'わからない ときは、{電話|でんわ}か {総合案内|そうごうあんない}で {聞|き}いてください。',
  answerAgain: '{質問|しつもん}に もどる',
  together: 'まとめて {予約|よやく}する',
  togetherHint:
    '1{回|かい}で ぜんぶ できる {日|ひ}と {時間|じかん}を さがします。しない {手続|てつづ}きは、チェックを {消|け}してください。',
  separate: 'べつに {予約|よやく}する {手続|てつづ}き',
  separateText:
    'ほかの {人|ひと}に {知|し}られないように、ほかの {手続|てつづ}きと べつに {予約|よやく}します。',
  withoutBooking: '{予約|よやく}しないで できる {手続|てつづ}き',
  documentsFor: services => `つかう {手続|てつづ}き：${services}`,
  more: 'くわしく {見|み}る',
  find: '{日|ひ}と {時間|じかん}を さがす',
  planTitle: 'まとめて {行|い}く {日|ひ}を えらぶ',
  counters: '{窓口|まどぐち}',
  counterCount: count => `${count}つ`,
  change: '{手続|てつづ}きや {人|ひと}の {数|かず}を {変|か}える',
  plansOn: date => `${date}の {予定|よてい}`,
  plan: number => `{予定|よてい}${number}`,
  span: (from, to) => `${from}〜${to}`,
  hours: (hours, minutes) =>
    [hours > 0 && `${hours}{時間|じかん}`, minutes > 0 && minutesInEasy(minutes)].filter(Boolean).join(' '),
  walk: minutes => `{歩|ある}いて ${minutesInEasy(minutes)}`,
  rest: minutes => `{待|ま}つ {時間|じかん} ${minutesInEasy(minutes)}`,
  papers: time => `{紙|かみ}を もらうまで、${time}ごろまで {待|ま}ちます。`,
  collect: time => `${time}ごろ {紙|かみ}が できます。{帰|かえ}る {前|まえ}に もらってください。`,
  over: time => `${time}ごろ おわります`,
  choose: number => `{予定|よてい}${number}で {予約|よやく}する`,
  days: '{日|ひ}を えらぶ',
  earlier: '{前|まえ}の 2{週間|しゅうかん}',
  later: '{次|つぎ}の 2{週間|しゅうかん}',
  fullAt: counter => `${counter}は いっぱいです`,
  closedAt: (counter, reason) => `${counter}：${reason}`,
  apart: '{空|あ}いている {時間|じかん}が {合|あ}わないので、1{日|にち}で できません',
  plansFrom: (time, span) => `${time}から（${span}）`,
  noneInDays: 'このあいだには、1{日|にち}で できる {日|ひ}が ありません。',
  noneAtAll: '1{日|にち}で できる {日|ひ}が ありません。{窓口|まどぐち}ごとに {予約|よやく}してください。',
  single: '{窓口|まどぐち}ごとに {予約|よやく}する',
  taken: 'この {予定|よてい}では {予約|よやく}できませんでした',
  takenText:
    'ほかの {人|ひと}が さきに {予約|よやく}しました。いま {予約|よやく}できる {予定|よてい}は {下|した}に あります。',
  refusedTitle: 'まとめて {予約|よやく}できません',
  refusal: {
    no_service: () => '{手続|てつづ}きを えらんでください。',
    not_bookable: services =>
      services
        ? `{予約|よやく}できない {手続|てつづ}きが あります：${services}。{予約|よやく}しないで {窓口|まどぐち}へ {来|き}てください。`
        : '{予約|よやく}できない {手続|てつづ}きが あります。もういちど えらんでください。',
    sensitive: services =>
      `べつに {予約|よやく}する {手続|てつづ}きが あります：${services}。ほかの {人|ひと}に {知|し}られないように するためです。`,
    contradiction: services =>
      `この {手続|てつづ}きは いっしょに できません：${services}。どちらかを えらんでください。`,
    people: () => '{人|ひと}が {多|おお}すぎます。{人|ひと}の {数|かず}を えらびなおしてください。',
    too_many_counters: () => '{窓口|まどぐち}が {多|おお}すぎます。{手続|てつづ}きを へらしてください。',
  },
}
