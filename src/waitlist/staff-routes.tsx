import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { EnterPage } from '#views/waitlist/enter-page.tsx'
import { LinePage, type LineNotice } from '#views/waitlist/line-page.tsx'
import { intentKey, parseWish } from '../booking/form.ts'
import { parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { type Counter, counterById } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { parseId } from '../queue/form.ts'
import { questionFor, type Wish } from '../slots/slot.ts'
import { worksAt } from '../staff/staff-member.ts'
import { declineOffer, leave } from './decline.ts'
import type { Entry } from './entry.ts'
import { emptyWait, parseWait, type TypedWait, typedWait, type WaitFieldError } from './form.ts'
import { join } from './join.ts'
import { findEntry } from './entry-queries.ts'
import { countersWaitedAt } from './line-queries.ts'
import { takeOffer } from './take.ts'
import { viewLine } from './view-line.ts'

const notices: readonly LineNotice[] = ['joined', 'taken', 'declined', 'removed', 'failed']

/** The line of a counter as staff see it: its order, who is to be called, and entries for people on the phone. */
export function staffWaitlistRoutes(deps: Deps, assets: Assets) {
  return (
    new Hono<Env>()
      .get('/', async c => {
        const query = readQuery(c)
        const counters = await lines(c)
        const slug = query.one('counter')
        const counter = slug === '' ? counters[0] : ownCounters(c).find(known => known.slug === slug)
        if (!counter) return c.notFound()
        const line = await viewLine(deps, c.var.office, c.var.staff, counter)
        const notice = notices.find(name => name === query.one('done')) ?? null
        const { office, staff } = c.var
        const props = { page: staffPageOf(c, assets), staff, office, counters, counter, line, notice }
        return renderPage(c, <LinePage {...props} intentKey={randomUUID()} />)
      })
      .get('/new', c => {
        const query = readQuery(c)
        const parsed = parseWish(c.var.office, query)
        if (!parsed.ok || !isOwn(c, parsed.wish)) return c.redirect(paths.staffBooking(), 303)
        return enterPage(c, parsed.wish, emptyWait(parseDate(query.one('date')) ?? ''), [], null)
      })
      .post('/new', async c => {
        const { office, staff } = c.var
        const form = await readForm(c)
        const wish = parseWish(office, form)
        if (!wish.ok || !isOwn(c, wish.wish)) return c.notFound()
        const typed = typedWait(form)
        const parsed = parseWait(office, wish.wish, typed, { now: deps.clock.now(), isForOther: true })
        if (!parsed.ok) return enterPage(c, wish.wish, typed, parsed.errors, null)

        const joiner = { ...parsed.person, language: 'ja', channel: 'staff' } as const
        const wanted = { wish: { ...wish.wish, ...parsed.span }, joiner, actor: `staff:${staff.id}` } as const
        const intent = { key: intentKey(form), scope: `staff wait ${office.id} ${staff.id}`, body: typed }
        const outcome = await join(deps, office, wanted, intent)
        const [service] = wish.wish.services
        if (!outcome.ok) return enterPage(c, wish.wish, typed, [], outcome.reason)
        return toLine(c, service?.counterId ?? 0, 'joined')
      })

      // Addresses that only forms are sent to lead to the line.
      .get('/:entry/:deed', c => c.redirect(paths.staffWaitlist(), 302))
      .post('/:entry/take', async c => {
        const form = await readForm(c)
        return withEntry(c, async ({ id, counterId }) => {
          const { office, staff } = c.var
          const intent = { key: intentKey(form), scope: `staff take ${office.id} ${staff.id}`, body: id }
          const who = { entryId: id, actor: `staff:${staff.id}` } as const
          const outcome = await takeOffer(deps, office, who, intent)
          return outcome.ok
            ? c.redirect(paths.staffAppointment(outcome.appointmentId), 303)
            : toLine(c, counterId, 'failed')
        })
      })
      .post('/:entry/decline', async c => {
        await readForm(c)
        return withEntry(c, async ({ id, counterId }) => {
          const who = { entryId: id, actor: `staff:${c.var.staff.id}` } as const
          const outcome = await declineOffer(deps, c.var.office, who)
          return toLine(c, counterId, outcome.ok ? 'declined' : 'failed')
        })
      })
      .post('/:entry/removal', async c => {
        await readForm(c)
        return withEntry(c, async ({ id, counterId }) => {
          const who = { entryId: id, actor: `staff:${c.var.staff.id}`, reason: 'removed' } as const
          const outcome = await leave(deps, c.var.office, who)
          return toLine(c, counterId, outcome.ok ? 'removed' : 'failed')
        })
      })
  )

  function ownCounters(c: Ctx): Counter[] {
    const { office, staff } = c.var
    return office.counters.filter(({ id }) => worksAt(staff, { officeId: office.id, counterId: id }))
  }

  /** Where people can wait or still do: a counter that takes no bookings any more keeps its line to its end. */
  async function lines(c: Ctx): Promise<Counter[]> {
    const own = ownCounters(c)
    const waitedAt = await deps.store.read(db => countersWaitedAt(db, c.var.office.id))
    const found = own.filter(({ id, isBookable }) => isBookable || waitedAt.includes(id))
    return found.length > 0 ? found : own
  }

  function isOwn(c: Ctx, { services }: Wish): boolean {
    return ownCounters(c).some(({ id }) => id === services[0]?.counterId)
  }

  async function withEntry(c: Ctx, deed: (entry: Entry) => Promise<Response>) {
    const id = parseId(c.req.param('entry') ?? '')
    const { office } = c.var
    const entry = id === null ? null : await deps.store.read(db => findEntry(db, office, id))
    const isMine = entry !== null && ownCounters(c).some(counter => counter.id === entry.counterId)
    return isMine ? deed(entry) : c.notFound()
  }

  function toLine(c: Ctx, counterId: number, notice: LineNotice) {
    const { slug } = counterById(c.var.office, counterId)
    return c.redirect(`${paths.staffWaitlist(slug)}&done=${notice}`, 303)
  }

  function enterPage(
    c: Ctx,
    wish: Wish,
    typed: TypedWait,
    errors: readonly WaitFieldError[],
    refusal: string | null,
  ) {
    const { office, staff } = c.var
    const page = staffPageOf(c, assets)
    const now = deps.clock.now()
    const { last } = questionFor(office, wish, now)
    const reasons: Record<string, string> = { ...page.t.refusal, ...page.t.waitlist.refusal }
    const fault = refusal === null ? null : (reasons[refusal] ?? page.t.waitlistDesk.failed)
    const props = { page, staff, office, wish, typed, errors, now, last, fault }
    return renderPage(
      c,
      <EnterPage {...props} intentKey={randomUUID()} />,
      refusal !== null ? 409 : errors.length > 0 ? 422 : 200,
    )
  }
}
