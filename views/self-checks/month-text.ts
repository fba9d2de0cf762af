import type { Texts } from '../text/index.ts'

/** `2026-12` as people say it. */
export function monthText({ indicators }: Texts, month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return indicators.selfCheck.month(year, number)
}
