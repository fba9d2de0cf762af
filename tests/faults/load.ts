import { createCounter } from './counter.ts'
import { type Figures, note } from './figures.ts'
import { read } from './intent.ts'
import { type Choices, createResident, type Resending } from './resident.ts'

/** Everybody who books, changes, cancels, takes numbers and calls them, at once and without a pause. */
export type Load = {
  /** Begins at an address; what it answers ends it and waits until everybody has had their last answer. */
  begin: (url: string) => () => Promise<void>
  /** Sends what was not answered until it is. */
  settle: (url: string) => Promise<void>
  /** Looks for all that was confirmed, and notes what is not there. */
  lookForAll: (url: string) => Promise<void>
  /** How many bookings and numbers anybody was told of. */
  told: () => { appointments: number; tickets: number }
}

type LoadOptions = {
  random: () => number
  figures: Figures
  residents?: number
  resending?: Resending
}

export async function createLoad(
  url: string,
  { random, figures, residents = 12, resending = 'same_key' }: LoadOptions,
): Promise<Load> {
  const choices = await choicesAt(url, random)
  const name = Math.floor(random() * 1e6)
  const booking = Array.from({ length: residents }, (_, at) =>
    createResident(`${name}-${at}`, choices, figures, resending),
  )
  const counter = await createCounter(url, figures)
  const all = [...booking, counter]

  return {
    begin(to) {
      let isOn = true
      const running = all.map(async caller => {
        while (isOn) await caller.act(to)
      })
      return async () => {
        isOn = false
        await Promise.all(running)
      }
    },
    async settle(to) {
      for (const caller of all) await caller.settle(to)
    },
    async lookForAll(to) {
      for (const caller of all) note(figures, 'lost', await caller.missing(to))
    },
    told: () => ({
      appointments: booking.reduce((sum, resident) => sum + resident.bookings(), 0),
      tickets: counter.tickets(),
    }),
  }
}

/** A few services and times that all want, so that they meet. */
async function choicesAt(url: string, random: () => number): Promise<Choices> {
  const services = ['tennyu', 'tenkyo', 'tenshutsu']
  const path = 'offices/mihon/availability?services=tennyu&people=1&from=2026-12-02&to=2026-12-04'
  const { days } = (await read(url, path)) as { days: Array<{ slots: Array<{ startsAt: string }> }> }
  return { random, services, starts: days.flatMap(({ slots }) => slots.map(({ startsAt }) => startsAt)) }
}
