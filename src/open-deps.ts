import type { Logger } from 'pino'
import { openStore } from '#db/store.ts'
import type { Clock } from './clock.ts'
import type { Deps } from './deps.ts'
import { createHotAnswers } from './http/hot-answers.ts'
import { createLimits } from './http/limits.ts'
import { createOfficeCache } from './offices/office-cache.ts'
import type { Settings } from './settings.ts'
import { createAvailability } from './slots/availability.ts'

/** Opens the migrated database and what stands on it. */
export async function openDeps(settings: Settings, clock: Clock, log: Logger): Promise<Deps> {
  const store = await openStore(settings.databaseUrl)
  const availability = createAvailability(store, clock)
  store.onPlacesChanged(counterId => availability.changed(counterId))

  return {
    store,
    clock,
    settings,
    offices: createOfficeCache(store, () => performance.now()),
    availability,
    hotAnswers: createHotAnswers(),
    limits: createLimits(settings.isRateLimited),
    log,
  }
}
