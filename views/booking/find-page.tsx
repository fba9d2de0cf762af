import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, TextField } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'

type FindProps = {
  page: Page
  office: Office
  reference: string
  errors: ReadonlyArray<{ field: 'reference' | 'secret'; text: string }>
}

/** The other way to a booking: its reference and a second secret. */
export function FindPage({ page, office, reference, errors }: FindProps) {
  const { t } = page
  const errorOf = (field: string) => errors.find(error => error.field === field)?.text
  return (
    <Shell page={page} title={t.find.title} hasError={errors.length > 0}>
      <ErrorSummary t={t} errors={errors.map(({ field, text }) => ({ href: `#${field}`, text }))} />
      <h1>{t.find.title}</h1>
      <form method="post" action={paths.find(office.slug)} novalidate>
        <TextField
          t={t}
          name="reference"
          label={t.find.reference}
          hint={t.find.referenceHint}
          error={errorOf('reference')}
          value={reference}
          autocomplete="off"
          isRequired
          isShort
        />
        <TextField
          t={t}
          name="secret"
          label={t.find.secret}
          error={errorOf('secret')}
          value=""
          autocomplete="off"
          isRequired
        />
        <p class="actions">
          <button class="button">{t.find.submit}</button>
        </p>
      </form>
    </Shell>
  )
}
