import type { Logger } from 'pino'
import type { Store } from '#db/store.ts'
import type { Shown } from './audit/shown.ts'
import type { Clock } from './clock.ts'
import type { Directory } from './directory/provider.ts'
import type { RunningExports } from './exports/running.ts'
import type { HotAnswers } from './http/hot-answers.ts'
import type { Limits } from './http/limits.ts'
import type { Messaging } from './line/messaging.ts'
import type { Live } from './live/live.ts'
import type { Tally } from './metrics/tally.ts'
import type { OfficeCache } from './offices/office-cache.ts'
import type { Watch } from './operation/watch.ts'
import type { Secrets } from './secrets/secrets.ts'
import type { Settings } from './settings.ts'
import type { Availability } from './slots/availability.ts'
import type { Passwords } from './staff/password.ts'
import type { Costs } from './waiting-room/costs.ts'
import type { Lane } from './waiting-room/lane.ts'
import type { LineAnswers } from './waiting-room/line-answers.ts'
import type { WaitingRoom } from './waiting-room/room.ts'

/** What every domain is given. */
export type Deps = {
  store: Store
  clock: Clock
  settings: Settings
  offices: OfficeCache
  availability: Availability
  hotAnswers: HotAnswers
  limits: Limits
  passwords: Passwords
  /** The city's directory; null without one. */
  directory: Directory | null
  /** The Messaging API of LINE, by which offices with a channel reach people. */
  line: Messaging
  /** Seals and opens what is kept of secrets. */
  secrets: Secrets
  live: Live
  exports: RunningExports
  watch: Watch
  tally: Tally
  shown: Shown
  waitingRoom: WaitingRoom
  residentsLane: Lane
  visitCosts: Costs
  lineAnswers: LineAnswers
  log: Logger
}
