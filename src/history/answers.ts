import type { Random } from '../demo/random.ts'
import type { Score } from '../survey/answer.ts'
import { overallSlug, type Question } from '../survey/questionnaire.ts'
import type { NewAnswer } from '../survey/answer-queries.ts'
import type { PastDay, PastTicket, PastVisit } from './past-day.ts'

/** An answer, with what somebody wrote, which is kept apart from the marks. */
export type PastAnswer = Omit<NewAnswer, 'officeId' | 'month'> & { comment: string | null }

type AskedQuestion = Pick<Question, 'slug' | 'isBookedOnly'>

const responseShare = 0.22
const channelShares = [
  { channel: 'kiosk', share: 0.5 },
  { channel: 'ticket', share: 0.3 },
  { channel: 'paper', share: 0.17 },
  { channel: 'poster', share: 0.03 },
] as const
/** At the kiosk most people tap once and go. */
const kioskGoesOnShare = 0.35
const leftOutShare = 0.1
const unknownShare = 0.02
const commentShare = 0.05

/** How many find a question good who have not waited, and how many fewer with each minute. */
const opinions: Readonly<Record<string, { good: number; perMinute: number }>> = {
  'q-overall': { good: 0.94, perMinute: 0.0035 },
  'q-explain': { good: 0.94, perMinute: 0.001 },
  'q-manner': { good: 0.96, perMinute: 0.001 },
  'q-wait': { good: 0.93, perMinute: 0.009 },
  'q-form': { good: 0.87, perMinute: 0 },
  'q-sign': { good: 0.84, perMinute: 0 },
  'q-privacy': { good: 0.9, perMinute: 0.001 },
  'q-booking': { good: 0.95, perMinute: 0.002 },
}
const usual = { good: 0.9, perMinute: 0.001 }
const worst = 0.35
const purposeMissed = 0.2
/** Whoever is content finds everything a little better, whoever is not everything much worse. */
const moods = { content: 0.04, cross: -0.35 }

/** What the visitors of a day answer who are asked: the longer somebody has waited, the fewer are content. */
export function answersOf(
  { visits, tickets }: PastDay,
  questions: readonly AskedQuestion[],
  random: Random,
): PastAnswer[] {
  const ofVisit = Map.groupBy(tickets, ticket => ticket.visitId)
  return visits.flatMap(visit => {
    const legs = ofVisit.get(visit.id) ?? []
    const last = legs.at(-1)
    if (last?.state !== 'served' || !random.chance(responseShare)) return []
    const answer = answerOf(visit, legs, last, questions, random)
    // Only the page of a number knows whose it is, and notes no more than that the visit has answered.
    visit.isAnswered = answer.channel === 'ticket'
    return [answer]
  })
}

function answerOf(
  visit: PastVisit,
  legs: readonly PastTicket[],
  last: PastTicket,
  questions: readonly AskedQuestion[],
  random: Random,
): PastAnswer {
  const channel = channelFrom(random)
  const isBooked = visit.appointmentId !== null
  const asked = questions.filter(({ isBookedOnly }) => isBooked || !isBookedOnly)
  const waited = legs.reduce((sum, leg) => sum + waitOf(leg), 0)
  const isMissed = last.events.some(({ payload }) => payload.purposeMet === 'no')
  const marks = scoresFor(asked, { waited, isMissed, isBrief: isBrief(channel, random) }, random)
  const isContent = (marks[overallSlug] ?? 3) >= 4
  return {
    counterId: channel === 'poster' ? null : last.counterId,
    ...{ channel, language: visit.language, scores: marks },
    comment: channel !== 'kiosk' && random.chance(commentShare) ? commentOf(isContent, random) : null,
  }
}

function channelFrom(random: Random): PastAnswer['channel'] {
  let drawn = random.uniform(0, 1)
  for (const { channel, share } of channelShares) {
    if (drawn < share) return channel
    drawn -= share
  }
  return 'kiosk'
}

function isBrief(channel: PastAnswer['channel'], random: Random): boolean {
  return channel === 'kiosk' && !random.chance(kioskGoesOnShare)
}

function waitOf({ checkedInAt, firstCalledAt }: PastTicket): number {
  return firstCalledAt === null ? 0 : (firstCalledAt - checkedInAt) / 60_000
}

function scoresFor(
  asked: readonly AskedQuestion[],
  { waited, isMissed, isBrief: isShort }: { waited: number; isMissed: boolean; isBrief: boolean },
  random: Random,
): Record<string, Score> {
  const scores: Record<string, Score> = {}
  let mood = -(isMissed ? purposeMissed : 0)
  for (const [index, { slug }] of asked.entries()) {
    if (index > 0 && (isShort || random.chance(leftOutShare))) continue
    const { good, perMinute } = opinions[slug] ?? usual
    const score = markOf(Math.max(worst, good - perMinute * waited) + mood, random)
    scores[slug] = index > 0 && random.chance(unknownShare) ? null : score
    if (index === 0) mood = score >= 4 ? moods.content : moods.cross
  }
  return scores
}

function markOf(goodShare: number, random: Random): 5 | 4 | 3 | 2 | 1 {
  if (random.chance(goodShare)) return random.chance(0.45) ? 5 : 4
  return random.chance(0.65) ? 3 : random.chance(0.7) ? 2 : 1
}

const comments = {
  content: [
    '説明がていねいで、わかりやすかったです。',
    '予約していたので、ほとんど待たずにすみました。',
    '思っていたより早く終わりました。',
    'スマートフォンで順番がわかるので、外で待てて助かりました。',
    '入口の案内の方が親切でした。',
    'It was easy to follow, thank you.',
  ],
  cross: [
    '待ち時間が長かったです。',
    'どの窓口へ行けばよいか、わかりにくかったです。',
    '書類の書き方の見本がもっとあるとよいと思います。',
    '昼の時間は窓口が少なく感じました。',
    '同じことを何度も書くのが大変でした。',
    '呼び出しの声が聞こえにくかったです。',
  ],
} as const

function commentOf(isContent: boolean, random: Random): string {
  return random.pick(isContent ? comments.content : comments.cross)
}
