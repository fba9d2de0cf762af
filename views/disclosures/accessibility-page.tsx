import { dateOf } from '#src/clock.ts'
import { type DisclosureField, shownLabel, shownText } from '#src/disclosures/disclosure.ts'
import type { Saved } from '#src/disclosures/queries.ts'
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
  const shown = fields.filter(field => field.language === language)
  return (
    <Shell page={page} title={text.title.accessibility}>
      <h1>
        {text.policyHeading[0]}
        <wbr />
        {text.policyHeading[1]}
      </h1>
      <p>{text.policyLead(textOf(office.name, language))}</p>
      {shown.map(field => (
        <section aria-labelledby={field.key}>
          <h2 id={field.key}>{shownLabel(field)}</h2>
          {shownText(field, saved.texts)
            .split('\n')
            .map(line => (
              <p>{line}</p>
            ))}
        </section>
      ))}
      <p>
        <a href={paths.accessibilityResults(office.slug)}>{text.results.title}</a>
      </p>
      <p>
        <a href={paths.opinions(office.slug)}>{t.opinions.link}</a>
      </p>
      {saved.changedAt !== null && (
        <p class="hint">{text.changedAt(longDate(dateOf(saved.changedAt, office.timeZone), language))}</p>
      )}
    </Shell>
  )
}
