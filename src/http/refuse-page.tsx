import { MessagePage } from '#views/layout/message-page.tsx'
import type { Texts } from '#views/text/index.ts'
import type { Assets } from './assets.ts'
import type { Ctx } from './env.ts'
import { pageOf, renderPage } from './render.tsx'

/** What cannot be done with a booking, and the way back to it. */
export function refusePage(c: Ctx, assets: Assets, reason: keyof Texts['refusal'], back: string) {
  const page = pageOf(c, assets)
  return renderPage(
    c,
    <MessagePage page={page} title={page.t.taken.title} text={page.t.refusal[reason]}>
      <p>
        <a href={back}>{page.t.shell.back}</a>
      </p>
    </MessagePage>,
    reason === 'key_reused' ? 422 : 409,
  )
}
