import type { Logger } from 'pino'
import type { Store } from '#db/store.ts'
import type { Clock } from './clock.ts'
import type { HotAnswers } from './http/hot-answers.ts'
import type { Limits } from './http/limits.ts'
import type { OfficeCache } from './offices/office-cache.ts'
import type { Settings } from './settings.ts'
import type { Availability } from './slots/availability.ts'

/** What every domain is given. */
export type Deps = {
  store: Store
  clock: Clock
  settings: Settings
  offices: OfficeCache
  availability: Availability
  hotAnswers: HotAnswers
  limits: Limits
  log: Logger
}
