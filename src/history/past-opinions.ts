import { addDays, instantOf, type LocalDate } from '../clock.ts'
import { createRandom, type Random } from '../demo/random.ts'
import type { Office } from '../offices/office.ts'
import { type OpinionSample, opinionSamples } from './opinion-samples.ts'
import { pseudonymOf } from './past-names.ts'

export type PastOpinion = {
  sample: OpinionSample
  counterId: number | null
  channel: 'web' | 'paper' | 'phone' | 'desk'
  wantsAnswer: boolean
  receivedDate: LocalDate
  createdAt: number
  takenAt: number | null
  answeredAt: number | null
  publishedAt: number | null
  answerDays: number | null
  by: string
  receipt: string
}

const sharePerDay = 0.25
const webShare = 0.6
const wantsAnswerShare = 0.35
const publishedShare = 0.55
const answerDaysMean = 9
const minute = 60_000

/** The opinions of an opening day, about one in a week, and how far they had come when the span ended. */
export function opinionsOf(
  office: Office,
  date: LocalDate,
  lastDate: LocalDate,
  seed: number,
): PastOpinion[] {
  const end = instantOf(addDays(lastDate, 1), 0, office.timeZone)
  const random = createRandom(seed, `opinion of ${date}`)
  return random.chance(sharePerDay) ? [opinionOf(office, date, end, random)] : []
}

function opinionOf(office: Office, date: LocalDate, end: number, random: Random): PastOpinion {
  const sample = random.pick(opinionSamples)
  const isWeb = sample.language !== undefined || random.chance(webShare)
  const createdAt = atMinute(office, date, random.uniform(9 * 60, isWeb ? 22 * 60 : 17 * 60))
  const takenAt = atMinute(office, addDays(date, 1 + Math.floor(random.exponential(1))), 9 * 60 + 20)
  const days = 2 + Math.floor(random.exponential(answerDaysMean))
  const answeredAt = Math.max(atMinute(office, addDays(date, days), 15 * 60), takenAt + 60 * minute)
  const publishedAt = random.chance(publishedShare) ? answeredAt + 24 * 60 * minute : end
  const isWaitedFor = random.chance(wantsAnswerShare)
  const before = (at: number) => (at < end ? at : null)
  const isAnswered = answeredAt < end
  return {
    sample,
    counterId: office.counters.find(({ slug }) => slug === sample.counter)?.id ?? null,
    channel: isWeb ? 'web' : random.pick(['paper', 'phone', 'desk']),
    // Whoever still waits would have left an address, and nobody of the past has one.
    wantsAnswer: isWaitedFor && isAnswered,
    receivedDate: date,
    ...{
      createdAt,
      takenAt: before(takenAt),
      answeredAt: before(answeredAt),
      publishedAt: before(publishedAt),
    },
    answerDays: isAnswered ? days : null,
    by: pseudonymOf('supervisor'),
    receipt: pseudonymOf(`opinion ${createdAt}`),
  }
}

function atMinute(office: Office, date: LocalDate, at: number): number {
  return instantOf(date, 0, office.timeZone) + Math.round(at) * minute
}
