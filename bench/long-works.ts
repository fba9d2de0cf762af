import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { forgetExpiredAccess } from '#src/access/queries.ts'
import { sealAudit } from '#src/audit/seal.ts'
import { shortenAudit } from '#src/audit/shorten.ts'
import { exposureTable } from '#src/audit-log/exposure-table.ts'
import { countExposed, findExposure } from '#src/audit-log/find-exposure.ts'
import type { LogFilter } from '#src/audit-log/log.ts'
import { logTable } from '#src/audit-log/log-table.ts'
import { addDays, instantOf, type LocalDate, monthStart } from '#src/clock.ts'
import { beginClosing } from '#src/closings/begin-closing.ts'
import { chooseForAll } from '#src/closings/choose.ts'
import { close } from '#src/closings/close.ts'
import type { Plan } from '#src/closings/closing.ts'
import { findClosing } from '#src/closings/queries.ts'
import { viewPeople } from '#src/closings/view-people.ts'
import type { Deps } from '#src/deps.ts'
import { exportFile, type ExportWish, openTables } from '#src/exports/export-file.ts'
import { previewTables } from '#src/exports/preview.ts'
import { readRows } from '#src/exports/read-rows.ts'
import { replacedIn } from '#src/exports/replaced.ts'
import { scopeOf } from '#src/exports/scope.ts'
import { dataTables, tableByName } from '#src/exports/tables.ts'
import { forgetOldAnswers } from '#src/intents/once.ts'
import { checkInvariants } from '#src/invariants/check.ts'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { folderTransport } from '#src/notifications/transport.ts'
import { type Office, servicesBySlug } from '#src/offices/office.ts'
import { usualRetention } from '#src/offices/retention.ts'
import { previewOpenings } from '#src/openings/preview-openings.ts'
import { opinionCounts } from '#src/opinions/counts.ts'
import { createPlanner } from '#src/planner/find-plans.ts'
import { noteNoShows } from '#src/queue/end-day.ts'
import { verifyQueue } from '#src/queue/verify.ts'
import { remind } from '#src/reminders/remind.ts'
import { dryRun } from '#src/retention/dry-run.ts'
import { purge } from '#src/retention/purge.ts'
import { makeFirstOffice } from '#src/setup/first-office.ts'
import type { OfficeConfiguration } from '#src/setup/configuration.ts'
import { takeConfiguration } from '#src/setup/take-configuration.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { rebuildFigures } from '#src/statistics/rebuild.ts'
import { verifyFigures } from '#src/statistics/verify.ts'
import { yearResults } from '#src/survey/read-results.ts'
import { week } from './booked-week.ts'
import { openAtNow } from './past.ts'

/** Something the server does for longer than a moment while people wait for their pages. */
export type LongWork = {
  name: string
  /** What has to be there before, and is not watched. */
  prepare?: () => Promise<unknown>
  run: () => Promise<unknown>
}

/** What the works are done with; `from` to `to`: the days that have visitors. */
export type Place = { deps: Deps; office: Office; folder: string; from: LocalDate; to: LocalDate }

/** All of them, in an order in which each finds something to do: what erases comes last. */
export function longWorks(place: Place, staff: StaffMember): LongWork[] {
  return [
    ...figureWorks(place),
    ...exportWorks(place, staff),
    ...closingWorks(place, staff),
    ...proofWorks(place),
    ...dayWorks(place),
    ...erasingWorks(place, staff),
  ]
}

function figureWorks({ deps, office, to }: Place): LongWork[] {
  const from = monthStart(to, -1)
  const year = Number(from.slice(0, 4))
  return [
    { name: 'figures of two months and their years anew', run: () => rebuildFigures(deps, { from, to }) },
    { name: 'figures of two months proved', run: () => verifyFigures(deps, { from, to }) },
    {
      name: 'answers of a fiscal year counted',
      run: () => yearResults(deps, office, year, to.slice(0, 7)),
    },
    {
      name: 'opinions of a fiscal year counted',
      run: () => deps.store.read(db => opinionCounts(db, office.id, addDays(to, -365), to)),
    },
  ]
}

