import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { LogPage } from '#views/audit-log/log-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import { parseReference } from '../access/token.ts'
import { anchorOf } from '../audit/chain.ts'
import { countUnsealed, endsOfChain } from '../audit/seal-queries.ts'
import { appointmentOfReference } from '../booking/appointment-queries.ts'
import type { Deps } from '../deps.ts'
import { answerFile } from '../exports/answer-file.ts'
import { exportFile } from '../exports/export-file.ts'
import { encodings } from '../exports/file.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { parseLog, parseLogKey } from './form.ts'
import { logTable } from './log-table.ts'
import { logAccounts } from './log-queries.ts'
import { readLog } from './read-log.ts'
import { findVerified, verifyNow } from './verify-now.ts'

const shownMax = 50

/** What was done and seen in an office, and the proof that nothing of it is missing. */
export function auditLogRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/', c => logPage(c, false))
    .post('/search', async c => {
      const reference = parseReference((await readForm(c)).one('reference').slice(0, 100))
      const { office } = c.var
      const found =
        reference === null
          ? null
          : await deps.store.read(db => appointmentOfReference(db, office.id, reference))
      return found === null ? logPage(c, true) : c.redirect(paths.audit({ appointment: String(found) }), 303)
    })
    .get('/file', async c => {
      const { office, staff } = c.var
      const query = readQuery(c)
      const { filter, faults } = parseLog(office, query, deps.clock.now())
      if (faults.length > 0) return logPage(c, false)
      const encoding = encodings.find(known => known === query.one('encoding')) ?? 'utf-8'
      const span = { from: filter.fromDate, to: filter.toDate }
      const table = logTable(office, filter)
      const question = { tables: [table], span, format: 'csv', encoding } as const
      if (c.req.method === 'HEAD') return answerFile(office, question, null)
      const scope = { office, ...span, counterIds: [], asOf: deps.clock.now() }
      const { actor, deed, appointmentId } = filter
      const outcome = await exportFile(
        deps,
        staff,
        { ...question, scope, noted: { actor, deed, appointmentId } },
        (c.env as HttpBindings | undefined)?.outgoing,
      )
      return outcome.ok ? answerFile(office, question, outcome.bytes) : busy(c)
    })
    .post('/verification', async c => {
      await readForm(c)
      await verifyNow(deps, c.var.office, c.var.staff)
      return c.redirect(`${paths.audit()}#chain`, 303)
    })

  async function logPage(c: Ctx, isUnknownReference: boolean) {
    const { office } = c.var
    const query = readQuery(c)
    const { choice, filter, faults } = parseLog(office, query, deps.clock.now())
    const below = parseLogKey(query.one('below'))
    const { rows, next } =
      faults.length > 0
        ? { rows: [], next: null }
        : await readLog(deps.store, office.id, filter, { below, countMax: shownMax })
    const found = await deps.store.read(async db => ({
      accounts: await logAccounts(db, office.id),
      waiting: await countUnsealed(db),
      end: (await endsOfChain(db)).told,
      verified: await findVerified(db, office.id),
    }))
    const chain = { ...found, anchor: anchorOf(found.end) }
    return renderPage(
      c,
      <LogPage
        {...propsOf(c)}
        {...{ office, choice, faults, rows, next, chain, isUnknownReference }}
        accounts={found.accounts}
        isFirst={below === null}
      />,
      faults.length > 0 || isUnknownReference ? 422 : 200,
    )
  }

  /** Two files are being written already. */
  function busy(c: Ctx) {
    const props = propsOf(c)
    const { busyTitle, busyText } = props.page.t.audit.file
    c.header('Retry-After', '30')
    return renderPage(c, <StaffMessagePage {...props} title={busyTitle} text={busyText} />, 503)
  }
}
