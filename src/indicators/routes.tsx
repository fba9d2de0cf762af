import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { OverviewPage } from '#views/indicators/overview-page.tsx'
import { PartPage } from '#views/indicators/part-page.tsx'
import { intentKey } from '../booking/form.ts'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, figuresPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { fiscalYearOf } from '../statistics/period.ts'
import { differing, type FieldError, type Fields } from './fields.ts'
import { fieldsOf, versionOf } from './form.ts'
import { partForms } from './part-forms.ts'
import { type Part, parseFiscalYear, parsePart } from './plan.ts'
import { partState } from './part-queries.ts'
import { confirmedVersions, latestYear } from './sheet-queries.ts'
import { readSheet } from './read-sheet.ts'
import { savePart } from './save-part.ts'
import { readYear } from './year-entries.ts'

/** What the office measures itself by: three fiscal years side by side, and a form for each part of a year. */
export function indicatorRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: figuresPageOf(c, assets), staff: c.var.staff, office: c.var.office })

  return new Hono<Env>()
    .get('/', async c => {
      const { office } = c.var
      const asked = readQuery(c).one('year')
      const year = parseFiscalYear(asked)
      if (asked !== '' && year === null) return c.notFound()
      const now = deps.clock.now()
      const thisYear = fiscalYearOf(dateOf(now, office.timeZone))
      const view = await deps.store.read(async db => {
        const sheet = await readSheet(db, office, year ?? (await latestYear(db, office.id)) ?? thisYear, now)
        const confirmed = await confirmedVersions(db, office.id, sheet.years)
        return { sheet, confirmed }
      })
      return renderPage(c, <OverviewPage {...propsOf(c)} {...view} thisYear={thisYear} />)
    })

    .get('/years/:year/:part', async c => {
      const at = placeOf(c)
      return at ? partPage(c, at) : c.notFound()
    })
    .post('/years/:year/:part', async c => {
      const at = placeOf(c)
      if (!at) return c.notFound()
      const { office, staff } = c.var
      const form = await readForm(c)
      const partForm = partForms[at.part]
      const year = await deps.store.read(db => readYear(db, office.id, at.fiscalYear))
      const names = [...Object.keys(partForm.shown(year)), ...partForm.blank(year)]
      const typed = { ...at, fields: fieldsOf(form, names), version: versionOf(form) }
      const scope = `year part ${office.id} ${staff.id} ${at.fiscalYear} ${at.part}`
      const intent = { key: intentKey(form), scope, body: typed }
      const outcome = await savePart(deps, office, staff, typed, intent)
      if (outcome.ok) return c.redirect(paths.indicators(at.fiscalYear), 303)
      return outcome.reason === 'invalid'
        ? partPage(c, at, { fields: typed.fields, errors: outcome.errors, version: typed.version })
        : partPage(c, at, { fields: typed.fields, errors: [], version: null })
    })

  type Place = { fiscalYear: number; part: Part }

  function placeOf(c: Ctx): Place | null {
    const fiscalYear = parseFiscalYear(c.req.param('year') ?? '')
    const part = parsePart(c.req.param('part') ?? '')
    return fiscalYear === null || part === null ? null : { fiscalYear, part }
  }

  /** What was typed comes back; without a version it was drawn with, beside what somebody else has saved. */
  type Typed = { fields: Fields; errors: FieldError[]; version: number | null }

  async function partPage(c: Ctx, { fiscalYear, part }: Place, typed?: Typed) {
    const { office } = c.var
    const { year, state } = await deps.store.read(async db => ({
      year: await readYear(db, office.id, fiscalYear),
      state: await partState(db, office.id, fiscalYear, part),
    }))
    const stored = partForms[part].shown(year)
    const isBehind = typed !== undefined && typed.version === null
    const form = {
      part,
      year,
      state,
      fields: { ...stored, ...typed?.fields },
      errors: typed?.errors ?? [],
      elsewhere: isBehind ? { fields: differing(typed.fields, stored), stored } : null,
      version: typed?.version ?? state.version,
      intentKey: randomUUID(),
    }
    return renderPage(c, <PartPage {...propsOf(c)} {...form} />, isBehind ? 409 : typed ? 422 : 200)
  }
}
