/** Draws of one thing in the day; the same for the same seed and name, whatever else is drawn. */
export type Random = {
  uniform: (from: number, to: number) => number
  chance: (share: number) => boolean
  normal: (mean: number, deviation: number) => number
  exponential: (mean: number) => number
  /** By mean and coefficient of variation. */
  lognormal: (mean: number, variation: number) => number
  poisson: (mean: number) => number
  pick: <T>(list: readonly [T, ...T[]]) => T
}

/** A stream of draws by mulberry32, begun from the FNV-1a hash of seed and name. */
export function createRandom(seed: number, name: string): Random {
  let state = hashOf(`${seed} ${name}`)

  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  const normal = (mean: number, deviation: number) =>
    mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const exponential = (mean: number) => -mean * Math.log(1 - next())

  return {
    uniform: (from, to) => from + (to - from) * next(),
    chance: share => next() < share,
    normal,
    exponential,
    lognormal(mean, variation) {
      const variance = Math.log(1 + variation ** 2)
      return mean * Math.exp(normal(-variance / 2, Math.sqrt(variance)))
    },
    poisson(mean) {
      let count = 0
      for (let passed = exponential(1); passed < mean; passed += exponential(1)) count += 1
      return count
    },
    pick: list => list[Math.floor(next() * list.length)] ?? list[0],
  }
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}
