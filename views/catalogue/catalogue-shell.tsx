import type { Child } from 'hono/jsx'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

export type CatalogueProps = { page: StaffPage; staff: StaffMember; office: Office }

type Props = CatalogueProps & {
  title: string
  /** Somebody else has changed it since the page was shown. */
  isStale?: boolean
  hasError?: boolean
  /** What has just been done. */
  done?: string | null
  back?: { href: string; text: string }
  /** What stands above the heading: an error summary. */
  summary?: Child
  children?: Child
}

/** What all pages about what an office writes have around them. */
export function CatalogueShell(props: Props) {
  const { page, staff, office, title, isStale = false, hasError = false, done = null } = props
  const text = page.t.catalogue
  const { href, text: backText } = props.back ?? { href: paths.catalogue(office.slug), text: text.back }
  return (
    <StaffShell
      {...{ page, staff, title }}
      hasError={hasError || isStale}
      styles={['queue.css', 'catalogue.css']}
      script="preview.js"
      wide
    >
      <BackLink href={href}>{backText}</BackLink>
      {props.summary}
      {isStale && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{text.stale.title}</h2>
          <p>{text.stale.text}</p>
        </div>
      )}
      {done && (
        <Notice kind="success">
          <p>{done}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      {props.children}
    </StaffShell>
  )
}
