import { Hono } from 'hono'
import { SheetPage } from '#views/indicators/sheet-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, figuresPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { confirmSheet, digestOf } from './confirm-sheet.ts'
import { parseFiscalYear } from './plan.ts'
import { confirmedSheets } from './sheet-queries.ts'
import { readSheet } from './read-sheet.ts'
import { asTold } from './sheet.ts'

/** The evaluation sheet of a fiscal year: the draft as things stand, and the copies that were confirmed. */
export function sheetRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/:year', async c => {
      const fiscalYear = parseFiscalYear(c.req.param('year'))
      return fiscalYear === null ? c.notFound() : sheetPage(c, fiscalYear, readQuery(c).one('version'))
    })
    .post('/:year', async c => {
      const fiscalYear = parseFiscalYear(c.req.param('year'))
      if (fiscalYear === null) return c.notFound()
      const { office, staff } = c.var
      const digest = (await readForm(c)).one('digest')
      const outcome = await confirmSheet(deps, office, staff, { fiscalYear, digest })
      return outcome.ok
        ? c.redirect(paths.evaluation(fiscalYear), 303)
        : sheetPage(c, fiscalYear, 'draft', outcome.reason)
    })

  /** Without a version asked for, the latest one that was confirmed, or the draft. */
  async function sheetPage(
    c: Ctx,
    fiscalYear: number,
    asked: string,
    reason: 'changed_meanwhile' | null = null,
  ) {
    const { office, staff } = c.var
    const { draft, confirmed } = await deps.store.read(async db => ({
      draft: asTold(await readSheet(db, office, fiscalYear, deps.clock.now())),
      confirmed: await confirmedSheets(db, office.id, fiscalYear),
    }))
    const [latest] = confirmed
    const shown = asked === '' ? latest : confirmed.find(({ version }) => String(version) === asked)
    if (!shown && asked !== '' && asked !== 'draft') return c.notFound()
    const digest = digestOf(draft)
    const isDraftNew = !latest || digestOf(latest.sheet) !== digest
    const page = { page: figuresPageOf(c, assets), staff, office }
    return renderPage(
      c,
      <SheetPage {...page} {...{ draft, confirmed, digest, isDraftNew, reason }} shown={shown ?? null} />,
      reason ? 409 : 200,
    )
  }
}
