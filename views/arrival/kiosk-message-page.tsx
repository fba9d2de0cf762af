import type { Office } from '#src/offices/office.ts'
import type { Page } from '../layout/shell.tsx'
import { KioskShell } from './kiosk-shell.tsx'

type Props = { page: Page; office: Office; title: string; text: string; isEnd?: boolean }

/** A screen that tells one thing. */
export function KioskMessagePage({ page, office, title, text, isEnd = false }: Props) {
  return (
    <KioskShell page={page} office={office} title={title} {...(isEnd && { returnSeconds: null })}>
      <h1>{title}</h1>
      <p>{text}</p>
    </KioskShell>
  )
}
