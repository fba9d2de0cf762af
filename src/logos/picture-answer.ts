import type { Ctx } from '../http/env.ts'
import type { Picture } from './picture.ts'

/** Answers a picture as what it was read to be, and nothing else. */
export function answerPicture(
  c: Ctx,
  { kind, bytes }: Pick<Picture, 'kind' | 'bytes'>,
  cacheControl: string,
) {
  c.header('Content-Type', `image/${kind}`)
  c.header('Cache-Control', cacheControl)
  return c.body(Uint8Array.from(bytes))
}
