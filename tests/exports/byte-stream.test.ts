import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { byteStream, type StreamEnd } from '#src/exports/byte-stream.ts'

/** A stream of three bytes, what was made of it so far, and how it ended. */
function open({ unreadMillisecondsMax = 60_000, failsAt = 9 } = {}) {
  const made: number[] = []
  const ends: StreamEnd[] = []
  const seen = { isReleased: false }
  async function* chunks() {
    try {
      for (const byte of [1, 2, 3]) {
        if (byte === failsAt) throw new Error('the rows cannot be read')
        made.push(byte)
        yield Uint8Array.of(byte)
      }
    } finally {
      seen.isReleased = true
    }
  }
  const stream = byteStream(chunks(), {
    ...{ unreadMillisecondsMax, response: undefined },
    async onEnd(how) {
      ends.push(how)
    },
  })
  return { stream, made, ends, seen }
}

test('bytes are made when they are read, and not before', async () => {
  const { stream, made, ends } = open()
  const reader = stream.getReader()
  await sleep(20)
  expect(made).toEqual([])

  await reader.read()
  await sleep(20)
  expect(made).toEqual([1])
  expect(ends).toEqual([])
})

test('a stream that is read to its end is complete', async () => {
  const { stream, ends } = open()

  expect(await Array.fromAsync(stream)).toHaveLength(3)
  expect(ends).toEqual(['complete'])
})

test('whoever stops reading ends the making', async () => {
  const { stream, made, ends, seen } = open()
  const reader = stream.getReader()
  await reader.read()
  await reader.cancel()

  expect([made, ends, seen.isReleased]).toEqual([[1], ['cut'], true])
})

test('a stream that was never read from ends as well', async () => {
  const { stream, ends } = open()
  await stream.cancel()

  expect(ends).toEqual(['cut'])
})

test('a stream that nobody reads any further breaks off after its time', async () => {
  const { stream, ends, seen } = open({ unreadMillisecondsMax: 30 })
  const reader = stream.getReader()
  await reader.read()
  await sleep(200)

  await expect(reader.read()).rejects.toThrow('nobody reads')
  expect([ends, seen.isReleased]).toEqual([['cut'], true])
})

test('rows that cannot be read break the stream off instead of ending it', async () => {
  const { stream, ends } = open({ failsAt: 2 })
  const reader = stream.getReader()
  await reader.read()

  await expect(reader.read()).rejects.toThrow('cannot be read')
  expect(ends).toEqual(['failed'])
})
