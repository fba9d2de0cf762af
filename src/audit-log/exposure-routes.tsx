import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { ExposurePage } from '#views/audit-log/exposure-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { answerFile } from '../exports/answer-file.ts'
import { exportFile } from '../exports/export-file.ts'
import { keptDaysOf } from '../disclosures/kept-days.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import {
  type ExposureFault,
  type ExposureQuestion,
  type ExposureTyped,
  fieldTime,
  parseExposure,
  reasonFaults,
  typedExposure,
} from './exposure-form.ts'
import { exposureTable } from './exposure-table.ts'
import { countExposed, findExposure } from './find-exposure.ts'
import { logAccounts } from './log-queries.ts'

const minute = 60_000
const hour = 60 * minute

/** Whose details could have been seen in a span of time: how many, and as a file. */
export function exposureRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/', c => {
      const typed = typedExposure(readQuery(c))
      if (new URL(c.req.url).search.replace(/[?&]lang=\w+/, '') === '') {
        const now = deps.clock.now()
        // Minutes are typed, and the one that is going on belongs to it.
        const [from, to] = [now - hour, now + minute].map(at => fieldTime(at, c.var.office.timeZone))
        return exposurePage(c, { ...typed, from: from ?? '', to: to ?? '' }, [])
      }
      const parsed = parseExposure(c.var.office, typed)
      return parsed.ok ? exposurePage(c, typed, [], parsed.question) : exposurePage(c, typed, parsed.faults)
    })
    .post('/file', async c => {
      const { office, staff } = c.var
      const typed = typedExposure(await readForm(c))
      const parsed = parseExposure(office, typed)
      if (!parsed.ok) return exposurePage(c, typed, parsed.faults)
      const { question } = parsed
      const faults = reasonFaults(typed)
      if (faults.length > 0) return exposurePage(c, typed, faults, question)

      const exposure = await findExposure(deps.store, office, question)
      const table = exposureTable(exposure, { withNames: typed.withNames })
      const [from, to] = [question.from, question.to].map(at => dateOf(at, office.timeZone))
      const span = { from: from ?? '', to: to ?? '' }
      const file = { tables: [table], span, format: 'csv', encoding: typed.encoding } as const
      const outcome = await exportFile(
        deps,
        staff,
        {
          ...{ ...file, noted: notedOf(typed, question) },
          scope: { office, ...span, counterIds: [], asOf: deps.clock.now() },
        },
        (c.env as HttpBindings | undefined)?.outgoing,
      )
      return outcome.ok ? answerFile(office, file, outcome.bytes) : busy(c)
    })

  /** What the audit tells of a file about people. */
  function notedOf({ withNames, reason }: ExposureTyped, { from, to, staffId, counter }: ExposureQuestion) {
    return {
      ...{ fromAt: from, toAt: to, staffId, counter: counter?.slug ?? null, withNames },
      ...(withNames && { reason }),
    }
  }

  async function exposurePage(
    c: Ctx,
    typed: ExposureTyped,
    faults: readonly ExposureFault[],
    question: ExposureQuestion | null = null,
  ) {
    const { office } = c.var
    const accounts = await deps.store.read(db => logAccounts(db, office.id))
    const exposure = question && (await findExposure(deps.store, office, question))
    const counts = exposure && (await countExposed(deps.store, exposure))
    return renderPage(
      c,
      <ExposurePage
        {...propsOf(c)}
        {...{ office, typed, faults, accounts }}
        keptDays={keptDaysOf(office)}
        result={exposure && counts && { readers: exposure.readers, counts }}
      />,
      faults.length > 0 ? 422 : 200,
    )
  }

  function busy(c: Ctx) {
    const props = propsOf(c)
    const { busyTitle, busyText } = props.page.t.audit.file
    c.header('Retry-After', '30')
    return renderPage(c, <StaffMessagePage {...props} title={busyTitle} text={busyText} />, 503)
  }
}
