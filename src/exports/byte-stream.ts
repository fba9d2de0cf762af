import type { ServerResponse } from 'node:http'

export type StreamEnd = 'complete' | 'cut' | 'failed'

type Options = {
  unreadMillisecondsMax: number
  /** Node's own response, which alone can break a connection; none in a test that asks the app directly. */
  response: ServerResponse | undefined
  /** Called once, however it ends. */
  onEnd: (how: StreamEnd, error?: unknown) => Promise<void>
}

/**
 * Bytes that are made when somebody reads them. A file that cannot be finished, or that nobody has read any further
 * for too long, ends with a broken connection, so that nobody takes the part of it for the whole.
 */
export function byteStream(
  chunks: AsyncGenerator<Uint8Array>,
  { unreadMillisecondsMax, response, onEnd }: Options,
): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout | undefined
  let isEnded = false

  async function end(how: StreamEnd, error?: unknown) {
    clearTimeout(timer)
    if (isEnded) return
    isEnded = true
    if (how !== 'complete') await chunks.return(undefined).catch(() => {})
    await onEnd(how, error)
  }

  function breakOff(controller: ReadableStreamDefaultController, how: StreamEnd, error: unknown) {
    if (response) response.destroy()
    else controller.error(error)
    void end(how, error)
  }

  function awaitReader(controller: ReadableStreamDefaultController) {
    timer = setTimeout(
      () => breakOff(controller, 'cut', new Error('nobody reads the file')),
      unreadMillisecondsMax,
    )
    timer.unref()
  }

  return new ReadableStream<Uint8Array>(
    {
      start: awaitReader,
      async pull(controller) {
        clearTimeout(timer)
        try {
          const { done, value } = await chunks.next()
          if (isEnded) return
          if (!done) {
            controller.enqueue(value)
            return awaitReader(controller)
          }
          await end('complete')
          controller.close()
        } catch (error) {
          breakOff(controller, 'failed', error)
        }
      },
      cancel: () => end('cut'),
    },
    { highWaterMark: 0 },
  )
}
