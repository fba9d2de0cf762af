import { randomUUID } from 'node:crypto'
import type { SlotsView } from '#views/booking/slots-page.tsx'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Form } from '../http/forms.ts'
import type { Office } from '../offices/office.ts'
import type { SlotsQuery } from '../paths.ts'
import type { Wish } from '../slots/slot.ts'
import { slotsView } from '../slots/slots-view.ts'

type Asked = {
  wish: Wish
  movesFrom: Instant | null
  url: (query: Partial<SlotsQuery>) => string
}

/** Days and times with all windows, and beside each time what residents could still book of it. */
export async function staffSlots(
  deps: Deps,
  office: Office,
  query: Form,
  { wish, movesFrom, url }: Asked,
): Promise<{ view: SlotsView; publicFree: Map<Instant, number> }> {
  const isList = query.one('view') === 'list'
  const view = await slotsView(deps, office, {
    ...{ wish, movesFrom, share: 'staff' as const, key: randomUUID() },
    ...{ month: query.one('month'), date: query.one('date'), view: query.one('view') },
    url: more => url({ ...(isList && { view: 'list' as const }), ...more }),
  })
  const date = view.chosen?.date
  const ofPublic = date ? (await deps.availability.days(office, wish, date, date)).days : []
  const slots = ofPublic.flatMap(day => day.slots)
  return {
    view: { ...view, opensFull: movesFrom === null },
    publicFree: new Map(slots.map(slot => [slot.startsAt, slot.free])),
  }
}
