import { randomUUID } from 'node:crypto'
import type { Child } from 'hono/jsx'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { nextBannerChange } from '../offices/banner.ts'
import type { Ctx } from './env.ts'
import { pageHtml } from './render.tsx'

/** How long a page stays right: until an instant, and while nothing changes at a counter. */
export type Freshness = { counterId: number | null; version: number; goodUntil: Instant }

/** Right until the office's own data change. */
export const always: Freshness = { counterId: null, version: 0, goodUntil: Number.POSITIVE_INFINITY }

export type KeptPages = {
  /**
   * Answers with a page that is the same for everybody who asks in one language, kept as bytes. `make` is
   * given the mark in whose place each answer gets a key of its own, or answers by itself what is not kept.
   */
  answer: (
    c: Ctx,
    make: (key: string) => Promise<{ page: Child; fresh: Freshness } | Response | Promise<Response>>,
  ) => Promise<Response>
}

type Kept = Freshness & { parts: Bytes[]; revision: number; size: number }
type Bytes = Uint8Array<ArrayBuffer>

const keyMark = 'KEY-OF-THIS-FORM'
const bytesKeptMax = 32 * 1024 * 1024
const headers = { 'Content-Type': 'text/html; charset=UTF-8' }

export function createKeptPages({ availability, clock }: Deps): KeptPages {
  const kept = new Map<string, Kept>()
  let bytes = 0

  function isRight(page: Kept, revision: number): boolean {
    if (page.revision !== revision || page.goodUntil <= clock.now()) return false
    return page.counterId === null || availability.version(page.counterId) === page.version
  }

  function keep(key: string, page: Kept) {
    bytes += page.size - (kept.get(key)?.size ?? 0)
    kept.set(key, page)
    if (bytes <= bytesKeptMax) return
    kept.clear()
    bytes = 0
  }

  return {
    async answer(c, make) {
      const { office, language, hasReadings, askedAt } = c.var
      const { url } = c.req
      const key = `${language} ${hasReadings} ${url.slice(url.indexOf('/', 8))}`
      const known = kept.get(key)
      if (known && isRight(known, office.revision)) return c.body(fill(known.parts), 200, headers)

      const made = await make(keyMark)
      if (made instanceof Response) return made
      const html = pageHtml(c, made.page)
      const parts = html.split(keyMark).map(part => Buffer.from(part))
      const size = html.length + 2 * key.length + 500
      const { counterId, version } = made.fresh
      const goodUntil = Math.min(made.fresh.goodUntil, nextBannerChange(office, askedAt))
      keep(key, { parts, revision: office.revision, size, counterId, version, goodUntil })
      return c.body(fill(parts), 200, headers)
    },
  }
}

/** The page with one fresh key in all its forms: only one of them can be sent. */
function fill(parts: readonly Bytes[]): Bytes {
  const [whole] = parts
  if (whole && parts.length === 1) return whole
  const key = Buffer.from(randomUUID())
  const joined = parts.flatMap((part, index) => (index === 0 ? [part] : [key, part]))
  return Buffer.concat(joined)
}
