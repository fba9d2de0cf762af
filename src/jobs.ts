import { createClock } from './clock.ts'
import type { Deps } from './deps.ts'
import { forgetExpiredAccess } from './access/queries.ts'
import { tellAnchor } from './audit/anchor.ts'
import { sealAudit } from './audit/seal.ts'
import {
  countersWithExpiredHolds,
  deleteHoldsEndedBefore,
  freeExpiredPlaces,
} from './booking/hold-queries.ts'
import { forgetOverdueNames } from './directory/queries.ts'
import { placeOf } from './http/error-place.ts'
import { forgetOldAnswers } from './intents/once.ts'
import { forgettingJob } from './invariants/ended-queries.ts'
import { eventsKeptMilliseconds } from './line/event.ts'
import { forgetOldCodes } from './line/link-queries.ts'
import { sendDueLineMessages } from './line/send-due-line-messages.ts'
import { endStreams } from './live/end-streams.ts'
import { forgetEndedSessions } from './staff/session-queries.ts'
import { forgetNearTurns } from './near-turns/queries.ts'
import { forgetTypedAddresses, tellNearTurns } from './near-turns/tell-near-turns.ts'
import { sendDueMessages, type Transport } from './notifications/send-due-messages.ts'
import type { Office } from './offices/office.ts'
import { noteKnownData } from './operation/known-data.ts'
import { checkNightly } from './operation/nightly-check.ts'
import { backUpWhenDue } from './operation/scheduled-backup.ts'
import { createClockWatch } from './operation/watch-clock.ts'
import { tryToWrite } from './operation/watch-writes.ts'
import { endDays, noteNoShows } from './queue/end-day.ts'
import { forgetOldReminders } from './reminders/forget-old.ts'
import { remind } from './reminders/remind.ts'
import { purge } from './retention/purge.ts'
import { closeDueMonths } from './statistics/close-month.ts'
import { keepUp } from './statistics/keep-up.ts'
import { forgetLinks } from './survey/forget-links.ts'
import { noteClockJump } from './wrong-clock/put-forward.ts'
import { createOfferJob } from './waitlist/offer-freed.ts'
import { endWaits } from './waitlist/pass-on.ts'
import { forgetEndedWaits } from './waitlist/token-queries.ts'

type Job = { name: string; everyMilliseconds: number; run: () => Promise<unknown> }

