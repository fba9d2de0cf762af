import { randomUUID } from 'node:crypto'
import { type PreviewFault, PreviewPage } from '#views/openings/preview-page.tsx'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx } from '../http/env.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { worksIn } from '../staff/staff-member.ts'
import type { FormBehind } from './carried-form.ts'
import type { DecisionsTyped } from './decisions-form.ts'
import type { RowChange } from './opening-change.ts'
import { type OpeningPreview, previewOpenings } from './preview-openings.ts'
import { weekThatDiffers } from './week.ts'

/** Shows something of the office in the address, to those who work in it; nobody else finds it. */
export async function withOffice(
  { offices }: Deps,
  c: Ctx,
  show: (office: Office) => Response | Promise<Response>,
): Promise<Response> {
  const office = await offices.bySlug(c.req.param('office') ?? '')
  if (!office || !worksIn(c.var.staff, office.id)) return c.notFound()
  c.set('office', office)
  return show(office)
}

type Shown = {
  preview: OpeningPreview & { ok: true }
  rows: readonly RowChange[]
  behind: FormBehind | null
  decisions?: DecisionsTyped
  faults?: readonly PreviewFault[]
  isOverdue?: boolean
  intentKey?: string
  status?: 200 | 409 | 422
}

/** What a change would do; leads back to the list when its rules are no longer there. */
export async function previewOf(
  deps: Deps,
  assets: Assets,
  c: Ctx,
  office: Office,
  { rows, behind }: Pick<Shown, 'behind'> & { rows: RowChange[] },
) {
  const preview = await previewOpenings(deps, office, { rows, seen: null }, c.var.staff)
  return preview.ok
    ? showPreview(deps, assets, c, { preview, rows, behind })
    : c.redirect(`${paths.openings(office.slug)}?stale=1`, 303)
}

/** The page on which each booking that is hit gets its decision. */
export function showPreview(deps: Deps, assets: Assets, c: Ctx, shown: Shown) {
  const { preview, rows, behind, faults = [], isOverdue = false, status = 200 } = shown
  const today = dateOf(deps.clock.now(), preview.before.timeZone)
  return renderPage(
    c,
    <PreviewPage
      {...{ page: staffPageOf(c, assets), staff: c.var.staff, rows, behind, preview, faults, isOverdue }}
      week={weekThatDiffers(preview.before, preview.after, today)}
      decisions={shown.decisions ?? { chosen: new Map(), reason: '' }}
      intentKey={shown.intentKey ?? randomUUID()}
    />,
    status,
  )
}
