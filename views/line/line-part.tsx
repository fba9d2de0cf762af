import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Page } from '../layout/shell.tsx'

type Props = { page: Page; office: Office; isLinked: boolean }

/** On the page of a booking: having its notices sent to LINE, or not any more. */
export function LinePart({ page: { t }, office, isLinked }: Props) {
  const text = t.lineLink
  return (
    <section class="no-print">
      <h2>{text.title}</h2>
      <p>{isLinked ? text.isLinked : text.lead}</p>
      <p class="hint">{text.sent}</p>
      <form method="post" action={isLinked ? paths.lineUnlink(office.slug) : paths.lineCode(office.slug)}>
        <p class="actions">
          <button class="button button-outline">{isLinked ? text.unlink : text.show}</button>
        </p>
      </form>
    </section>
  )
}
