import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { RatingRulesPage } from '#views/self-checks/rating-rules-page.tsx'
import { SelfCheckPage } from '#views/self-checks/self-check-page.tsx'
import { SelfChecksPage } from '#views/self-checks/self-checks-page.tsx'
import { intentKey } from '../booking/form.ts'
import { dateOf, monthStart } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, figuresPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { changeRatingRules } from './change-rating-rules.ts'
import { checkSection, parseMonth, type SelfCheckOutcome } from './check-section.ts'
import { differing, type FieldError, type Fields } from '../indicators/fields.ts'
import { fieldsOf, versionOf } from '../indicators/form.ts'
import { scoresOf } from './form.ts'
import { criteriaOf, ratingRulesOf, sectionsOf, selfChecksOf } from './queries.ts'
import { blankCriteria, rulesFields } from './rules-form.ts'

/** The months before one that its page shows beside it. */
const monthsBefore = 11

/** What supervisors give their own counters between the city's ratings, and the rules for it. */
export function selfCheckRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: figuresPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/', async c => {
      const asked = readQuery(c).one('month')
      const month = asked === '' ? thisMonth(c) : parseMonth(asked)
      if (month === null) return c.notFound()
      const view = await read(c, monthStart(`${month}-01`, -monthsBefore).slice(0, 7), month)
      return renderPage(
        c,
        <SelfChecksPage {...propsOf(c)} {...view} month={month} thisMonth={thisMonth(c)} />,
      )
    })

    .get('/rules', c => rulesPage(c))
    .post('/rules', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const criteria = await deps.store.read(db => criteriaOf(db, office.id))
      const names = criteria.flatMap(({ id }) => [`criterion-${id}`, `active-${id}`])
      const fields = fieldsOf(form, [
        ...['one', 'two', 'three', 'confirmed', 'weight', ...names],
        ...blankCriteria.map(row => `criterion-${row}`),
      ])
      const typed = { version: versionOf(form), fields }
      const intent = { key: intentKey(form), scope: `rating rules ${office.id} ${staff.id}`, body: typed }
      const outcome = await changeRatingRules(deps, office, staff, typed, intent)
      if (outcome.ok) return c.redirect(paths.selfChecks(), 303)
      return rulesPage(c, {
        fields,
        errors: outcome.reason === 'invalid' ? outcome.errors : [],
        version: outcome.reason === 'invalid' ? typed.version : null,
      })
    })

    .get('/:month/:division', async c => {
      const month = parseMonth(c.req.param('month'))
      return month === null ? c.notFound() : checkPage(c, month)
    })
    .post('/:month/:division', async c => {
      const month = parseMonth(c.req.param('month'))
      const { criteria, sections } = await read(c, '', '')
      const section = sections.find(({ slug }) => slug === c.req.param('division'))
      if (month === null || !section) return c.notFound()
      const form = await readForm(c)
      const scores = scoresOf(
        form,
        criteria.map(({ id }) => id),
      )
      const { office, staff } = c.var
      const check = { month, section: section.slug, scores: scores ?? new Map<number, number>() }
      const outcome = await checkSection(deps, office, staff, check)
      return outcome.ok
        ? c.redirect(paths.selfChecks(month), 303)
        : checkPage(c, month, { scores: check.scores, outcome })
    })

  function thisMonth({ var: { office } }: Ctx): string {
    return dateOf(deps.clock.now(), office.timeZone).slice(0, 7)
  }

  function read({ var: { office } }: Ctx, from: string, to: string) {
    return deps.store.read(async db => ({
      rules: await ratingRulesOf(db, office.id),
      criteria: await criteriaOf(db, office.id),
      sections: await sectionsOf(db, office.id),
      checks: await selfChecksOf(db, office.id, from, to),
    }))
  }

  type Scored = { scores: ReadonlyMap<number, number>; outcome: SelfCheckOutcome }

  async function checkPage(c: Ctx, month: string, typed?: Scored) {
    const { criteria, sections, checks } = await read(c, month, month)
    const section = sections.find(({ slug }) => slug === c.req.param('division'))
    if (!section || month > thisMonth(c)) return c.notFound()
    const own = checks.find(
      check => check.section === section.slug && check.auditor === c.var.staff.pseudonym,
    )
    const reason = typed && !typed.outcome.ok ? typed.outcome.reason : null
    const scores = typed?.scores ?? own?.scores ?? new Map<number, number>()
    return renderPage(
      c,
      <SelfCheckPage {...propsOf(c)} {...{ month, section, criteria, scores, reason }} />,
      reason ? 422 : 200,
    )
  }

  type Typed = { fields: Fields; errors: FieldError[]; version: number | null }

  async function rulesPage(c: Ctx, typed?: Typed) {
    const { rules, criteria } = await read(c, '', '')
    const stored = rulesFields(rules, criteria)
    const isBehind = typed !== undefined && typed.version === null
    // A box that is not ticked is not sent.
    const boxes = Object.fromEntries(Object.keys(stored).map(field => [field, '']))
    const fields = typed ? { ...stored, ...boxes, ...typed.fields } : stored
    return renderPage(
      c,
      <RatingRulesPage
        {...propsOf(c)}
        criteria={criteria}
        fields={fields}
        errors={typed?.errors ?? []}
        elsewhere={isBehind ? { fields: differing(fields, stored), stored } : null}
        version={typed?.version ?? rules.version}
        intentKey={randomUUID()}
      />,
      isBehind ? 409 : typed ? 422 : 200,
    )
  }
}
