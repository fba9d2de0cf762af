import type { Deps } from '../deps.ts'
import type { Verdict } from '../notifications/attempt.ts'
import type { Claimed, Way } from '../notifications/deliver.ts'
import { officesWithDue } from '../notifications/due-queries.ts'
import { expireMessages, lateCalls } from '../notifications/expiry-queries.ts'
import { bringForwardPutOff } from '../notifications/put-off.ts'
import { lineOf } from '../notifications/recipient-queries.ts'
import { sendDueBy } from '../notifications/send-due-messages.ts'
import { publicUrlOf } from '../settings.ts'
import { noticeOf } from './notice.ts'
import { type Channel, openedChannel } from './channel.ts'
import { channelOf, noteFault, type StoredChannel } from './channel-queries.ts'
import { tellByMail } from './tell-by-mail.ts'
import { forgetUser } from './unlink.ts'
import { verdictOnLine } from './verdict.ts'

/** Sends what is due by LINE, each office by its own channel, and answers how many messages were claimed. */
export async function sendDueLineMessages(deps: Deps): Promise<number> {
  await bringForwardPutOff(deps, 'line')
  await giveUpLateCalls(deps)
  const officeIds = await deps.store.read(db => officesWithDue(db, 'line', deps.clock.now()))
  const claimed = await Promise.all(officeIds.map(officeId => sendDueBy(deps, lineWay(deps, officeId))))
  return claimed.reduce((sum, count) => sum + count, 0)
}

/** Whoever is being served already, or was called by mistake, is not told minutes later to come. */
async function giveUpLateCalls({ store, clock }: Deps): Promise<void> {
  const late = await store.read(lateCalls)
  if (late.length > 0) await store.write(db => expireMessages(db, late, clock.now()))
}

function lineWay(deps: Deps, officeId: number): Way {
  return {
    channel: 'line',
    officeId,
    async send(claimed) {
      const stored = await readyChannel(deps, claimed)
      if (!stored) return notLinked
      const channel = openedChannel(deps.secrets, stored)
      const verdict = channel ? await push(deps, channel, claimed) : noKey
      const fault = verdict?.isOurFault || verdict?.isRelayRefusing ? verdict.answer : null
      if (fault !== stored.fault)
        await deps.store.write(db => noteFault(db, officeId, { fault, now: deps.clock.now() }))
      return verdict
    },
    async gaveUp(db, claimed, verdict, at) {
      if (verdict?.isAddressRefused) await forgetUser(db, { officeId, key: claimed.message.to, until: at })
      if (verdict?.isFinal) await tellByMail(db, claimed)
    },
  }
}

/** LINE is no longer the way: it was switched off, or the booking was unlinked since. */
const notLinked: Verdict = {
  ...{ answer: 'line_not_linked', isFinal: true },
  ...{ isAddressRefused: false, isRelayRefusing: false, isOurFault: false },
}

/** Its secrets are sealed by a key that we do not have: until it is back, everything goes by mail. */
const noKey: Verdict = { ...notLinked, answer: 'line_no_key', isOurFault: true }

function readyChannel({ store }: Deps, claimed: Claimed): Promise<StoredChannel | null> {
  return store.read(async db => {
    const line = claimed.appointmentId === null ? null : await lineOf(db, claimed.appointmentId)
    return line?.userKey === claimed.message.to ? channelOf(db, claimed.officeId) : null
  })
}

async function push({ line, settings }: Deps, channel: Channel, claimed: Claimed): Promise<Verdict | null> {
  try {
    const messages = noticeOf(claimed.office, claimed, publicUrlOf(settings))
    await line.push(channel.accessToken, claimed.message.to, messages, claimed.messageId)
    return null
  } catch (error) {
    return verdictOnLine(error)
  }
}
