import { Hono } from 'hono'
import { OfficeRulesPage } from '#views/catalogue/office-rules-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { officeRules } from '../offices/office-rules.ts'
import { paths } from '../paths.ts'
import { changeOfficeRules } from './change-office-rules.ts'
import { catalogueDoor } from './door-routes.tsx'
import { versionOf } from './form.ts'
import {
  type OfficeRulesField,
  parseOfficeRules,
  typedFromRules,
  type TypedOfficeRules,
  typedOfficeRules,
} from './office-rules-form.ts'

/** How the office is booked, receives people and calls them. */
export function officeRulesRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf, versionShown } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/', c =>
      ofOffice(c, office =>
        rulesPage(c, {
          typed: typedFromRules(officeRules(office)),
          isDone: readQuery(c).one('done') === 'saved',
        }),
      ),
    )
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, async office => {
        const [typed, version] = [typedOfficeRules(form), versionOf(form)]
        const parsed = parseOfficeRules(typed)
        if (!parsed.ok) return rulesPage(c, { typed, version, wrong: parsed.wrong })
        const { rules } = parsed
        const outcome = await changeOfficeRules(deps, c.var.staff, office, { rules, version })
        if (outcome.ok) return c.redirect(`${paths.officeRules(office.slug)}?done=saved`, 303)
        return ofOffice(c, () => rulesPage(c, { typed, isStale: true }))
      })
    })

  async function rulesPage(c: Ctx, shown: Shown) {
    const { typed, wrong = [], isStale = false, isDone = false } = shown
    const version = await versionShown(c, shown.version)
    return renderPage(
      c,
      <OfficeRulesPage {...propsOf(c)} {...{ typed, wrong, isStale, isDone, version }} />,
      wrong.length > 0 ? 422 : isStale ? 409 : 200,
    )
  }
}

type Shown = {
  typed: TypedOfficeRules
  /** The one that the form began with. */
  version?: number | null
  wrong?: readonly OfficeRulesField[]
  isStale?: boolean
  isDone?: boolean
}
