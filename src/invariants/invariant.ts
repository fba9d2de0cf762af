/** What is always true of the data, by the names under which it is promised and tested. */
export const invariantTitles = {
  'INV-1': 'no slot holds more than it offers',
  'INV-2': 'no confirmed booking is lost',
  'INV-3': 'one intent has one effect',
  'INV-4': 'a cancelled booking keeps no place',
  'INV-5': 'a booking has all its places at one time, and no others',
  'INV-6': 'every change has its one message, and every message an end',
  'INV-7': 'the queue is what its events say, and no number is given twice',
  'INV-8': "nothing belongs to two offices' data at once",
  'INV-9': 'no secret and no address stands in a log',
  'INV-10': 'every change of a booking is written down',
  'INV-11': 'times are instants, days are days of the office',
  'INV-12': 'what was to be forgotten is gone',
  'INV-13': 'nothing unreadable has got in',
  'INV-14': 'above capacity it sheds, and does not collapse',
} as const

export type InvariantId = keyof typeof invariantTitles

export const invariantIds = Object.keys(invariantTitles) as InvariantId[]

/** What a database cannot show by itself: the metrics of a running server do. */
const shownElsewhere: readonly InvariantId[] = ['INV-14']

export type Verdict = {
  id: InvariantId
  /** How many rows, slots or days were looked at. */
  looked: number
  faults: number
  /** The first faults, in words without personal data. */
  examples: string[]
}

export type VerdictState = 'held' | 'broken' | 'not_shown'

export function stateOf({ id, faults }: Pick<Verdict, 'id' | 'faults'>): VerdictState {
  if (faults > 0) return 'broken'
  return shownElsewhere.includes(id) ? 'not_shown' : 'held'
}

/** Collects what the parts of a check find. */
export type Findings = {
  looked: (id: InvariantId, count: number) => void
  fault: (id: InvariantId, what: string) => void
  /** Notes a fault where something is not right. */
  check: (id: InvariantId, isRight: boolean, what: string) => void
  verdicts: () => Verdict[]
}

const examplesMax = 20

export function createFindings(): Findings {
  const found = new Map(
    invariantIds.map(id => [id, { id, looked: 0, faults: 0, examples: [] as string[] }] as const),
  )
  const verdictOf = (id: InvariantId): Verdict => {
    const verdict = found.get(id)
    if (!verdict) throw new Error(`no invariant ${id}`)
    return verdict
  }
  const fault = (id: InvariantId, what: string) => {
    const verdict = verdictOf(id)
    verdict.faults += 1
    if (verdict.examples.length < examplesMax) verdict.examples.push(what)
  }

  return {
    looked(id, count) {
      verdictOf(id).looked += count
    },
    fault,
    check(id, isRight, what) {
      if (!isRight) fault(id, what)
    },
    verdicts: () => [...found.values()],
  }
}
