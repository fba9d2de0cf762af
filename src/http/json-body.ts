import type { MiddlewareHandler } from 'hono'
import type { Ctx, Env } from './env.ts'
import { problem } from './problem.ts'

const bytesMax = 64 * 1024
const jsonType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Lets only a body pass that is JSON in UTF-8, not compressed and at most 64 kB, and leaves its text where hono
 * looks for it. An optional body may be missing.
 */
export function jsonBody({ isOptional = false } = {}): MiddlewareHandler<Env> {
  return async (c, next) => {
    const type = c.req.header('Content-Type')
    const isCompressed = c.req.header('Content-Encoding') !== undefined
    if (isCompressed || (type === undefined ? !isOptional : !jsonType.test(type)))
      return problem(c, 'not_json')

    const bytes = await readUpTo(c, bytesMax).catch(() => 'cut_off' as const)
    if (bytes === 'too_large') return problem(c, 'body_too_large')
    const text = bytes === 'cut_off' ? null : decode(bytes)
    if (text === null) return problem(c, 'unreadable_body')
    if (type === undefined && text !== '') return problem(c, 'not_json')

    // hono keeps promises here, whatever its types say.
    Object.assign(c.req.bodyCache, { text: Promise.resolve(text === '' && isOptional ? '{}' : text) })
    return next()
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/** A declared length is kept by Node's parser; only a body without one has to be counted while it comes. */
async function readUpTo(c: Ctx, max: number): Promise<Uint8Array | 'too_large'> {
  const declared = c.req.header('Content-Length')
  if (declared !== undefined)
    return Number(declared) > max ? 'too_large' : new Uint8Array(await c.req.raw.arrayBuffer())

  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of c.req.raw.body ?? []) {
    size += part.byteLength
    if (size > max) return 'too_large'
    parts.push(part)
  }
  return Buffer.concat(parts)
}
