import { StaffMessagePage } from '#views/staff/message-page.tsx'
import type { CatalogueProps } from '#views/catalogue/catalogue-shell.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx } from '../http/env.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { worksIn } from '../staff/staff-member.ts'
import { findSubject } from './subject-queries.ts'

/** Finds the office that a page is about, and says what every page is given. */
export function catalogueDoor({ offices, store }: Pick<Deps, 'offices' | 'store'>, assets: Assets) {
  /** An office of another one's is not there. */
  const ofOffice = async (c: Ctx, show: (office: Office) => Promise<Response> | Response) => {
    const office = await offices.bySlug(c.req.param('office') ?? '')
    if (!office || !worksIn(c.var.staff, office.id)) return c.notFound()
    c.set('office', office)
    return show(office)
  }

  const propsOf = (c: Ctx): CatalogueProps => ({
    page: staffPageOf(c, assets),
    staff: c.var.staff,
    office: c.var.office,
  })

  /** Of which version of the office a form is about: the one it began with, while what was typed is put right. */
  const versionShown = async ({ var: { office } }: Ctx, begunWith: number | null = null) =>
    begunWith ?? (await store.read(db => findSubject(db, office.id, 'office', office.slug)))?.version ?? 0

  const notAllowed = (c: Ctx) => {
    const page = staffPageOf(c, assets)
    const { staff } = c.var
    return renderPage(c, <StaffMessagePage {...{ page, staff }} {...page.t.staff.notAllowed} />, 403)
  }

  return { ofOffice, propsOf, versionShown, notAllowed }
}
