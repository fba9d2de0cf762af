/** The same texts, each of them changed, and what a text with places for values says as well. */
export function changeTexts<T>(texts: T, change: (text: string) => string): T {
  if (typeof texts === 'string') return change(texts) as T
  if (typeof texts === 'function') {
    const say = texts as unknown as (...values: unknown[]) => unknown
    return ((...values: unknown[]) => changeTexts(say(...values), change)) as T
  }
  if (Array.isArray(texts)) return texts.map(one => changeTexts<unknown>(one, change)) as T
  if (typeof texts !== 'object' || texts === null) return texts
  return Object.fromEntries(Object.entries(texts).map(([key, one]) => [key, changeTexts(one, change)])) as T
}
