import type { Texts } from '../text/index.ts'

/** Stars as signs and, for those who hear them, in words. */
export function StarSigns({ t, stars }: { t: Texts; stars: number }) {
  return (
    <>
      <span aria-hidden="true" class="stars">
        {stars === 0 ? '―' : '★'.repeat(stars)}
      </span>
      <span class="hidden">{t.indicators.rating.starsSpoken(stars)}</span>
    </>
  )
}

/** ○ or —, with its meaning for those who hear it. */
export function MarkSign({ t, mark }: { t: Texts; mark: '○' | '—' | null }) {
  if (mark === null) return null
  return (
    <>
      <span aria-hidden="true" class="verdict">
        {mark}
      </span>
      <span class="hidden">{t.indicators.markSpoken[mark]}</span>
    </>
  )
}
