import type { Site } from './site.ts'
import { type HtmlPage, openVisitor, type Visitor } from './visitor.ts'

export const slotsPath = '/mihon/slots?services=tennyu&date=2026-12-02'
export const nine = '2026-12-02T09:00:00+09:00'
export const ten = '2026-12-02T10:00:00+09:00'

export const somebody = {
  name: '見本 花子',
  email: 'hanako@example.test',
  phone: '06-0000-5678',
  language: 'ja',
  needs: ['wheelchair'],
}

/** Chooses a time; ends on the page for name and contact. */
export async function choose(visitor: Visitor, startsAt = nine): Promise<HtmlPage> {
  return visitor.submit(await visitor.get(slotsPath), '/mihon/holds', { startsAt })
}

/** Fills in name and contact as well; ends on the page that shows all of it. */
export async function fillIn(visitor: Visitor, startsAt = nine, details = somebody): Promise<HtmlPage> {
  return visitor.submit(await choose(visitor, startsAt), '/mihon/hold', details)
}

/** Somebody new with a booking made through all pages; `page` is the last of them. */
export async function bookedVisitor(site: Site, startsAt = nine, details = somebody) {
  const visitor = openVisitor(site)
  const page = await visitor.submit(await fillIn(visitor, startsAt, details), '/mihon/appointments')
  return { visitor, page, reference: /[2-9A-Z]{3}-[2-9A-Z]{3}/.exec(page.html)?.[0] ?? '' }
}
