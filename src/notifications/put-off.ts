import type { Deps } from '../deps.ts'
import { putOffMillisecondsMax } from './attempt.ts'
import type { MessageChannel } from './letter.ts'
import { bringForward, isAnyDueAfter } from './outcome-queries.ts'

/** A clock that was ahead has put off what it could not send; when it is right again, that would wait until then. */
export async function bringForwardPutOff(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  channel: MessageChannel,
): Promise<void> {
  const now = clock.now()
  const after = now + putOffMillisecondsMax
  if (await store.read(db => isAnyDueAfter(db, channel, after)))
    await store.write(db => bringForward(db, channel, { after, now }))
}
