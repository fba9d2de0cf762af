/** What is typed beside each of a list, by its key: the place where it is to stand. */
export type TypedPlaces = Readonly<Record<string, string>>

type Ordered = { ok: true; keys: string[] } | { ok: false; wrong: string[] }

/**
 * A list in its new order. What has been given another place stands before what was there when it moves up, and
 * after it when it moves down; what keeps its number keeps its order. Refused: what is no number of 1 to 999.
 */
export function reordered(keys: readonly string[], typed: TypedPlaces): Ordered {
  const wrong = keys.filter(key => !/^[1-9]\d{0,2}$/.test(typed[key] ?? ''))
  if (wrong.length > 0) return { ok: false, wrong }
  const weight = new Map(
    keys.map((key, index) => {
      const [was, wanted] = [index + 1, Number(typed[key])]
      return [key, wanted + Math.sign(wanted - was) / 2]
    }),
  )
  return { ok: true, keys: keys.toSorted((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0)) }
}
