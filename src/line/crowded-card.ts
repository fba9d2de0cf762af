import { timeOf } from '#views/text/dates.ts'
import { lineTextsIn } from '#views/text/line.ts'
import type { Instant } from '../clock.ts'
import { unmarked } from '../marks.ts'
import type { OpenCounter } from '../queue/open-queue.ts'
import type { Card } from './card.ts'
import type { Guided } from './guide-cards.ts'
import { counterIn } from './notice.ts'

/** How busy the counters are: the same figures as the open data. */
export function crowdedCard(
  counters: readonly OpenCounter[],
  { office, language }: Guided,
  now: Instant,
): Card {
  return {
    title: lineTextsIn(language).crowded.title(unmarked(timeOf(now, office.timeZone, language))),
    facts: counters.map(of => ({
      label: counterIn(office, of.counter.id, language),
      value: busyness(of, language),
    })),
  }
}

function busyness({ state, estimate }: OpenCounter, language: string): string {
  const { crowded } = lineTextsIn(language)
  if (state.windowsOpen === 0 && state.waiting.length === 0) return crowded.closed
  const wait = estimate ? crowded.estimate(estimate.fromMinutes, estimate.toMinutes) : crowded.unknown
  return `${crowded.waiting(state.waiting.length)} / ${wait}`
}
