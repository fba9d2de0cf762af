import type { Course, Visitor } from './day.ts'

/** Somebody with a number, on the way from the door to the end of their visit. */
export type Guest = {
  number: string
  /** What is still to be done, and how. */
  services: string[]
  serviceMinutes: number
  course: Course
  purposeMet: Visitor['purposeMet']
  isCalled: boolean
  /** Has lost patience. */
  isGone: boolean
  /** Is somewhere else when called. */
  absence: Visitor['absence']
}

/** What a clerk does before calling whoever is next. */
export type Errand = { deed: 'collect' | 'resume' | 'call-back'; number: string }

/** What people at the counters see of each other without asking the server. */
export type Lobby = {
  enter: (guest: Guest) => void
  find: (number: string) => Guest | undefined
  addErrand: (counter: string, errand: Errand) => void
  takeErrand: (counter: string) => Errand | undefined
  /** Resolves when the next one comes to a counter or is ready there. */
  news: (counter: string) => Promise<void>
  tell: (counter: string) => void
}

export function createLobby(): Lobby {
  const guests = new Map<string, Guest>()
  const errands = new Map<string, Errand[]>()
  const listeners = new Map<string, Array<() => void>>()

  function tell(counter: string): void {
    const told = listeners.get(counter) ?? []
    listeners.delete(counter)
    for (const listener of told) listener()
  }

  return {
    enter(guest) {
      // Whoever is called while still at the kiosk has been called.
      guest.isCalled ||= guests.get(guest.number)?.isCalled ?? false
      guests.set(guest.number, guest)
    },
    find: number => guests.get(number),
    addErrand(counter, errand) {
      errands.set(counter, [...(errands.get(counter) ?? []), errand])
      tell(counter)
    },
    takeErrand: counter => errands.get(counter)?.shift(),
    news: counter =>
      new Promise(resolve => listeners.set(counter, [...(listeners.get(counter) ?? []), resolve])),
    tell,
  }
}
