import { Hono } from 'hono'
import { type OfficeDoorGroup, OfficePage } from '#views/staff/office-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { worksIn } from './staff-member.ts'

/** The page that leads to what an office decides and writes down about itself. */
export function staffOfficeRoutes(deps: Pick<Deps, 'offices'>, assets: Assets) {
  return new Hono<Env>().get('/', async c => {
    const { staff, office: usual } = c.var
    const asked = readQuery(c).one('office')
    const offices = (await deps.offices.list()).filter(({ id }) => worksIn(staff, id))
    const office = asked === '' ? usual : offices.find(({ slug }) => slug === asked)
    if (!office) return c.notFound()
    c.set('office', office)
    const isUsual = office.id === usual.id
    const groups = doorsOf(office.slug, isUsual).flatMap(({ name, doors }) => {
      const open = doors.flatMap(([door, route, href]) =>
        href !== null && mayUse(staff.role, route) ? { name: door, href } : [],
      )
      return open.length > 0 ? { name, doors: open } : []
    })
    return renderPage(
      c,
      <OfficePage {...{ page: staffPageOf(c, assets), staff, groups, office, offices, isUsual }} />,
    )
  })
}

type Door = readonly [name: OfficeDoorGroup['doors'][number]['name'], route: string, href: string | null]

/**
 * The pages of one office. Those that have no office in their address show the usual one, which whoever looks after
 * all of them is shown first: they are left out of another.
 */
function doorsOf(
  office: string,
  isUsual: boolean,
): Array<{ name: OfficeDoorGroup['name']; doors: readonly Door[] }> {
  const setup = '/staff/setup/offices/:office'
  const usual = (path: string) => (isUsual ? path : null)
  return [
    {
      name: 'days',
      doors: [
        ['openings', `GET ${setup}/openings`, paths.openings(office)],
        ['holidays', `GET ${setup}/openings/holidays`, paths.holidays(office)],
        ['rules', `GET ${setup}/catalogue/rules`, paths.officeRules(office)],
        ['closings', 'GET /staff/closings', usual(paths.closings())],
        ['banners', 'GET /staff/banners', usual(paths.banners())],
        ['waitlist', 'GET /staff/waitlist/rules', usual(paths.waitlistRules())],
      ],
    },
    {
      name: 'pages',
      doors: [
        ['catalogue', `GET ${setup}/catalogue`, paths.catalogue(office)],
        ['messages', `GET ${setup}/catalogue/messages`, paths.messageTemplates(office)],
        ['line', `GET ${setup}/line`, paths.lineChannel(office)],
        ['texts', 'GET /staff/texts', paths.texts()],
        ['posters', 'GET /staff/posters', usual(paths.posters())],
        ['setup', `GET ${setup}`, paths.setupDone(office)],
      ],
    },
    {
      name: 'people',
      doors: [
        ['people', 'GET /staff/people', paths.people(office)],
        ['totp', 'GET /staff/people/one-time-passwords', paths.totpRoles(office)],
        ['kiosks', 'GET /staff/kiosks', usual(paths.staffKiosks())],
      ],
    },
    {
      name: 'records',
      doors: [
        ['audit', 'GET /staff/audit', usual(paths.audit())],
        ['exposure', 'GET /staff/audit/exposure', usual(paths.exposure())],
        ['personalData', 'GET /staff/personal-data', paths.personalData(office)],
        ['ledger', 'GET /staff/disclosures/:disclosure', usual(paths.disclosure('bookings'))],
        ['accessibility', 'GET /staff/disclosures/:disclosure', usual(paths.disclosure('accessibility'))],
        ['operation', 'GET /staff/operation', paths.operation()],
      ],
    },
  ]
}