function exportWorks({ deps, office, from, to }: Place, staff: StaffMember): LongWork[] {
  const scope = scopeOf(office, staff, { from, to }, deps.clock.now())
  const table = (name: string) => {
    const found = tableByName(name)
    if (!found) throw new Error(`there is no table ${name}`)
    return found
  }
  const visits = table('visits')
  const [first, ...others] = dataTables
  if (!first) throw new Error('there is no table')
  const take = (wish: Pick<ExportWish, 'tables'> & Partial<ExportWish>) => () =>
    takeFile(deps, staff, { scope, format: 'csv', encoding: 'utf-8', ...wish })
  const log: LogFilter = {
    ...{ fromDate: from, toDate: to, actor: null, deed: null, appointmentId: null },
    from: instantOf(from, 0, office.timeZone),
    before: deps.clock.now(),
  }
  return [
    { name: 'visits as CSV', run: take({ tables: [visits] }) },
    { name: 'visits as CSV, CP932', run: take({ tables: [visits], encoding: 'cp932' }) },
    { name: 'visits as XLSX', run: take({ tables: [visits], format: 'xlsx' }) },
    { name: 'visits as JSON Lines', run: take({ tables: [visits], format: 'jsonl' }) },
    ...dataTables
      .filter(one => one !== visits)
      .map(one => ({ name: `${one.name} as CSV`, run: take({ tables: [one] }) })),
    { name: 'all tables as one workbook', run: take({ tables: [first, ...others], format: 'xlsx' }) },
    {
      name: 'what CP932 would lose of all tables',
      async run() {
        for (const { table: one, ...opened } of await openTables(deps, dataTables, scope))
          await replacedIn(one.columns, readRows(deps.store, opened))
      },
    },
    {
      name: 'the page that counts what a file would hold',
      run: () =>
        previewTables(
          deps,
          { tables: [first, ...others], span: { from, to }, format: 'csv', encoding: 'utf-8' },
          scope,
        ),
    },
    { name: 'audit as CSV', run: take({ tables: [logTable(office, log)] }) },
    {
      name: 'whose details could have been seen in 90 days, as CSV',
      async run() {
        const at = deps.clock.now()
        const question = { from: at - 90 * 86_400_000, to: at, staffId: null, counter: null }
        const exposure = await findExposure(deps.store, office, question)
        await countExposed(deps.store, exposure)
        await take({ tables: [exposureTable(exposure, { withNames: true })] })()
      },
    },
    { name: 'configuration of the office', run: () => takeConfiguration(deps, office, staff) },
  ]
}

async function takeFile(deps: Deps, staff: StaffMember, wish: ExportWish): Promise<void> {
  const outcome = await exportFile(deps, staff, wish)
  if (!outcome.ok) throw new Error(`no file: ${outcome.reason}`)
  const reader = outcome.bytes.getReader()
  while (!(await reader.read()).done);
}

function closingWorks({ deps, office }: Place, staff: StaffMember): LongWork[] {
  const bookable = office.counters.filter(({ isBookable }) => isBookable)
  const plan: Plan = {
    ...{ fromDate: week.from, toDate: week.to, hours: null, isBookingStopped: true },
    ...{ reason: { ja: '電気設備の点検のため' }, counterIds: bookable.map(({ id }) => id) },
  }
  const rows = plan.counterIds.map(counterId => ({
    kind: 'add_closure' as const,
    closure: { counterId, kind: 'special' as const, from: week.from, to: week.to, reason: plan.reason },
  }))
  let closingId = 0
  const closing = async () => {
    const found = await deps.store.read(db => findClosing(db, office.id, closingId))
    if (!found) throw new Error('there is no closing')
    return found
  }
  const act = async () => ({ staff, closingId, seen: (await closing()).version })
  const done = (outcome: { ok: boolean }) => {
    if (!outcome.ok) throw new Error('a step of the closing was refused')
  }
  return [
    {
      name: 'preview of a change of rules that hits 500',
      run: () => previewOpenings(deps, office, { rows, seen: null }, staff),
    },
    {
      name: 'closing a week: begun',
      async run() {
        const intent = { key: 'bench', scope: 'bench', body: plan }
        const begun = await beginClosing(deps, office, staff, plan, intent)
        done(begun)
        if (begun.ok && 'closingId' in begun) ({ closingId } = begun)
      },
    },
    {
      name: 'closing a week: page of the 500 it hits',
      run: async () => viewPeople(deps, office, staff, await closing(), { from: 0, count: 50 }),
    },
    {
      name: 'closing a week: chosen for 500',
      run: async () => done(await chooseForAll(deps, office, await act(), 'nearest')),
    },
    {
      name: 'closing a week: page with all chosen',
      run: async () => viewPeople(deps, office, staff, await closing(), { from: 0, count: 50 }),
    },
    {
      name: 'closing a week: 500 moved, with messages',
      run: async () => done(await close(deps, office, await act())),
    },
  ]
}

