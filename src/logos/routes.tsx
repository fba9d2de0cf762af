import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import type { Env } from '../http/env.ts'
import { answerPicture } from './picture-answer.ts'
import { logoPicture } from './queries.ts'

/** The logo of an office for its pages: its hash is in its address, so that another one is another file. */
export function logoRoutes({ store }: Pick<Deps, 'store'>) {
  return new Hono<Env>().get('/logos/:hash', async c => {
    const { office } = c.var
    const hash = c.req.param('hash')
    const picture =
      office.logo?.hash === hash ? await store.read(db => logoPicture(db, office.id, 'used', hash)) : null
    return picture
      ? answerPicture(c, picture, 'public, max-age=31536000, immutable')
      : c.text('Not Found', 404)
  })
}
