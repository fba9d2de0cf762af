import { Hono } from 'hono'
import { NoticesPage } from '#views/catalogue/notices-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import type { NoticeNumber } from '../offices/notices.ts'
import { paths } from '../paths.ts'
import { changeNotices } from './change-notices.ts'
import { catalogueDoor } from './door-routes.tsx'
import { versionOf } from './form.ts'
import { parseNotices, type TypedNotices, typedFrom, typedNotices } from './notices-form.ts'

/** When the office writes to people by itself. */
export function noticesRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf, versionShown } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/', c =>
      ofOffice(c, ({ notices }) =>
        noticesPage(c, { typed: typedFrom(notices), isDone: readQuery(c).one('done') === 'saved' }),
      ),
    )
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, async office => {
        const [typed, version] = [typedNotices(form), versionOf(form)]
        const parsed = parseNotices(typed)
        if (!parsed.ok) return noticesPage(c, { typed, version, wrong: parsed.wrong })
        const { notices } = parsed
        const outcome = await changeNotices(deps, c.var.staff, office, { notices, version })
        if (outcome.ok) return c.redirect(`${paths.notices(office.slug)}?done=saved`, 303)
        return ofOffice(c, () => noticesPage(c, { typed, isStale: true }))
      })
    })

  async function noticesPage(c: Ctx, shown: Shown) {
    const { typed, wrong = [], isStale = false, isDone = false } = shown
    const version = await versionShown(c, shown.version)
    return renderPage(
      c,
      <NoticesPage {...propsOf(c)} {...{ typed, wrong, isStale, isDone, version }} />,
      wrong.length > 0 ? 422 : isStale ? 409 : 200,
    )
  }
}

type Shown = {
  typed: TypedNotices
  /** The one that the form began with. */
  version?: number | null
  wrong?: readonly NoticeNumber[]
  isStale?: boolean
  isDone?: boolean
}
