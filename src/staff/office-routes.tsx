import { Hono } from 'hono'
import { type OfficeDoorGroup, OfficePage } from '#views/staff/office-page.tsx'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'

/** The page that leads to what an office decides and writes down about itself. */
export function staffOfficeRoutes(assets: Assets) {
  return new Hono<Env>().get('/', c => {
    const { staff } = c.var
    const page = staffPageOf(c, assets)
    const groups = doorsOf(page.office?.slug ?? null).flatMap(({ name, doors }) => {
      const open = doors.flatMap(([door, route, href]) =>
        href !== null && mayUse(staff.role, route) ? { name: door, href } : [],
      )
      return open.length > 0 ? { name, doors: open } : []
    })
    return renderPage(c, <OfficePage {...{ page, staff, groups }} />)
  })
}

type Door = readonly [name: OfficeDoorGroup['doors'][number]['name'], route: string, href: string | null]

/** What belongs to one office is left out while there is none. */
function doorsOf(office: string | null): Array<{ name: OfficeDoorGroup['name']; doors: readonly Door[] }> {
  const setup = '/staff/setup/offices/:office'
  const of = (path: (office: string) => string) => office && path(office)
  return [
    {
      name: 'days',
      doors: [
        ['openings', `GET ${setup}/openings`, of(paths.openings)],
        ['holidays', `GET ${setup}/openings/holidays`, of(paths.holidays)],
        ['closings', 'GET /staff/closings', paths.closings()],
        ['banners', 'GET /staff/banners', paths.banners()],
        ['waitlist', 'GET /staff/waitlist/rules', paths.waitlistRules()],
      ],
    },
    {
      name: 'pages',
      doors: [
        ['catalogue', `GET ${setup}/catalogue`, of(paths.catalogue)],
        ['messages', `GET ${setup}/catalogue/messages`, of(paths.messageTemplates)],
        ['line', `GET ${setup}/line`, of(paths.lineChannel)],
        ['texts', 'GET /staff/texts', paths.texts()],
        ['posters', 'GET /staff/posters', paths.posters()],
        ['setup', `GET ${setup}`, of(paths.setupDone)],
      ],
    },
    {
      name: 'people',
      doors: [
        ['people', 'GET /staff/people', paths.people()],
        ['totp', 'GET /staff/people/one-time-passwords', paths.totpRoles()],
        ['kiosks', 'GET /staff/kiosks', paths.staffKiosks()],
      ],
    },
    {
      name: 'records',
      doors: [
        ['audit', 'GET /staff/audit', paths.audit()],
        ['exposure', 'GET /staff/audit/exposure', paths.exposure()],
        ['personalData', 'GET /staff/personal-data', paths.personalData()],
        ['ledger', 'GET /staff/disclosures/:disclosure', paths.disclosure('bookings')],
        ['accessibility', 'GET /staff/disclosures/:disclosure', paths.disclosure('accessibility')],
        ['operation', 'GET /staff/operation', paths.operation()],
      ],
    },
  ]
}
