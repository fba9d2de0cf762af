import type { Instant } from '../clock.ts'
import type { Banner, Office } from './office.ts'

/** What everybody is told now: disruptions first, then what has been told the shortest. */
export function bannersAt({ banners }: Office, now: Instant): Banner[] {
  return banners
    .filter(({ from, until }) => from <= now && now < until)
    .toSorted((a, b) => rank(a) - rank(b) || b.from - a.from || b.id - a.id)
}

function rank({ kind }: Banner): number {
  return kind === 'disruption' ? 0 : 1
}

/** When something else will be told than now, if nobody changes anything. */
export function nextBannerChange({ banners }: Office, now: Instant): Instant {
  return Math.min(...banners.flatMap(({ from, until }) => [from, until]).filter(at => at > now))
}

/** Differs when something else is told. */
export function bannerMark(banners: readonly Banner[]): string {
  return banners.map(({ id }) => id).join('.')
}
