import { Hono } from 'hono'
import { StaffHomePage, type Workplace } from '#views/staff/home-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { missingHolidayYear } from '../slots/holidays-missing.ts'
import { paths } from '../paths.ts'
import { windowsOfOffice } from '../windows/queries.ts'
import { type StaffMember, worksAt } from './staff-member.ts'

/** The page behind the door for staff. */
export function staffHomeRoutes({ store, clock }: Deps, assets: Assets) {
  return new Hono<Env>().get('/', async c => {
    const page = staffPageOf(c, assets)
    const { staff } = c.var
    if (!page.office)
      return renderPage(
        c,
        <StaffMessagePage {...{ page, staff }} {...page.t.staff.home.noOffice}>
          {mayUse(staff.role, 'GET /staff/setup') && (
            <p class="actions">
              <a class="button" href={paths.setup()}>
                {page.t.setup.title}
              </a>
            </p>
          )}
        </StaffMessagePage>,
      )
    const workplaces = await workplacesOf(staff, page.office)
    const today = dateOf(clock.now(), page.office.timeZone)
    const mayImport = mayUse(staff.role, 'GET /staff/setup/offices/:office/openings/holidays')
    const missingYear = mayImport ? missingHolidayYear(page.office, today) : null
    return renderPage(c, <StaffHomePage {...{ page, staff, workplaces, missingYear }} />)
  })

  /** The counters somebody works at with their windows, and the ways there that their role has. */
  async function workplacesOf(staff: StaffMember, office: Office): Promise<Workplace[]> {
    const windows = await store.read(db => windowsOfOffice(db, office.id))
    const own = office.counters.filter(({ id }) => worksAt(staff, { officeId: office.id, counterId: id }))
    const hasCounterPage = mayUse(staff.role, 'GET /staff/counters/:counter')
    const hasWindowPage = mayUse(staff.role, 'GET /staff/windows/:window')
    return own.map(counter => ({
      counter,
      href: hasCounterPage ? paths.staffCounter(counter.slug) : null,
      windows: windows
        .filter(({ counterId }) => counterId === counter.id)
        .map(({ id, number, state }) => ({
          ...{ number, state },
          href: hasWindowPage ? paths.staffWindow(id) : null,
        })),
    }))
  }
}
