import type { Ctx } from './env.ts'

/** A form that cannot be read: answered with its status and a page that says so. */
export class UnreadableFormError extends Error {
  override name = 'UnreadableFormError'
  readonly status: 400 | 413 | 415 | 422
  constructor(status: 400 | 413 | 415 | 422) {
    super(`form refused with ${status}`)
    this.status = status
  }
}

export type Form = {
  /** The one value of a field, '' when it was not sent. */
  one: (name: string) => string
  all: (name: string) => string[]
}

/** How much a form may hold; one with a line for each of many bookings holds more. */
const usual = { bytesMax: 64 * 1024, fieldsMax: 200 }
export const formOfMany = { bytesMax: 512 * 1024, fieldsMax: 3000 }

/** Reads a posted form; throws `UnreadableFormError` for anything that no page of ours sends. */
export async function readForm(c: Ctx, { bytesMax, fieldsMax } = usual): Promise<Form> {
  const type = c.req.header('Content-Type') ?? ''
  if (
    !/^application\/x-www-form-urlencoded\s*(;\s*charset=utf-8\s*)?$/i.test(type) ||
    c.req.header('Content-Encoding')
  )
    throw new UnreadableFormError(415)

  const declared = Number(c.req.header('Content-Length') ?? 0)
  if (declared > bytesMax) throw new UnreadableFormError(413)
  const text = Buffer.from(await readUpTo(c, bytesMax)).toString('latin1')
  if (!isUtf8(text)) throw new UnreadableFormError(400)
  const fields = new URLSearchParams(text)
  if (fields.size > fieldsMax) throw new UnreadableFormError(413)
  return formOf(fields)
}

/** Browsers send ASCII, everything else as percents of UTF-8: other bytes would be kept as broken letters. */
function isUtf8(text: string): boolean {
  try {
    decodeURIComponent(text)
    return /^[\x20-\x7e\r\n]*$/.test(text)
  } catch {
    return false
  }
}

const uploadBytesMax = 2 * 1024 * 1024

/**
 * Reads the one file of a posted form, as text in UTF-8; null when none was chosen. Throws
 * `UnreadableFormError` for what is no such form, too large or no text.
 */
export async function readUpload(c: Ctx, name: string): Promise<string | null> {
  const bytes = await readUploadBytes(c, name)
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableFormError(400)
  }
}

/** The same, whatever its text is written in. */
export async function readUploadBytes(c: Ctx, name: string): Promise<Uint8Array | null> {
  const type = c.req.header('Content-Type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type) || c.req.header('Content-Encoding'))
    throw new UnreadableFormError(415)
  if (Number(c.req.header('Content-Length') ?? 0) > uploadBytesMax) throw new UnreadableFormError(413)
  const body = await readUpTo(c, uploadBytesMax)
  const fields = await new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => {
    throw new UnreadableFormError(400)
  })
  const file = fields.get(name)
  return file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null
}

/** The parameters of a page's address, read by the same rules. */
export function readQuery(c: Ctx): Form {
  return formOf(new URL(c.req.url).searchParams)
}

function formOf(fields: URLSearchParams): Form {
  return {
    one(name) {
      const values = fields.getAll(name)
      if (values.length > 1) throw new UnreadableFormError(422)
      return values[0] ?? ''
    },
    all: name => fields.getAll(name),
  }
}

async function readUpTo(c: Ctx, max: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of c.req.raw.body ?? []) {
    size += part.byteLength
    if (size > max) throw new UnreadableFormError(413)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
