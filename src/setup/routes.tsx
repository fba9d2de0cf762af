import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { japaneseHolidays } from '#db/seeds/load-ward.ts'
import { SetupDonePage } from '#views/setup/done-page.tsx'
import { SetupFilePage } from '#views/setup/file-page.tsx'
import { SetupPage } from '#views/setup/setup-page.tsx'
import { intentKey } from '../booking/form.ts'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readUpload } from '../http/forms.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { missingHolidayYear } from '../slots/holidays-missing.ts'
import { worksIn } from '../staff/staff-member.ts'
import type { OfficeConfiguration } from './configuration.ts'
import { firstSlot } from './first-slot.ts'
import { parseSetup, type SetupError, type SetupTyped, typedSetup, usualOffice } from './form.ts'
import { makeOffice } from './new-office.ts'
import { type ReadFile, readOfficeFile } from './read-file.ts'
import { takeConfiguration } from './take-configuration.ts'

/** Setting an office up, by a form or from a file, and writing it to a file again. */
export function setupRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => (mayMake(c) ? setupPage(c, usualOffice, [], randomUUID()) : c.notFound()))
    .post('/', async c => {
      const form = await readForm(c)
      if (!mayMake(c)) return c.notFound()
      const typed = typedSetup(form)
      const parsed = parseSetup(typed, japaneseHolidays())
      if (!parsed.ok) return setupPage(c, typed, parsed.errors, intentKey(form))
      const outcome = await make(c, parsed.configuration, intentKey(form))
      if (outcome.ok) return c.redirect(paths.setupDone(outcome.slug), 303)
      // The form has set another office up before: the next press is an intent of its own.
      return outcome.reason === 'key_reused'
        ? setupPage(c, typed, [], randomUUID(), true)
        : setupPage(c, typed, [{ field: 'slug', reason: 'slug_taken' }], randomUUID())
    })
    .post('/file', async c => {
      const text = await readUpload(c, 'file')
      if (!mayMake(c)) return c.notFound()
      if (text === null) return filePage(c, 'missing')
      const read = readOfficeFile(text)
      if (!read.ok) return filePage(c, read)
      const outcome = await make(c, read.configuration, randomUUID())
      return outcome.ok ? c.redirect(paths.setupDone(outcome.slug), 303) : filePage(c, 'slug_taken')
    })
    .get('/offices/:office', c =>
      withOffice(c, async office => {
        const page = { ...staffPageOf(c, assets), office }
        const first = await firstSlot(deps, office)
        const missingYear = missingHolidayYear(office, dateOf(deps.clock.now(), office.timeZone))
        const mayInvite = mayUse(c.var.staff.role, 'GET /staff/people/invitation')
        return renderPage(
          c,
          <SetupDonePage {...{ page, office, first, mayInvite, missingYear }} staff={c.var.staff} />,
        )
      }),
    )
    .get('/offices/:office/configuration.json', c =>
      withOffice(c, async office => {
        const configuration = await takeConfiguration(deps, office, c.var.staff)
        c.header('Content-Type', 'application/json; charset=utf-8')
        c.header('Content-Disposition', `attachment; filename="madoguchi-${office.slug}.json"`)
        return c.body(`${JSON.stringify(configuration, null, 2)}\n`)
      }),
    )

  /** Offices are made by those who look after all of them; there is no other way to be of one that is new. */
  function mayMake(c: Ctx): boolean {
    return c.var.staff.officeId === null
  }

  function make(c: Ctx, configuration: OfficeConfiguration, key: string) {
    return makeOffice(deps, configuration, c.var.staff, {
      ...{ key, scope: `setup ${c.var.staff.id}` },
      body: configuration,
    })
  }

  async function withOffice(c: Ctx, show: (office: Office) => Promise<Response>): Promise<Response> {
    const office = await deps.offices.bySlug(c.req.param('office') ?? '')
    return office && worksIn(c.var.staff, office.id) ? show(office) : c.notFound()
  }

  function setupPage(c: Ctx, typed: SetupTyped, errors: readonly SetupError[], key: string, isUsed = false) {
    const page = staffPageOf(c, assets)
    return renderPage(
      c,
      <SetupPage {...{ page, typed, errors, isUsed }} intentKey={key} staff={c.var.staff} />,
      errors.length > 0 ? 422 : isUsed ? 409 : 200,
    )
  }

  function filePage(c: Ctx, why: 'missing' | 'slug_taken' | (ReadFile & { ok: false })) {
    return renderPage(c, <SetupFilePage page={staffPageOf(c, assets)} staff={c.var.staff} why={why} />, 422)
  }
}
