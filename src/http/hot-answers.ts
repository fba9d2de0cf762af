/** An answer that many ask for at the same moment, as bytes. */
type HotAnswer = { body: Uint8Array; isRight: () => boolean }

export type HotAnswers = {
  /** Keeps the answer to a GET of this path and query, word for word. */
  keep: (url: string, answer: HotAnswer) => void
  /** The answer kept for it, if it is still right. */
  find: (url: string) => HotAnswer | null
}

const bytesMax = 16 * 1024 * 1024

/** Forgets everything when it has become too large: what is asked for comes back at once. */
export function createHotAnswers(): HotAnswers {
  const answers = new Map<string, HotAnswer>()
  let bytes = 0
  const sizeOf = (url: string, answer: HotAnswer | undefined) =>
    answer ? 2 * url.length + answer.body.byteLength + 500 : 0

  return {
    keep(url, answer) {
      bytes += sizeOf(url, answer) - sizeOf(url, answers.get(url))
      answers.set(url, answer)
      if (bytes <= bytesMax) return
      answers.clear()
      bytes = 0
    },
    find(url) {
      const answer = answers.get(url)
      return answer?.isRight() ? answer : null
    },
  }
}
