import { Hono } from 'hono'
import { CounterRulesPage } from '#views/catalogue/counter-rules-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { changeCounter } from './change-counter.ts'
import {
  type CounterFault,
  parseCounter,
  type TypedCounter,
  typedCounter,
  typedFromCounter,
} from './counter-form.ts'
import { type CounterRow, countersOf } from './counter-queries.ts'
import { catalogueDoor } from './door-routes.tsx'
import { versionOf } from './form.ts'

/** What there is to a counter besides its texts and its services: where it is, its numbers and its windows. */
export function counterRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/:counter/rules', c => ofCounter(c, counter => rulesPage(c, counter, {})))
    .post('/:counter/rules', async c => {
      const form = await readForm(c)
      return ofCounter(c, async counter => {
        const { office, staff } = c.var
        const { slug } = counter
        const [typed, version] = [typedCounter(form), versionOf(form)]
        const parsed = parseCounter(typed)
        if (!parsed.ok) return rulesPage(c, counter, { typed, version, errors: parsed.errors })

        const outcome = await changeCounter(deps, staff, office, { slug, version }, parsed.rules)
        if (outcome.ok)
          return c.redirect(`${paths.catalogueTexts(office.slug, 'counters', slug)}?done=saved`, 303)
        return outcome.reason === 'invalid'
          ? rulesPage(c, counter, { typed, version, errors: outcome.errors })
          : ofCounter(c, changed => rulesPage(c, changed, { typed, isStale: true }))
      })
    })

  function ofCounter(c: Ctx, show: (counter: CounterRow) => Promise<Response> | Response): Promise<Response> {
    return ofOffice(c, async office => {
      const counters = await deps.store.read(db => countersOf(db, office.id))
      const counter = counters.find(({ slug }) => slug === c.req.param('counter'))
      return counter ? show(counter) : c.notFound()
    })
  }

  function rulesPage(c: Ctx, counter: CounterRow, shown: Shown) {
    const { typed = typedFromCounter(counter.rules), errors = [], isStale = false } = shown
    return renderPage(
      c,
      <CounterRulesPage
        {...propsOf(c)}
        {...{ counter, typed, errors, isStale, version: shown.version ?? counter.version }}
      />,
      errors.length > 0 ? 422 : isStale ? 409 : 200,
    )
  }
}

type Shown = {
  typed?: TypedCounter
  errors?: readonly CounterFault[]
  version?: number | null
  isStale?: boolean
}
