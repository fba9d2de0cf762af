import { Hono } from 'hono'
import { RulesPage } from '#views/waitlist/rules-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { WaitlistRules } from '../offices/office.ts'
import { waitlistLimits } from '../offices/waitlist-rules.ts'
import { paths } from '../paths.ts'
import { changeRules, type RuleField, ruleFields } from './change-rules.ts'

type TypedRules = Record<RuleField, string> & { isOn: boolean }

/** How an office offers freed places to those who wait. */
export function waitlistRulesRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/rules', c =>
      rulesPage(c, typedOf(c.var.office.waitlist), { isSaved: readQuery(c).one('saved') === '1' }),
    )
    .post('/rules', async c => {
      const form = await readForm(c)
      const entries = ruleFields.map(field => [field, form.one(field).normalize('NFKC').trim()] as const)
      const typed = { ...Object.fromEntries(entries), isOn: form.one('isOn') === '1' } as TypedRules
      const wrong = ruleFields.filter(field => !isAllowed(field, typed[field]))
      const revision = Number(form.one('revision')) || 0
      if (wrong.length > 0) return rulesPage(c, typed, { wrong, revision })

      const numbers = Object.fromEntries(ruleFields.map(field => [field, Number(typed[field])]))
      const rules = { ...numbers, isOn: typed.isOn } as WaitlistRules
      const outcome = await changeRules(deps, c.var.staff, c.var.office, { rules, revision })
      return outcome.ok
        ? c.redirect(`${paths.waitlistRules()}?saved=1`, 303)
        : rulesPage(c, typed, { isStale: true })
    })

  function rulesPage(
    c: Ctx,
    typed: TypedRules,
    {
      wrong = [],
      isStale = false,
      isSaved = false,
      revision = c.var.office.revision,
    }: { wrong?: RuleField[]; isStale?: boolean; isSaved?: boolean; revision?: number },
  ) {
    const { staff } = c.var
    const props = { page: staffPageOf(c, assets), staff, typed, wrong, isStale, isSaved }
    return renderPage(
      c,
      <RulesPage {...props} revision={revision} />,
      isStale ? 409 : wrong.length > 0 ? 422 : 200,
    )
  }
}

function isAllowed(field: RuleField, typed: string): boolean {
  const { min, max } = waitlistLimits[field]
  return /^\d{1,4}$/.test(typed) && min <= Number(typed) && Number(typed) <= max
}

function typedOf(rules: WaitlistRules): TypedRules {
  const numbers = Object.fromEntries(ruleFields.map(field => [field, String(rules[field])]))
  return { ...numbers, isOn: rules.isOn } as TypedRules
}
