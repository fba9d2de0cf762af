import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { DefinitionPage } from '#views/indicators/definition-page.tsx'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm } from '../http/forms.ts'
import { renderPage, figuresPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { addIndicator, changeIndicator } from './define-indicator.ts'
import { definitionFields, parseDefinition } from './definition-form.ts'
import { differing, type FieldError, type Fields } from './fields.ts'
import { fieldsOf, versionOf } from './form.ts'
import type { Indicator } from './indicator.ts'
import { findIndicator } from './definition-queries.ts'

/** The forms for what an indicator is, apart from its yearly figures. */
export function definitionRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => definitionPage(c, null))
    .post('/', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const fields = fieldsOf(form, Object.keys(definitionFields(null)))
      const parsed = parseDefinition(fields)
      if (!parsed.ok) return definitionPage(c, null, { fields, errors: parsed.errors })
      const outcome = await addIndicator(deps, office, staff, parsed.definition, intentOf(c, form, fields))
      if (outcome.ok) return c.redirect(paths.indicators(), 303)
      return definitionPage(c, null, { fields, errors: [{ field: 'slug', reason: 'taken' }] }, 409)
    })
    .get('/:indicator', async c => {
      const indicator = await indicatorOf(c)
      return indicator ? definitionPage(c, indicator) : c.notFound()
    })
    .post('/:indicator', async c => {
      const { office, staff } = c.var
      const indicator = await indicatorOf(c)
      if (!indicator) return c.notFound()
      const form = await readForm(c)
      const { slug } = indicator
      const fields = { ...fieldsOf(form, Object.keys(definitionFields(indicator))), slug }
      const parsed = parseDefinition(fields)
      if (!parsed.ok) return definitionPage(c, indicator, { fields, errors: parsed.errors })
      const changed = { ...parsed.definition, version: versionOf(form) }
      const outcome = await changeIndicator(deps, office, staff, changed, intentOf(c, form, fields))
      if (outcome.ok) return c.redirect(paths.indicators(), 303)
      const now = (await indicatorOf(c)) ?? indicator
      return definitionPage(c, now, { fields, errors: [] }, 409)
    })

  function indicatorOf(c: Ctx): Promise<Indicator | null> {
    const slug = c.req.param('indicator') ?? ''
    return deps.store.read(db => findIndicator(db, c.var.office.id, slug))
  }

  function intentOf({ var: { office, staff } }: Ctx, form: Form, fields: Fields) {
    const scope = `indicator ${office.id} ${staff.id}`
    return { key: intentKey(form), scope, body: { ...fields, version: form.one('version') } }
  }

  function definitionPage(
    c: Ctx,
    indicator: Indicator | null,
    typed?: { fields: Fields; errors: FieldError[] },
    status: 200 | 409 | 422 = typed ? 422 : 200,
  ) {
    const stored = definitionFields(indicator)
    const isBehind = indicator !== null && status === 409
    return renderPage(
      c,
      <DefinitionPage
        page={figuresPageOf(c, assets)}
        staff={c.var.staff}
        indicator={indicator}
        fields={{ ...stored, ...typed?.fields }}
        errors={typed?.errors ?? []}
        elsewhere={isBehind && typed ? { fields: differing(typed.fields, stored), stored } : null}
        intentKey={randomUUID()}
      />,
      status,
    )
  }
}