/** Everything that happens by itself. */
function scheduledJobs(deps: Deps, transport: Transport): Job[] {
  // What goes by the office's clock keeps up with it where that runs faster.
  const machineClock = createClock()
  const clockJump = createClockWatch(machineClock, () => performance.now())
  const offerFreedPlaces = createOfferJob(deps)
  const ofTheDay = (milliseconds: number) => Math.max(1000, milliseconds / deps.settings.sampleSpeed)
  return [
    { name: 'send due messages', everyMilliseconds: 1000, run: () => sendDueMessages(deps, transport) },
    { name: 'send due messages by LINE', everyMilliseconds: 1000, run: () => sendDueLineMessages(deps) },
    { name: 'end streams of ended sessions', everyMilliseconds: 3000, run: () => endStreams(deps) },
    {
      name: 'offer freed places',
      everyMilliseconds: 1000,
      run: () => inEachOffice(deps, (_, office) => offerFreedPlaces(office)),
    },
    {
      name: 'end waits that are over',
      everyMilliseconds: ofTheDay(60_000),
      run: () => inEachOffice(deps, endWaits),
    },
    { name: 'free expired holds', everyMilliseconds: ofTheDay(30_000), run: () => freeExpiredHolds(deps) },
    {
      name: 'end days that are over',
      everyMilliseconds: ofTheDay(60_000),
      run: () => {
        // Looked at first: the clock may have been put forward within the last second.
        tellClockJump(deps, clockJump())
        return inEachOffice(deps, endDays)
      },
    },
    {
      name: 'note no-shows',
      everyMilliseconds: ofTheDay(60_000),
      run: () => inEachOffice(deps, noteNoShows),
    },
    {
      name: 'tell whose turn is near',
      everyMilliseconds: ofTheDay(10_000),
      run: () => inEachOffice(deps, tellNearTurns),
    },
    {
      name: 'erase addresses typed in line',
      everyMilliseconds: ofTheDay(600_000),
      run: () => inEachOffice(deps, forgetTypedAddresses),
    },
    {
      name: 'remind of visits',
      everyMilliseconds: ofTheDay(60_000),
      run: () => inEachOffice(deps, remind),
    },
    { name: 'seal the audit', everyMilliseconds: 5000, run: () => sealAudit(deps) },
    { name: 'tell the anchor of the audit', everyMilliseconds: 3_600_000, run: () => tellAnchor(deps) },
    { name: 'keep figures up', everyMilliseconds: ofTheDay(15_000), run: () => keepUp(deps) },
    {
      name: 'close months',
      everyMilliseconds: ofTheDay(600_000),
      run: () => inEachOffice(deps, closeDueMonths),
    },
    {
      name: 'erase what has been kept long enough',
      everyMilliseconds: ofTheDay(600_000),
      run: () => purge(deps),
    },
    {
      name: 'forget whose answers are whose',
      everyMilliseconds: ofTheDay(600_000),
      run: () => forgetLinks(deps),
    },
    {
      name: forgettingJob,
      everyMilliseconds: 600_000,
      run: () =>
        deps.store.write(async db => {
          const now = deps.clock.now()
          await forgetOldAnswers(db, now)
          await forgetExpiredAccess(db, now)
          await forgetEndedSessions(db, now)
          await forgetOverdueNames(db, now)
          await forgetOldCodes(db, { now, eventsBefore: now - eventsKeptMilliseconds })
          await deleteHoldsEndedBefore(db, now - 3_600_000)
          await forgetNearTurns(db, now - 7 * 24 * 3_600_000)
          await forgetOldReminders(db, now)
          await forgetEndedWaits(db, now - 7 * 86_400_000)
        }),
    },
    { name: 'watch the clock', everyMilliseconds: 1000, run: async () => tellClockJump(deps, clockJump()) },
    { name: 'note which data these are', everyMilliseconds: 60_000, run: () => noteKnownData(deps) },
    {
      name: 'note when jobs ran',
      everyMilliseconds: 60_000,
      run: () =>
        tryToWrite(deps.store, deps.watch.writes, { now: deps.clock.now(), runs: deps.watch.jobs() }),
    },
    { name: 'look at all invariants', everyMilliseconds: 600_000, run: () => checkNightly(deps) },
    {
      name: 'make backups',
      everyMilliseconds: 600_000,
      // By the time of the machine: that of a sample's day runs on its own.
      run: () => backUpWhenDue(deps, machineClock.now()),
    },
  ]
}

/** One office after the other: the fault of one is told only when all have had their turn. */
async function inEachOffice(deps: Deps, job: (deps: Deps, office: Office) => Promise<void>): Promise<void> {
  const failures: unknown[] = []
  for (const office of await deps.offices.list()) await job(deps, office).catch(error => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

function tellClockJump({ watch, log }: Pick<Deps, 'watch' | 'log'>, milliseconds: number): void {
  if (milliseconds === 0) return
  noteClockJump(watch, milliseconds)
  log.error({ seconds: Math.round(milliseconds / 1000) }, 'the clock of this machine was put forward or back')
}

async function freeExpiredHolds(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  const counterIds = await deps.store.read(db => countersWithExpiredHolds(db, now))
  if (counterIds.length === 0) return
  await deps.store.write(db => freeExpiredPlaces(db, now))
  for (const counterId of counterIds) deps.availability.changed(counterId)
}

/** Starts all jobs; a job never overlaps itself, and a failure is logged and tried again at its next turn. */
export function startJobs(deps: Deps, transport: Transport): { stop: () => Promise<void> } {
  const running = new Set<Promise<void>>()
  const timers = scheduledJobs(deps, transport).map(job => {
    let isRunning = false
    return setInterval(() => {
      if (isRunning) return
      isRunning = true
      const since = deps.clock.now()
      const run = job
        .run()
        .then(
          () => deps.watch.jobEnded(job.name, since, true),
          error => {
            deps.watch.jobEnded(job.name, since, false)
            deps.log.error({ job: job.name, ...placeOf(error) }, 'a job failed')
          },
        )
        .finally(() => {
          isRunning = false
          running.delete(run)
        })
      running.add(run)
    }, job.everyMilliseconds)
  })

  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
    },
  }
}
