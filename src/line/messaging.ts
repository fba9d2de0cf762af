import { setTimeout as sleep } from 'node:timers/promises'
import type { messagingApi } from '@line/bot-sdk'

export type LineMessage = messagingApi.Message

/** The Messaging API of LINE, and what is done for it after a delivery has been answered. */
export type Messaging = {
  /** Whether LINE has signed these very bytes by the channel's secret. */
  isSigned: (secret: string, body: Uint8Array, signature: string) => Promise<boolean>
  /** Sends messages to somebody; by the same key they arrive once, however often it is tried. */
  push: (accessToken: string, to: string, messages: LineMessage[], retryKey: string) => Promise<void>
  reply: (accessToken: string, replyToken: string, messages: LineMessage[]) => Promise<void>
  /** The language of somebody's LINE; null when it does not say. */
  languageOf: (accessToken: string, userKey: string) => Promise<string | null>
  /** The name by which the channel's account is found. */
  basicIdOf: (accessToken: string) => Promise<string>
  /** Does something that nobody waits for. */
  afterwards: (work: () => Promise<void>) => void
  /** When nothing of that is left. */
  settled: () => Promise<void>
}

const answerMilliseconds = 10_000

/** The SDK is loaded when a channel is first used: most offices have none, and it costs every start. */
export function createMessaging(apiUrl: string): Messaging {
  const running = new Set<Promise<void>>()
  const sdk = () => import('@line/bot-sdk')
  const client = async (channelAccessToken: string) => {
    const { messagingApi } = await sdk()
    return new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: apiUrl })
  }

  return {
    async isSigned(secret, body, signature) {
      const { validateSignature } = await sdk()
      return validateSignature(Buffer.from(body), secret, signature)
    },
    async push(accessToken, to, messages, retryKey) {
      const line = await client(accessToken)
      await inTime(line.pushMessage({ to, messages }, retryKey))
    },
    async reply(accessToken, replyToken, messages) {
      const line = await client(accessToken)
      await inTime(line.replyMessage({ replyToken, messages }))
    },
    async languageOf(accessToken, userKey) {
      const line = await client(accessToken)
      return (await inTime(line.getProfile(userKey))).language ?? null
    },
    async basicIdOf(accessToken) {
      const line = await client(accessToken)
      return (await inTime(line.getBotInfo())).basicId
    },
    afterwards(work) {
      const run = work().finally(() => running.delete(run))
      running.add(run)
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

/** The SDK waits for as long as the other end does: no answer in time is none. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const end = new AbortController()
  const late = sleep(answerMilliseconds, null, { signal: end.signal, ref: false }).then(() => {
    throw new Error('LINE has not answered in time')
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    end.abort()
    late.catch(() => {})
    answer.catch(() => {})
  }
}
