import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import type { Admission, AdmissionRefusal } from './admission.ts'
import { beatText, type CounterState, endedText, type Message, messageOf, retryText } from './message.ts'
import { beginStream, type Stream, writeToAll } from './stream.ts'

export type { CounterState } from './message.ts'

type Subscription = {
  counterIds: readonly number[]
  response: ServerResponse
  caller: string
  /** What the browser says it has seen last. */
  lastEventId?: string | undefined
  /** The stream ends with this session. */
  sessionHash?: string
}

type SubscribeRefusal = 'closing' | AdmissionRefusal

/** What happens at the counters, told to everybody who listens. */
export type Live = {
  /** Called after the commit of whatever changes a queue; null: any of them may have changed. */
  changed: (counterId: number | null) => void
  /** Answers with a stream: the state of each counter, then each state that follows it. */
  subscribe: (subscription: Subscription) => Promise<{ ok: true } | { ok: false; reason: SubscribeRefusal }>
  /** The state of a counter as of this call, or not more than five seconds older when no deed was done. */
  state: (counterId: number) => Promise<Message>
  /** Digests of the sessions for which streams are open. */
  sessions: () => string[]
  endSession: (sessionHash: string) => void
  /** How many streams are open. */
  connections: () => number
  /** Ends all streams and opens no more. */
  close: () => void
}

type Options = {
  snapshot: (counterId: number) => Promise<CounterState>
  clock: Clock
  /** Monotonic milliseconds. */
  ticks: () => number
  log: Pick<Logger, 'error'>
  admission: Admission
}

type Topic = {
  counterId: number
  streams: Set<Stream>
  kept: Message | null
  /** What the streams have got. */
  sent: Message | null
  isStale: boolean
  askedAt: number
  asking: Promise<void> | null
  isTelling: boolean
}

const beatMilliseconds = 15_000
const gapMilliseconds = 100
const keptMilliseconds = 5000
const pauseMilliseconds = 1000

/**
 * Every message is the whole state of one counter, made once for all: a lost one costs nothing. The first
 * change is told at once, those of a burst at most every 100 ms; at each beat the counters listened to are
 * looked at again, because time alone changes who is next.
 */
export function createLive({ snapshot, clock, ticks, log, admission }: Options): Live {
  const topics = new Map<number, Topic>()
  const streams = new Set<Stream>()
  let beating: NodeJS.Timeout | undefined
  let isClosed = false

  function topicOf(counterId: number): Topic {
    let topic = topics.get(counterId)
    if (!topic) {
      topic = {
        counterId,
        streams: new Set(),
        kept: null,
        sent: null,
        isStale: true,
        askedAt: Number.NEGATIVE_INFINITY,
        asking: null,
        isTelling: false,
      }
      topics.set(counterId, topic)
    }
    return topic
  }

  /** Asks for the state; never twice at a time, and not more often than the gap allows. */
  function ask(topic: Topic): Promise<void> {
    topic.asking ??= askInTime(topic).finally(() => {
      topic.asking = null
    })
    return topic.asking
  }

  async function askInTime(topic: Topic): Promise<void> {
    await sleep(topic.askedAt + gapMilliseconds - ticks())
    topic.isStale = false
    topic.askedAt = ticks()
    try {
      // Kept anew even when it says the same: displays tell by its time how old a call is.
      topic.kept = messageOf(await snapshot(topic.counterId))
    } catch (error) {
      topic.isStale = true
      throw error
    }
    if (topic.kept.id !== topic.sent?.id) void tell(topic)
  }

  async function current(topic: Topic): Promise<Message> {
    // What is being asked may have been read before the caller's own deed.
    await topic.asking?.catch(() => {})
    if (!topic.kept || topic.isStale || ticks() - topic.askedAt > keptMilliseconds) await ask(topic)
    if (!topic.kept) throw new Error(`no state of counter ${topic.counterId}`)
    return topic.kept
  }

  /** Sends what has changed until nothing has; a state overtaken while it is sent is not sent to anybody else. */
  async function tell(topic: Topic): Promise<void> {
    if (topic.isTelling) return
    topic.isTelling = true
    while (topic.streams.size > 0) {
      if (topic.isStale) await ask(topic).catch(pause)
      else if (topic.kept && topic.kept.id !== topic.sent?.id) {
        topic.sent = topic.kept
        await writeToAll([...topic.streams], topic.kept.bytes)
      } else break
    }
    topic.isTelling = false
  }

  async function pause(error: unknown): Promise<void> {
    log.error(
      { error: error instanceof Error ? error.name : 'unknown' },
      'the state of a counter is not to be had',
    )
    await sleep(pauseMilliseconds)
  }

  function lookAgain(topic: Topic): void {
    topic.isStale = true
    void tell(topic)
  }

  function beat(): void {
    void writeToAll([...streams], Buffer.from(beatText(clock.now())))
    for (const topic of topics.values()) lookAgain(topic)
  }

  function join(stream: Stream, joined: readonly Topic[]): void {
    streams.add(stream)
    for (const topic of joined) {
      if (topic.streams.size === 0) topic.sent = topic.kept
      topic.streams.add(stream)
    }
    beating ??= setInterval(beat, beatMilliseconds).unref()
  }

  function leave(stream: Stream): void {
    if (!streams.delete(stream)) return
    for (const topic of topics.values()) topic.streams.delete(stream)
    admission.leave(stream.caller)
    if (streams.size > 0) return
    clearInterval(beating)
    beating = undefined
  }

  return {
    changed(counterId) {
      if (counterId !== null) return lookAgain(topicOf(counterId))
      for (const topic of topics.values()) lookAgain(topic)
    },
    async subscribe({ counterIds, response, caller, lastEventId, sessionHash = null }) {
      const refusal = isClosed ? 'closing' : admission.enter(caller)
      if (refusal) return { ok: false, reason: refusal }
      const joined = [...new Set(counterIds)].map(topicOf)
      await Promise.all(joined.map(current)).catch((error: unknown) => {
        admission.leave(caller)
        throw error
      })
      if (isClosed || response.destroyed) {
        admission.leave(caller)
        return { ok: false, reason: 'closing' }
      }

      // Of each counter the newest there is: while the slowest was found out, the others may have changed.
      const messages = joined.flatMap(({ kept }) => kept ?? [])
      const stream = { response, caller, sessionHash }
      response.once('close', () => leave(stream)).on('error', () => {})
      const isKnown = messages.length === 1 && messages[0]?.id === lastEventId
      const snapshots = isKnown ? '' : messages.map(message => message.text).join('')
      beginStream(stream, retryText() + (snapshots || beatText(clock.now())))
      join(stream, joined)
      for (const topic of joined) void tell(topic)
      return { ok: true }
    },
    state: counterId => current(topicOf(counterId)),
    sessions: () => [...new Set([...streams].flatMap(({ sessionHash }) => sessionHash ?? []))],
    endSession(sessionHash) {
      for (const stream of streams) if (stream.sessionHash === sessionHash) stream.response.end(endedText)
    },
    connections: () => streams.size,
    close() {
      isClosed = true
      for (const { response } of streams) response.end()
    },
  }
}

async function sleep(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise(resolve => setTimeout(resolve, milliseconds))
}
