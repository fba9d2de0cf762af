import { Hono } from 'hono'
import { GridPage } from '#views/grids/grid-page.tsx'
import { GridPreviewPage } from '#views/grids/grid-preview-page.tsx'
import { dateOf, instantOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Grid, Office } from '../offices/office.ts'
import { withOffice } from '../openings/shown-routes.tsx'
import { paths } from '../paths.ts'
import { slotMinutesOn } from '../slots/grid.ts'
import { changeGrid, earliestGridDate } from './change-grid.ts'
import { faultOfGrid, type GridError, type GridTyped, parseGrid, typedGrid } from './form.ts'
import { gridEffect } from './grid-effect.ts'
import { bookingsBetween } from './queries.ts'

const path = '/offices/:office/openings/grid'

/** How far apart times to book begin: a form that leads to a preview, and only the preview can be saved. */
export function gridRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get(path, c =>
      withOffice(deps, c, office => gridPage(c, office, { isSaved: readQuery(c).one('done') === 'saved' })),
    )
    .post(path, async c => {
      const form = await readForm(c)
      return withOffice(deps, c, office =>
        form.one('deed') === 'back'
          ? gridPage(c, office, { typed: typedGrid(form) })
          : check(c, office, typedGrid(form)),
      )
    })
    .post(`${path}/change`, async c => {
      const form = await readForm(c)
      return withOffice(deps, c, office => save(c, office, form))
    })

  async function check(c: Ctx, listed: Office, typed: GridTyped) {
    const parsed = parseGrid(typed)
    if (!parsed.ok) return gridPage(c, listed, { typed, errors: parsed.errors, status: 422 })
    const { office, days } = await shownOf(listed)
    const error = faultOfGrid(office, parsed.grid, days)
    return error
      ? gridPage(c, office, { typed, errors: [error], status: 422 })
      : previewPage(c, office, parsed.grid)
  }

  async function save(c: Ctx, office: Office, form: Form) {
    const typed = typedGrid(form)
    const parsed = parseGrid(typed)
    if (!parsed.ok) return gridPage(c, office, { typed, errors: parsed.errors, status: 422 })
    const seen = Number(form.one('seen')) || 0
    const outcome = await changeGrid(deps, c.var.staff, office, { grid: parsed.grid, seen })
    if (outcome.ok) return c.redirect(`${paths.grid(office.slug)}?done=saved`, 303)
    const { reason } = outcome
    const refused: Shown = reason === 'stale' ? { isStale: true } : { errors: [{ field: 'from', reason }] }
    return gridPage(c, office, { ...refused, typed, status: 409 })
  }

  /** The office as it is now, with the first day on which another grid may begin. */
  async function shownOf(listed: Office) {
    const now = deps.clock.now()
    return deps.store.read(async db => {
      const office = await deps.offices.current(db, listed.id)
      const days = await earliestGridDate(db, office, now)
      return { office, days: { ...days, today: dateOf(now, office.timeZone) } }
    })
  }

  type Shown = {
    typed?: GridTyped
    errors?: readonly GridError[]
    isSaved?: boolean
    isStale?: boolean
    status?: 200 | 409 | 422
  }

  async function gridPage(c: Ctx, listed: Office, shown: Shown) {
    const { office, days } = await shownOf(listed)
    const { typed = { minutes: '', from: days.earliest }, errors = [], status = 200 } = shown
    return renderPage(
      c,
      <GridPage
        {...{ page: staffPageOf(c, assets), staff: c.var.staff, office, typed, errors, ...days }}
        now={slotMinutesOn(office, days.today)}
        ahead={office.grids.filter(({ from }) => from > days.today)}
        isSaved={shown.isSaved ?? false}
        isStale={shown.isStale ?? false}
      />,
      status,
    )
  }

  async function previewPage(c: Ctx, office: Office, grid: Grid) {
    const span = { from: deps.clock.now(), to: instantOf(grid.from, 0, office.timeZone) }
    const kept = await deps.store.read(db => bookingsBetween(db, office.id, span))
    return renderPage(
      c,
      <GridPreviewPage
        {...{ page: staffPageOf(c, assets), staff: c.var.staff, office, grid, kept }}
        effect={gridEffect(office, grid)}
      />,
    )
  }
}
