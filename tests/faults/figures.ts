/** What people were told during a run. */
export type Tally = { acknowledged: number; refused: number; unanswered: number }

/** What a run of faults came to. */
export type Figures = Tally & {
  cycles: number
  /** Confirmed bookings and numbers that were not there afterwards, in each cycle. */
  lost: number
  /** Bookings and numbers beyond those that anybody was told of. */
  doubled: number
  /** Faults that the check of all invariants found, and promises about answers that were not kept. */
  broken: number
  examples: string[]
}

export function newFigures(): Figures {
  const tally: Tally = { acknowledged: 0, refused: 0, unanswered: 0 }
  return { cycles: 0, ...tally, lost: 0, doubled: 0, broken: 0, examples: [] }
}

/** Counts what was found, and keeps the first of it to be shown. */
export function note(figures: Figures, what: 'lost' | 'doubled' | 'broken', found: readonly string[]): void {
  figures[what] += found.length
  figures.examples.push(...found.slice(0, 3).map(example => `${what}: ${example}`))
}

/** What has been added to the figures of a run. */
export function figuresSince(before: Figures, after: Figures): Figures {
  const keys = ['cycles', 'acknowledged', 'refused', 'unanswered', 'lost', 'doubled', 'broken'] as const
  const figures = newFigures()
  for (const key of keys) figures[key] = after[key] - before[key]
  return { ...figures, examples: after.examples.slice(before.examples.length) }
}

/** What came of letting one thing go wrong. `missing`: what this machine lacks to try it. */
export type FaultOutcome = { name: string; missing: string | null; figures: Figures }
