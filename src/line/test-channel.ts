import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type Channel, openedChannel } from './channel.ts'
import { channelOf, noteFault } from './channel-queries.ts'
import { lineAnswer } from './verdict.ts'

export const testResults = ['connected', 'other_account', 'refused', 'no_answer'] as const
export type TestResult = (typeof testResults)[number]

/** Asks LINE whose account the saved channel is; null while there is none that can be opened. Nobody is written to. */
export async function testChannel(
  deps: Deps,
  office: Office,
  staff: StaffMember,
): Promise<TestResult | null> {
  const stored = await deps.store.read(db => channelOf(db, office.id))
  const channel = stored && openedChannel(deps.secrets, stored)
  if (!channel) return null
  const result = await ask(deps, channel)
  const now = deps.clock.now()
  await deps.store.write(async db => {
    if (result === 'connected' && channel.fault !== null) await noteFault(db, office.id, { fault: null, now })
    const entry = { officeId: office.id, at: now, actor: `staff:${staff.id}` }
    await recordAudit(db, { ...entry, deed: 'line_channel_tested', details: { result } })
  })
  return result
}

async function ask({ line }: Deps, { accessToken, basicId }: Channel): Promise<TestResult> {
  try {
    return (await line.basicIdOf(accessToken)).toLowerCase() === basicId ? 'connected' : 'other_account'
  } catch (error) {
    const { status } = lineAnswer(error)
    return status !== null && status < 500 && status !== 429 ? 'refused' : 'no_answer'
  }
}
