import { isReadable, trimInvisible } from '../booking/details.ts'

const lettersMax = 400

export type CommentFault = 'too_long' | 'unreadable'
export type ParsedComment = { ok: true; body: string | null } | { ok: false; reason: CommentFault }

/** What somebody wrote, with its lines; null when nothing was. At most 400 code points. */
export function parseComment(typed: string): ParsedComment {
  const body = trimInvisible(typed.replaceAll(/\r\n?/g, '\n'))
  if (body === '') return { ok: true, body: null }
  if (!isReadable(body.replaceAll(/[\n\t]/g, ' '))) return { ok: false, reason: 'unreadable' }
  return Array.from(body).length > lettersMax ? { ok: false, reason: 'too_long' } : { ok: true, body }
}

/** Whether a text has the form of the key under which a comment is kept. */
export function isCommentId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)
}
