import { readSampleWard } from '#db/seeds/load-ward.ts'
import type { LocalDate } from '#src/clock.ts'
import type { Ids, PastDay } from '#src/history/past-day.ts'
import type { Way } from '#src/history/plan.ts'
import { playDay, type Site } from '#src/history/play-day.ts'
import { bookersOf } from '#src/history/queries.ts'
import { windowsOfOffice } from '#src/windows/queries.ts'
import type { Ward } from '../support/ward.ts'

export const { simulation: congestion } = readSampleWard().ward.congestion

export const wayOf = (seed: number): Way => ({ seed, congestion, crowd: 1 })

export const noIds = (): Ids => ({ visit: 0, ticket: 0, event: 0, booking: 0, leg: 0 })

/** What a day of the ward is played with. */
export async function siteOf({ deps, office }: Ward): Promise<Site> {
  return deps.store.read(async db => ({
    office,
    windows: await windowsOfOffice(db, office.id),
    bookers: await bookersOf(db, office.id),
  }))
}

/** A day on which the office is open. */
export function played(site: Site, date: LocalDate, seed = 1): PastDay {
  const day = playDay(site, date, wayOf(seed), noIds())
  if (!day) throw new Error(`the office is closed on ${date}`)
  return day
}
