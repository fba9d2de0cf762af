import type { Office } from '#src/offices/office.ts'
import type { ResidentTexts } from '../text/index.ts'

/** When what somebody enters is erased again; nothing where the office does not erase it yet. */
export function ErasedAfter({ t, office }: { t: ResidentTexts; office: Office }) {
  const { isErasing, days } = office.retention
  return isErasing ? <p class="hint">{t.privacy.erasedAfter(days.bookings)}</p> : null
}
