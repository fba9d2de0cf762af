import { Hono } from 'hono'
import { OpeningHistoryPage } from '#views/openings/history-page.tsx'
import { HolidaysPage } from '#views/openings/holidays-page.tsx'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery, readUploadBytes } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { type HolidayFault, holidayRows, holidaysByYear, readHolidays } from './holidays.ts'
import { pastChanges } from './change-queries.ts'
import { missingHolidayYear } from '../slots/holidays-missing.ts'
import { previewOf, withOffice } from './shown-routes.tsx'

const path = '/offices/:office/openings'
const changesPerPage = 30

/** The holidays, imported from the government's file, and the history of all rules. */
export function holidayRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get(`${path}/holidays`, c => withOffice(deps, c, office => holidaysPage(c, office, null)))
    .post(`${path}/holidays`, c => withOffice(deps, c, office => checkFile(c, office)))
    .get(`${path}/history`, c => withOffice(deps, c, office => historyPage(c, office)))

  type FileFault = 'missing' | 'same' | ReadonlyArray<{ line: number; reason: HolidayFault }>

  function holidaysPage(c: Ctx, office: Office, file: FileFault | null) {
    const today = dateOf(deps.clock.now(), office.timeZone)
    return renderPage(
      c,
      <HolidaysPage
        {...{ page: staffPageOf(c, assets), staff: c.var.staff, office, file }}
        years={[...holidaysByYear(office, today)]}
        missingYear={missingHolidayYear(office, today)}
      />,
      file === null || file === 'same' ? 200 : 422,
    )
  }

  async function checkFile(c: Ctx, office: Office) {
    const bytes = await readUploadBytes(c, 'file')
    if (bytes === null) return holidaysPage(c, office, 'missing')
    const read = readHolidays(bytes)
    if (!read.ok) return holidaysPage(c, office, read.faults)

    const today = dateOf(deps.clock.now(), office.timeZone)
    if (![...read.days.keys()].some(date => date >= today))
      return holidaysPage(c, office, [{ line: read.days.size + 1, reason: 'nothing_to_come' }])
    const rows = holidayRows(office, read.days, today)
    return rows.length === 0
      ? holidaysPage(c, office, 'same')
      : previewOf(deps, assets, c, office, { rows, behind: null })
  }

  async function historyPage(c: Ctx, office: Office) {
    const typed = readQuery(c).one('before')
    const before = /^\d{1,15}$/.test(typed) ? Number(typed) : null
    const found = await deps.store.read(db => pastChanges(db, office.id, changesPerPage + 1, before))
    const changes = found.slice(0, changesPerPage)
    const olderThan = found.length > changesPerPage ? (changes.at(-1)?.id ?? null) : null
    return renderPage(
      c,
      <OpeningHistoryPage
        {...{ page: staffPageOf(c, assets), staff: c.var.staff, office, changes, olderThan }}
      />,
    )
  }
}
