/** What comes in masses during a rush. */
export type Work = 'page' | 'deed' | 'answer in line'

export type Costs = {
  /** One of these begins. */
  began: (work: Work) => void
  /** For how long the event loop was at work, of how long, with all that began since it was told so last. */
  learn: (looked: { activeMilliseconds: number; passedMilliseconds: number }) => void
  /** What one visit, from the page of times to the booking, takes of the event loop. */
  visitMilliseconds: () => number
  /** The share of the event loop that all else takes, with the answers to those in line, 0 to 1. */
  othersShare: () => number
}

/** Cautious guesses in milliseconds; the rest is all else that a server does between two looks. */
const guesses = { page: 3, deed: 8, 'answer in line': 0.2, rest: 10 }
const kinds = Object.keys(guesses) as Array<keyof typeof guesses>

/** A visit: four pages and three deeds. */
const ofVisit = { pages: 4, deeds: 3 }

/** How much of an error is put right at once. */
const correction = 0.3
/** Less work than this teaches little, in milliseconds. */
const tellingMilliseconds = 30
/** The share of a guess below which no cost is believed. */
const shareMin = 0.02

/**
 * Learns what a page, a deed and an answer to somebody in line cost where many come together, as they do in a rush: they
 * share commits, so that one alone would tell too much. Each guess is put right by its part of the work (normalised
 * least mean squares: Haykin, Adaptive Filter Theory, ch. 6).
 */
export function createCosts(): Costs {
  const shares = { page: 1, deed: 1, 'answer in line': 1, rest: 1 }
  let begun = noneBegun()
  let othersShare = 0

  return {
    began(work) {
      begun[work] += 1
    },
    learn({ activeMilliseconds, passedMilliseconds }) {
      const counts = { ...begun, rest: 1 }
      begun = noneBegun()
      const parts = kinds.map(kind => ({ kind, guessed: counts[kind] * guesses[kind] }))
      const expected = parts.reduce((sum, { kind, guessed }) => sum + shares[kind] * guessed, 0)
      const size = parts.reduce((sum, { guessed }) => sum + guessed ** 2, tellingMilliseconds ** 2)
      const step = (correction * (activeMilliseconds - expected)) / size
      for (const { kind, guessed } of parts) shares[kind] = Math.max(shareMin, shares[kind] + step * guessed)

      const others = ['answer in line', 'rest'] as const
      const taken = others.reduce((sum, kind) => sum + shares[kind] * guesses[kind] * counts[kind], 0)
      othersShare += correction * (Math.min(1, taken / passedMilliseconds) - othersShare)
    },
    visitMilliseconds: () =>
      ofVisit.pages * guesses.page * shares.page + ofVisit.deeds * guesses.deed * shares.deed,
    othersShare: () => othersShare,
  }
}

function noneBegun() {
  return { page: 0, deed: 0, 'answer in line': 0 }
}
