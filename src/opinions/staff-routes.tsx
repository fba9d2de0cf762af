import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { EntryPage } from '#views/opinions/entry-page.tsx'
import { ListPage } from '#views/opinions/list-page.tsx'
import { MonthsPage } from '#views/opinions/months-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import { intentKey } from '../booking/form.ts'
import { addDays, dateOf, monthStart } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { figuresPageOf, renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { mayUse } from '../http/policies.ts'
import { opinionCounts } from './counts.ts'
import { type OpinionFieldError, parseEntry, type TypedEntry } from './details.ts'
import { enter } from './enter.ts'
import { type AskedList, emptyOpinion, parseList, parseMonth, typedEntry } from './form.ts'
import { opinionCells } from './figure-queries.ts'
import { mayRead } from './opinion.ts'
import { countStates, listOpinions } from './opinion-queries.ts'
import { filterOf, readable } from './scope.ts'

const shownMax = 50
const everything: AskedList = {
  ...{ state: null, category: null, counter: undefined },
  ...{ month: null, before: null },
}

/** What staff see of the opinions box as a whole: the list, what they enter themselves, the figures. */
export function staffOpinionRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff, office: c.var.office })
  const todayOf = (c: Ctx) => dateOf(deps.clock.now(), c.var.office.timeZone)

  return new Hono<Env>()
    .get('/', async c => {
      const { office, staff } = c.var
      const query = readQuery(c)
      const { counters, isOfficeSeen } = readable(office, staff)
      const known = parseList(query, counters)
      const asked = known ?? everything
      const filter = filterOf(office, staff, asked)
      const { found, countOf } = await deps.store.read(async db => ({
        found: await listOpinions(db, filter, { before: asked.before, countMax: shownMax + 1 }),
        countOf: await countStates(db, filter),
      }))
      const opinions = found.slice(0, shownMax)
      const before = found.length > shownMax ? (opinions.at(-1)?.id ?? null) : null
      const shown = { counters, isOfficeSeen, asked, opinions, before, countOf, isRefused: known === null }
      const can = {
        enter: mayUse(staff.role, 'POST /staff/opinions/new'),
        count: mayUse(staff.role, 'GET /staff/opinions/months'),
      }
      const isHandedOn = query.one('done') === 'handed_on'
      return renderPage(
        c,
        <ListPage {...propsOf(c)} {...shown} {...{ can, isHandedOn }} />,
        known ? 200 : 422,
      )
    })

    .get('/new', c => entryPage(c, { ...emptyOpinion, channel: '', receivedDate: todayOf(c) }, []))
    .post('/new', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const typed = typedEntry(form)
      const parsed = parseEntry(office, typed, todayOf(c))
      if (!parsed.ok) return entryPage(c, typed, parsed.errors)
      const scope = `staff opinion ${office.id} ${staff.id}`
      const outcome = await enter(deps, office, staff, parsed.details, {
        ...{ key: intentKey(form), scope, body: typed },
      })
      return outcome.ok ? c.redirect(paths.staffOpinion(outcome.opinionId, 'entered'), 303) : used(c)
    })

    .get('/months', async c => {
      const { office, staff } = c.var
      const typed = readQuery(c).one('month')
      const month = parseMonth(typed) ?? todayOf(c).slice(0, 7)
      const first = `${month}-01`
      const last = addDays(monthStart(first, 1), -1)
      const months = Array.from({ length: 13 }, (_, index) => monthStart(first, index - 12).slice(0, 7))
      const isTold = ({ counterId }: { counterId: number | null }) =>
        mayRead(staff, { officeId: office.id, counterId })
      const { counts, cells } = await deps.store.read(async db => ({
        counts: await opinionCounts(db, office.id, first, last, isTold),
        cells: (await opinionCells(db, office.id, monthStart(first, -12), last)).filter(isTold),
      }))
      const isRefused = typed !== '' && parseMonth(typed) === null
      const shown = { month, months, counts, cells, isRefused }
      return renderPage(
        c,
        <MonthsPage {...propsOf(c)} page={figuresPageOf(c, assets)} {...shown} />,
        isRefused ? 422 : 200,
      )
    })

  function entryPage(c: Ctx, typed: TypedEntry, errors: readonly OpinionFieldError[]) {
    const props = { ...propsOf(c), typed, errors, today: todayOf(c), intentKey: randomUUID() }
    return renderPage(c, <EntryPage {...props} />, errors.length > 0 ? 422 : 200)
  }

  function used(c: Ctx) {
    const { page, staff } = propsOf(c)
    const { usedTitle, entry, staff: text } = page.t.opinions
    return renderPage(
      c,
      <StaffMessagePage {...{ page, staff }} title={usedTitle} text={entry.usedText}>
        <p>
          <a href={paths.staffOpinions()}>{text.back}</a>
        </p>
      </StaffMessagePage>,
      422,
    )
  }
}
