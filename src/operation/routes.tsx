import { Hono } from 'hono'
import { OperationPage, type SystemState } from '#views/operation/operation-page.tsx'
import { createClock, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { freeBytesFor } from './disk-space.ts'
import { lastCheck, outboxState } from './queries.ts'

const hour = 3_600_000

/** Fewer failures in a row pass by themselves. */
const failuresMax = 3

/** What the server knows of itself, for administrators. */
export function operationRoutes(deps: Deps, assets: Assets) {
  // Backups go by the time of the machine, whatever the clock of a sample's day says.
  const machineClock = createClock()
  return new Hono<Env>().get('/', async c => {
    const offices = await deps.offices.list()
    const { staff, office } = c.var
    const timeZone = office?.timeZone ?? offices[0]?.timeZone ?? 'Asia/Tokyo'
    const areExamplesShown = staff.officeId === null || offices.length === 1
    const state = await systemState(deps, machineClock.now())
    return renderPage(
      c,
      <OperationPage page={staffPageOf(c, assets)} {...{ staff, timeZone, state, areExamplesShown }} />,
    )
  })
}

async function systemState(
  { store, clock, settings, watch }: Deps,
  machineNow: Instant,
): Promise<SystemState> {
  const now = clock.now()
  const { check, outbox } = await store.read(async db => ({
    check: await lastCheck(db, now),
    outbox: await outboxState(db),
  }))
  const { waiting, failed, oldestSince } = outbox
  const newest = watch.lastBackupAt
  const freeBytes = await freeBytesFor(settings.databaseUrl)
  return {
    check,
    backups: settings.backup
      ? { madeAt: newest, isOld: newest !== null && machineNow - newest > 26 * hour }
      : 'off',
    disk: {
      freeBytes,
      isLow: freeBytes !== null && freeBytes < settings.diskFreeBytesMin,
      isFailing: watch.writes.isFailing,
    },
    mail: { waiting, failed, isStuck: oldestSince !== null && now - oldestSince > hour },
    failingJobs: watch.jobs().flatMap(({ job, failures }) => (failures >= failuresMax ? job : [])),
  }
}
