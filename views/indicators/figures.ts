import type { SheetIndicator } from '#src/indicators/sheet.ts'
import type { Texts } from '../text/index.ts'

/** A value as published: 82.9; a target without a needless decimal: 85. */
export function valueText(value: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

export function targetText(target: number): string {
  return target.toLocaleString('en-US', { maximumFractionDigits: 1 })
}

export function countText(count: number): string {
  return count.toLocaleString('en-US')
}

export function percentText(part: number): string {
  return (part * 100).toFixed(1)
}

/** What an indicator is, in one line: プロセス指標・区民モニターアンケート. */
export function natureOf({ kind, source, measure }: SheetIndicator, { indicators: t }: Texts): string {
  const words = [t.kind[kind], t.source[source], ...(measure === null ? [] : [t.measured])]
  return words.join('・')
}
