import { Hono } from 'hono'
import { RetentionCheckPage } from '#views/retention/check-page.tsx'
import { RetentionPage } from '#views/retention/retention-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { type DataClass, retentionDate, type RetentionDays } from '../offices/retention.ts'
import { paths } from '../paths.ts'
import { peopleOffice } from '../people/people-office.ts'
import { clockLeap } from '../wrong-clock/clock-leap.ts'
import { changeAuditDays } from './change-audit-days.ts'
import { beginErasing, changeRetention, erasesMore } from './change-retention.ts'
import { dryRun } from './dry-run.ts'
import { parseAuditDays, parseDays, type TypedDays, typedDays } from './form.ts'
import { lastErasures } from './erasure-queries.ts'
import { lastPurge } from './purge-queries.ts'

/** How long an office keeps what it knows of people: seeing it, what a change would erase, changing it. */
export function retentionRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => {
      const query = readQuery(c)
      return ofOffice(c, query, async office => {
        if (query.one('step') !== 'check') return settingsPage(c, office, { done: doneOf(query) })
        const typed = typedDays(query)
        const parsed = parseDays(typed)
        return parsed.ok
          ? checkPage(c, office, parsed.days, null)
          : settingsPage(c, office, { typed, wrong: parsed.wrong })
      })
    })
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        const typed = typedDays(form)
        const parsed = parseDays(typed)
        if (!parsed.ok) return settingsPage(c, office, { typed, wrong: parsed.wrong })
        const { days } = parsed
        const outcome = await changeRetention(deps, c.var.staff, office, {
          days,
          revision: Number(form.one('revision')) || null,
          isConfirmed: form.one('confirm') === 'yes',
        })
        if (outcome.ok) return c.redirect(`${paths.retention(office.slug)}&done=changed`, 303)
        return ofOffice(c, form, now => checkPage(c, now, days, outcome.reason))
      })
    })
    .post('/audit', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        const typedAudit = form.one('audit').normalize('NFKC').trim()
        const days = parseAuditDays(typedAudit)
        if (days === null) return settingsPage(c, office, { typedAudit, auditFault: 'wrong' })
        const revision = Number(form.one('revision')) || null
        const outcome = await changeAuditDays(deps, c.var.staff, office, { days, revision })
        if (outcome.ok) return c.redirect(`${paths.retention(office.slug)}&done=changed`, 303)
        return ofOffice(c, form, now => settingsPage(c, now, { typedAudit, auditFault: outcome.reason }))
      })
    })
    .post('/start', async c => {
      const form = await readForm(c)
      return ofOffice(c, form, async office => {
        await beginErasing(deps, c.var.staff, office)
        return c.redirect(`${paths.retention(office.slug)}&done=started`, 303)
      })
    })

  async function ofOffice(c: Ctx, form: Form, show: (office: Office) => Promise<Response>) {
    const found = await peopleOffice(deps, c.var.staff, form.one('office'))
    if (!found) return c.notFound()
    c.set('office', found.office)
    return show(found.office)
  }

  async function settingsPage(c: Ctx, office: Office, shown: Shown) {
    const { typed, wrong = [], done = null, typedAudit, auditFault = null } = shown
    const { staff } = c.var
    const at = deps.clock.now()
    const now = await dryRun(deps, office, office.retention.days)
    const today = retentionDate(office, at)
    const past = await deps.store.read(async db => ({
      last: await lastErasures(db, office.id),
      lastPurge: await lastPurge(db, office.id, today),
      leap: await clockLeap(db, at, office.timeZone),
    }))
    const found = await peopleOffice(deps, staff, office.slug)
    return renderPage(
      c,
      <RetentionPage
        {...{ page: staffPageOf(c, assets), staff, office, wrong, now, ...past, done }}
        offices={found?.offices ?? []}
        typed={typed ?? asTyped(office.retention.days)}
        typedAudit={typedAudit ?? String(office.retention.auditDays)}
        auditFault={auditFault}
        mayEdit={mayUse(staff.role, 'POST /staff/personal-data/retention')}
      />,
      wrong.length > 0 || auditFault === 'wrong' ? 422 : auditFault === 'stale' ? 409 : 200,
    )
  }

  async function checkPage(
    c: Ctx,
    office: Office,
    days: RetentionDays,
    problem: 'stale' | 'not_confirmed' | null,
  ) {
    const before = await dryRun(deps, office, office.retention.days)
    const after = await dryRun(deps, office, days)
    const more = erasesMore(before, after)
    const { staff } = c.var
    return renderPage(
      c,
      <RetentionCheckPage
        {...{ page: staffPageOf(c, assets), staff, office, days, before, after, more, problem }}
      />,
      problem === null ? 200 : problem === 'stale' ? 409 : 422,
    )
  }
}

type Shown = {
  typed?: TypedDays
  wrong?: readonly DataClass[]
  done?: 'changed' | 'started' | null
  typedAudit?: string
  auditFault?: 'wrong' | 'stale' | null
}

function doneOf(query: Form): 'changed' | 'started' | null {
  return (['changed', 'started'] as const).find(done => done === query.one('done')) ?? null
}

function asTyped(days: RetentionDays): TypedDays {
  return {
    bookings: String(days.bookings),
    mails: String(days.mails),
    contacts: String(days.contacts),
    opinions: String(days.opinions),
    comments: String(days.comments),
  }
}
