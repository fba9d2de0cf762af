import { dateOf } from '#src/clock.ts'
import { type DisclosureField, textOfField } from '#src/disclosures/disclosure.ts'
import type { Saved } from '#src/disclosures/queries.ts'
import { langOf } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Page, Shell } from '../layout/shell.tsx'
import { longDate } from '../text/dates.ts'

type Props = { page: Page; office: Office; fields: readonly DisclosureField[]; saved: Saved }

/** How accessible the office's pages are meant to be, and whom to tell when they are not. */
export function AccessibilityPage({ page, office, fields, saved }: Props) {
  const { t, language } = page
  const text = t.disclosures
  // The office writes it in Japanese and in English.
  const written = langOf(language) === 'ja' ? 'ja' : 'en'
  const shown = fields.filter(field => field.language === written)
  return (
    <Shell page={page} title={text.title.accessibility}>
      <h1>
        {text.policyHeading[0]}
        <wbr />
        {text.policyHeading[1]}
      </h1>
      <p>{text.policyLead(textOf(office.name, language))}</p>
      {shown.map(field => (
        <section aria-labelledby={field.key} lang={written}>
          <h2 id={field.key}>{field.label}</h2>
          {textOfField(field, saved.texts)
            .split('\n')
            .map(line => (
              <p>{line}</p>
            ))}
        </section>
      ))}
      <p>
        <a href={paths.opinions(office.slug)}>{t.opinions.link}</a>
      </p>
      {saved.changedAt !== null && (
        <p class="hint">{text.changedAt(longDate(dateOf(saved.changedAt, office.timeZone), language))}</p>
      )}
    </Shell>
  )
}
