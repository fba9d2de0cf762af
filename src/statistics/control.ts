/** A share counted again and again: `n` of `of` cases. */
export type Counted = { n: number; of: number }

/** Limits in percent within which a share moves by chance alone. */
export type Limits = { low: number; high: number }

/**
 * The centre p̄ of a p-chart, all cases together, and for each share its limits p̄ ± 3 √(p̄ (1 − p̄) / n), within 0
 * and 100 %. Null where there are no cases.
 */
export function controlLimits(shares: readonly Counted[]): {
  centre: number | null
  limits: ReadonlyArray<Limits | null>
} {
  const all = shares.reduce((sum, { of }) => sum + of, 0)
  if (all === 0) return { centre: null, limits: shares.map(() => null) }
  const p = shares.reduce((sum, { n }) => sum + n, 0) / all
  const limits = shares.map(({ of }) => {
    if (of === 0) return null
    const reach = 3 * Math.sqrt((p * (1 - p)) / of)
    return { low: 100 * Math.max(0, p - reach), high: 100 * Math.min(1, p + reach) }
  })
  return { centre: 100 * p, limits }
}

/** Whether a share is too far from the others to be chance. */
export function isOutside({ n, of }: Counted, limits: Limits | null): boolean {
  if (limits === null || of === 0) return false
  const percent = (100 * n) / of
  return percent < limits.low || percent > limits.high
}
