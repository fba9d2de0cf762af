import type { TicketAnswer } from './world.ts'

export type Figures = {
  arrived: number
  waiting: number
  /** Called or served at a window now. */
  atWindows: number
  /** Filling in a form, or waiting for their papers. */
  between: number
  served: number
  left: number
  absent: number
}

type Seen = Pick<TicketAnswer, 'state'>

/** Everybody of the day by what has become of them. A transfer opens a second ticket of the same person. */
export function figuresOf(tickets: readonly Seen[]): Figures {
  const people = tickets.filter(({ state }) => state !== 'transferred' && state !== 'voided')
  const count = (...states: Array<TicketAnswer['state']>) =>
    people.filter(({ state }) => states.includes(state)).length
  return {
    arrived: people.length,
    waiting: count('waiting'),
    atWindows: count('called', 'serving'),
    between: count('parked', 'handed_in'),
    served: count('served'),
    left: count('left'),
    absent: count('no_show'),
  }
}

/** Mean and median minutes; null for none. */
export function waitOf(minutes: readonly number[]): { mean: number; median: number } | null {
  const sorted = minutes.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const [lower, upper] = [sorted[Math.floor(middle)], sorted[Math.ceil(middle)]]
  if (lower === undefined || upper === undefined) return null
  return { mean: sorted.reduce((sum, each) => sum + each, 0) / sorted.length, median: (lower + upper) / 2 }
}
