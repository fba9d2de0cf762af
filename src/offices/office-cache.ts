import type { Db, Store } from '#db/store.ts'
import type { Office } from './office.ts'
import { loadOffice, officeRevision, officeRevisions } from './queries.ts'

/** Offices kept in memory: their rules are read by every page and change a few times a month. */
export type OfficeCache = {
  list: () => Promise<Office[]>
  /** All of them as of this call: whoever has just saved something on another server sees it on the next page. */
  asOfNow: () => Promise<Office[]>
  bySlug: (slug: string) => Promise<Office | null>
  /** The office when a copy not older than five seconds is at hand, without waiting. */
  atHand: (slug: string) => Office | null
  /** The office as of this very transaction: nobody is booked by rules that have just changed. */
  current: (db: Db, officeId: number) => Promise<Office>
}

const ageMillisecondsMax = 5000

/** `ticks` is a monotonic time in milliseconds: copies are looked at again when five seconds old. */
export function createOfficeCache(store: Store, ticks: () => number): OfficeCache {
  let offices: Map<string, Office> | null = null
  let checkedAt = 0
  let loading: Promise<Map<string, Office>> | null = null

  const knownById = (id: number) => [...(offices?.values() ?? [])].find(office => office.id === id)

  async function load(): Promise<Map<string, Office>> {
    const fresh = await store.read(async db => {
      const found: Office[] = []
      for (const { id, revision } of await officeRevisions(db)) {
        const known = knownById(id)
        const office = known?.revision === revision ? known : await loadOffice(db, id)
        if (office) found.push(office)
      }
      return found
    })
    // Of two that look at once, the one that has seen less may be the last to come back.
    const newest = fresh.map(office => {
      const known = knownById(office.id)
      return known && known.revision > office.revision ? known : office
    })
    offices = new Map(newest.map(office => [office.slug, office]))
    checkedAt = ticks()
    return offices
  }

  async function all(): Promise<Map<string, Office>> {
    if (offices?.size && ticks() - checkedAt < ageMillisecondsMax) return offices
    loading ??= load().finally(() => {
      loading = null
    })
    return loading
  }

  return {
    list: async () => [...(await all()).values()],
    asOfNow: async () => [...(await load()).values()],
    atHand: slug => (ticks() - checkedAt < ageMillisecondsMax ? (offices?.get(slug) ?? null) : null),
    bySlug: async slug => (await all()).get(slug) ?? null,
    async current(db, officeId) {
      const known = knownById(officeId)
      if (known && known.revision === (await officeRevision(db, officeId))) return known

      // What a transaction sees may yet be undone: it is not kept, but the copies are looked at again.
      checkedAt = Number.NEGATIVE_INFINITY
      const office = await loadOffice(db, officeId)
      if (!office) throw new Error(`no office ${officeId}`)
      return office
    },
  }
}
