import { StaffMessagePage } from '#views/staff/message-page.tsx'
import type { Assets } from '../http/assets.ts'
import type { Ctx } from '../http/env.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { StepRefusal } from './take-step.ts'

/** Says why a step was not taken and leads to where it can be taken again. */
export function refusalPage(
  c: Ctx,
  assets: Assets,
  { reason }: Pick<StepRefusal, 'ok' | 'reason'>,
  again: string,
) {
  const page = staffPageOf(c, assets)
  const { title, refusal } = page.t.closings
  const text = refusal[reason]
  return renderPage(
    c,
    <StaffMessagePage {...{ page, title, text }} staff={c.var.staff}>
      <p>
        <a href={again}>{page.t.closings.goOn}</a>
      </p>
    </StaffMessagePage>,
    reason === 'not_found' ? 404 : 409,
  )
}
