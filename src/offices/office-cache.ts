import type { Db, Store } from '#db/store.ts'
import type { Office } from './office.ts'
import { loadOffice, officeRevision, officeSlugs } from './queries.ts'

/** Offices kept in memory: their rules are read by every page and change a few times a month. */
export type OfficeCache = {
  list: () => Promise<Office[]>
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

  async function load(): Promise<Map<string, Office>> {
    const fresh = await store.read(async db => {
      const found: Office[] = []
      for (const { id } of await officeSlugs(db)) {
        const known = [...(offices?.values() ?? [])].find(office => office.id === id)
        const isKnown = known && known.revision === (await officeRevision(db, id))
        const office = isKnown ? known : await loadOffice(db, id)
        if (office) found.push(office)
      }
      return found
    })
    offices = new Map(fresh.map(office => [office.slug, office]))
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
    atHand: slug => (ticks() - checkedAt < ageMillisecondsMax ? (offices?.get(slug) ?? null) : null),
    bySlug: async slug => (await all()).get(slug) ?? null,
    async current(db, officeId) {
      const known = [...(offices?.values() ?? [])].find(office => office.id === officeId)
      if (known && known.revision === (await officeRevision(db, officeId))) return known

      // What a transaction sees may yet be undone: it is not kept, but the copies are looked at again.
      checkedAt = Number.NEGATIVE_INFINITY
      const office = await loadOffice(db, officeId)
      if (!office) throw new Error(`no office ${officeId}`)
      return office
    },
  }
}