function proofWorks({ deps }: Place): LongWork[] {
  return [
    { name: 'audit sealed that has waited', run: () => sealAudit(deps) },
    { name: 'all invariants', run: () => checkInvariants(deps) },
    { name: 'queue proved', run: () => verifyQueue(deps.store) },
  ]
}

/** What goes by the clock, when much has come together. */
function dayWorks({ deps, office, folder }: Place): LongWork[] {
  const services = servicesBySlug(office, ['tennyu', 'mn-koshin', 'kokuho-kanyu', 'jidoteate', 'shugaku'])
  const from = addDays(week.to, 3)
  // Those whose week was closed have gone to the Mondays around it, among other days.
  const daysLater = (days: number, hour: number) => ({
    ...deps,
    clock: { now: () => instantOf(addDays(week.to, days), hour * 60, office.timeZone) },
  })
  return [
    {
      name: 'plans of five services over thirty days',
      run: () =>
        createPlanner(deps).days(office, { services: services ?? [], people: 1 }, from, addDays(from, 29)),
    },
    { name: 'reminders of the day before', run: () => remind(daysLater(2, 10), office) },
    { name: 'no-shows of a week noted', run: () => noteNoShows(daysLater(4, 18), office) },
    {
      name: 'messages sent',
      run: () => sendDueMessages(deps, folderTransport(join(folder, 'mail'))),
    },
  ]
}

function erasingWorks({ deps, office, folder }: Place, staff: StaffMember): LongWork[] {
  const now = deps.clock.now()
  const { store } = deps
  return [
    {
      name: 'old answers and links forgotten',
      run: () =>
        store.write(async db => {
          await forgetOldAnswers(db, now + 2 * 86_400_000)
          await forgetExpiredAccess(db, now + 400 * 86_400_000)
        }),
    },
    { name: 'counting what a purge would erase', run: () => dryRun(deps, office, usualRetention) },
    {
      name: 'purge of a whole past',
      run: () => purge({ ...deps, store: { ...store, scrub: async () => {} } }),
    },
    { name: 'audit shortened', run: () => shortenAudit(deps, now - 30 * 86_400_000) },
    { name: 'file written anew', run: () => store.scrub() },
    importWork({ deps, office, folder }, staff),
  ]
}

/** An office made of its configuration, in a database of its own that has none yet. A command reads the file. */
function importWork(
  { deps, office, folder }: Pick<Place, 'deps' | 'office' | 'folder'>,
  staff: StaffMember,
): LongWork {
  const databaseUrl = `file:${join(folder, 'other.db')}`
  let [other, configuration]: [Deps | null, OfficeConfiguration | null] = [null, null]
  return {
    name: 'configuration of an office taken in',
    async prepare() {
      configuration = await takeConfiguration(deps, office, staff)
      await migrate(databaseUrl)
      other = await openAtNow(databaseUrl)
    },
    async run() {
      if (!other || !configuration) throw new Error('nothing is prepared')
      await makeFirstOffice(other, configuration)
      await other.store.close()
      other.live.close()
    },
  }
}
