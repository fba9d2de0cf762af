import type { Closing } from '#src/closings/closing.ts'
import { paths } from '#src/paths.ts'
import { BackLink } from '../components/parts.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'
import type { ClosingProps } from './closing-shell.tsx'
import { counterWords, spanWords } from './plan-words.ts'

/** Asks before a closing is given up. */
export function DiscardPage({ page, staff, office, closing }: ClosingProps & { closing: Closing }) {
  const t = page.t.closings
  return (
    <StaffShell {...{ page, staff, title: t.discard.title }} styles={['closings.css']}>
      <BackLink href={paths.closing(closing.id)}>{t.goOn}</BackLink>
      <h1>{t.discard.title}</h1>
      <p>
        <b>{spanWords(page, closing)}</b> {counterWords(page, office, closing)}
      </p>
      <p>{t.discard.text}</p>
      {closing.isBookingStopped && <p>{t.discard.resumes}</p>}
      <form method="post" action={paths.closing(closing.id, 'discard')} class="actions">
        <input type="hidden" name="seen" value={closing.version} />
        <button class="button button-danger">{t.discard.button}</button>
      </form>
    </StaffShell>
  )
}
