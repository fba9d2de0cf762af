import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { DictionaryPage } from '#views/exports/dictionary-page.tsx'
import { ExportsPage } from '#views/exports/exports-page.tsx'
import { RefusedPage } from '#views/exports/refused-page.tsx'
import { RunningPage } from '#views/exports/running-page.tsx'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { figuresPageOf, renderPage } from '../http/render.tsx'
import { answerFile } from './answer-file.ts'
import { codesOf } from './dictionary-table.ts'
import { exportFile } from './export-file.ts'
import { type ChoiceFault, type ExportChoice, questionOf, readChoice } from './form.ts'
import { previewTables, type TablePreview } from './preview.ts'
import { scopeOf } from './scope.ts'
import { dataTables, exportTables } from './tables.ts'

const retrySeconds = '30'

/** The supervisor's page for taking rows out: choose, see how many there are, take the file. */
export function exportsRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: figuresPageOf(c, assets), staff: c.var.staff })
  const today = ({ var: { office } }: Ctx) => dateOf(deps.clock.now(), office.timeZone)

  return new Hono<Env>()
    .get('/', async c => {
      const choice = readChoice(readQuery(c))
      if (new URL(c.req.url).search === '') return choosePage(c, choice, [])
      const read = questionOf(choice, today(c))
      if (!read.ok) return choosePage(c, choice, read.faults)
      const scope = scopeOf(c.var.office, c.var.staff, read.question.span, deps.clock.now())
      const previews = await previewTables(deps, read.question, scope)
      return choosePage(c, { ...choice, ...read.question.span }, [], previews)
    })
    .get('/file', async c => {
      const { office, staff } = c.var
      const choice = readChoice(readQuery(c))
      const read = questionOf(choice, today(c))
      if (!read.ok) return choosePage(c, choice, read.faults)
      const { question } = read
      if (c.req.method === 'HEAD') return answerFile(office, question, null)
      const wish = { ...question, scope: scopeOf(office, staff, question.span, deps.clock.now()) }
      const outcome = await exportFile(deps, staff, wish, (c.env as HttpBindings | undefined)?.outgoing)
      if (outcome.ok) return answerFile(office, question, outcome.bytes)
      const isBusy = outcome.reason === 'exports_busy'
      if (isBusy) c.header('Retry-After', retrySeconds)
      return renderPage(c, <RefusedPage {...propsOf(c)} reason={outcome.reason} />, isBusy ? 503 : 422)
    })
    .get('/running', c =>
      renderPage(c, <RunningPage {...propsOf(c)} running={deps.exports.ofStaff(c.var.staff.id)} />),
    )
    .get('/dictionary', c =>
      renderPage(
        c,
        <DictionaryPage {...propsOf(c)} tables={exportTables} codes={codesOf(dataTables, c.var.office)} />,
      ),
    )

  function choosePage(
    c: Ctx,
    choice: ExportChoice,
    faults: readonly ChoiceFault[],
    previews: readonly TablePreview[] | null = null,
  ) {
    return renderPage(
      c,
      <ExportsPage
        {...propsOf(c)}
        {...{ tables: exportTables, choice, faults, previews }}
        running={deps.exports.ofStaff(c.var.staff.id)}
      />,
      faults.length > 0 ? 422 : 200,
    )
  }
}
