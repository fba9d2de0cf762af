import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from './day.ts'
import { observedMinutes } from './line-queries.ts'
import { countWindows } from './window-queries.ts'

/** The time until somebody is called: in four cases of five it lies between the two. */
export type Estimate = { fromMinutes: number; toMinutes: number }

type Question = {
  /** How many will be called before. */
  ahead: number
  windowsOpen: number
  /** Of these those at which nobody is: whoever is next goes there. */
  windowsFree?: number
  /** What the counter's services take as planned. */
  serviceMinutes: readonly number[]
  /** What those served today have taken. */
  observedMinutes: readonly number[]
}

const weightOfPlan = 5
const step = 5
/** The normal distribution's 90 % quantile. */
const z = 1.2816

/**
 * With `ahead` people before and all `windowsOpen` busy, a place at one of them comes free every m / windows
 * minutes, so the time until the call is a sum of ahead + 1 such steps: Gamma(ahead + 1, m / windows), where m is
 * today's mean, drawn to the plan as if that were five people. Its 10 % and 90 % quantiles by Wilson and Hilferty
 * (1931), rounded outwards to 5 minutes. The first in line take the windows that are free, so they wait for nobody and
 * the others for as many fewer. Null when no window is open or nothing is known of how long it takes.
 */
export function waitEstimate(question: Question): Estimate | null {
  const { ahead, windowsOpen, windowsFree = 0, serviceMinutes } = question
  if (windowsOpen < 1 || serviceMinutes.length === 0) return null
  const before = ahead - windowsFree
  if (before < 0) return { fromMinutes: 0, toMinutes: step }
  const planned = sum(serviceMinutes) / serviceMinutes.length
  const observed = question.observedMinutes
  const mean = (weightOfPlan * planned + sum(observed)) / (weightOfPlan + observed.length)

  const shape = before + 1
  const quantile = (deviation: number) =>
    shape * (1 - 1 / (9 * shape) + deviation / (3 * Math.sqrt(shape))) ** 3 * (mean / windowsOpen)
  return {
    fromMinutes: Math.floor(quantile(-z) / step) * step,
    toMinutes: Math.ceil(quantile(z) / step) * step,
  }
}

/** The same as the queue of a counter is now. */
export async function estimateFor(
  db: Db,
  office: Office,
  counterId: number,
  ahead: number,
  now: Instant,
): Promise<Estimate | null> {
  const { open: windowsOpen, free: windowsFree } = await countWindows(db, counterId)
  const ofCounter = office.services.filter(service => service.counterId === counterId)
  return waitEstimate({
    ...{ ahead, windowsOpen, windowsFree },
    serviceMinutes: ofCounter.map(({ durationMinutes }) => durationMinutes),
    observedMinutes: await observedMinutes(db, { counterId, date: businessDate(office, now) }),
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
