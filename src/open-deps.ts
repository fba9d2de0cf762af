import type { Logger } from 'pino'
import { openStore } from '#db/store.ts'
import { createShown } from './audit/shown.ts'
import { type Clock, createClock } from './clock.ts'
import type { Deps } from './deps.ts'
import { createDirectory } from './directory/provider.ts'
import { createRunningExports } from './exports/running.ts'
import { createHotAnswers } from './http/hot-answers.ts'
import { createLimits } from './http/limits.ts'
import { createMessaging } from './line/messaging.ts'
import { createAdmission } from './live/admission.ts'
import { createLive } from './live/live.ts'
import { createTally } from './metrics/tally.ts'
import { createOfficeCache } from './offices/office-cache.ts'
import { createWatch } from './operation/watch.ts'
import { watchWrites } from './operation/watch-writes.ts'
import { counterState } from './queue/counter-state.ts'
import { readKeys } from './secrets/key-file.ts'
import { createSecrets } from './secrets/secrets.ts'
import type { Settings } from './settings.ts'
import { createAvailability } from './slots/availability.ts'
import { createPasswords } from './staff/password.ts'
import { createCosts } from './waiting-room/costs.ts'
import { createSigner } from './waiting-room/key.ts'
import { createLane } from './waiting-room/lane.ts'
import { createLineAnswers } from './waiting-room/line-answers.ts'
import { createWaitingRoom } from './waiting-room/room.ts'

/** Of the 15,000 connections that the server takes, pages keep 2,000. */
const streamsMax = 13_000

/** Opens the migrated database and what stands on it. */
export async function openDeps(settings: Settings, clock: Clock, log: Logger): Promise<Deps> {
  const keys = await readKeys(settings.secretsKeyFile)
  const watch = createWatch()
  // When something failed is told by the time of the machine, as operators know it.
  const store = watchWrites(await openStore(settings.databaseUrl), watch.writes, createClock().now)
  const availability = createAvailability(store, clock)
  store.onPlacesChanged(counterId => availability.changed(counterId))
  const ticks = () => performance.now()
  const worked = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  const offices = createOfficeCache(store, ticks)
  const live = createLive({
    async snapshot(counterId) {
      const office = (await offices.list()).find(({ counters }) =>
        counters.some(({ id }) => id === counterId),
      )
      if (!office) throw new Error(`no office has counter ${counterId}`)
      return store.read(db => counterState(db, office, counterId, clock.now()))
    },
    clock,
    ticks,
    log,
    admission: createAdmission({ max: streamsMax, perCallerMax: settings.isRateLimited ? 2000 : streamsMax }),
  })
  store.onQueueChanged(counterId => live.changed(counterId))

  const visitCosts = createCosts()
  const tally = createTally()
  const waitingRoom = createWaitingRoom({
    settings: settings.waitingRoom,
    // People wait in real time, however fast the sample's day goes.
    now: settings.sampleSpeed === 1 ? clock.now : createClock().now,
    key: createSigner(store),
  })
  return {
    store,
    clock,
    settings,
    offices,
    availability,
    hotAnswers: createHotAnswers(),
    limits: createLimits(settings.isRateLimited, limit =>
      log.warn({ limit }, 'somebody has reached a limit'),
    ),
    passwords: createPasswords(),
    directory: settings.directory && createDirectory(settings.directory, { ticks }),
    line: createMessaging(settings.lineApiUrl),
    secrets: createSecrets(keys, settings),
    live,
    exports: createRunningExports(),
    watch,
    tally,
    shown: createShown(),
    residentsLane: createLane({
      ...{ ticks, worked, costs: visitCosts, begunPerTurnMax: 8 },
      isDoorShut: waitingRoom.isOpen,
    }),
    visitCosts,
    waitingRoom,
    lineAnswers: createLineAnswers({
      ...{ waitingRoom, offices, settings, clock, tally },
      lane: createLane({ ticks, worked, costs: visitCosts, begunPerTurnMax: 64 }),
    }),
    log,
  }
}
