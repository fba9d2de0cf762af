import type { Instant } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Wish } from '#src/slots/slot.ts'
import type { TypedWait, WaitFieldError } from '#src/waitlist/form.ts'
import { BackLink, ErrorSummary, Facts, IntentKey, TextField } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { OrderRules } from './order-rules.tsx'
import { faultOf, WaitFields } from './wait-fields.tsx'
import { wishFacts } from './wish-facts.tsx'

type Props = {
  page: Page
  office: Office
  wish: Wish
  typed: TypedWait
  errors: readonly WaitFieldError[]
  now: Instant
  last: string
  intentKey: string
}

/** For which days and hours somebody waits, and how they are told. */
export function JoinPage(props: Props) {
  const { page, office, wish, typed, errors, intentKey } = props
  const { t, language } = page
  const services = wish.services.map(({ slug }) => slug)
  const summary = errors.map(({ field }) => ({ href: `#${field}`, text: faultOf(t, errors, field) ?? '' }))
  return (
    <Shell page={page} title={t.waitlist.title} hasError={errors.length > 0}>
      <ErrorSummary t={t} errors={summary} />
      <BackLink href={paths.slots(office.slug, { services, people: wish.people })}>{t.slots.title}</BackLink>
      <h1>{t.waitlist.title}</h1>
      <p>{t.waitlist.lead}</p>
      <Facts facts={wishFacts(t, language, wish)} />
      <form method="post" action={paths.joinWaitlist(office.slug)} novalidate>
        <IntentKey value={intentKey} />
        <input type="hidden" name="services" value={services.join(',')} />
        <input type="hidden" name="people" value={wish.people} />
        <h2>{t.waitlist.wish}</h2>
        <WaitFields {...props} />
        <h2>{t.waitlist.contact}</h2>
        <TextField
          t={t}
          name="name"
          label={t.details.name}
          error={faultOf(t, errors, 'name')}
          value={typed.name}
          autocomplete="name"
          isRequired
        />
        <TextField
          t={t}
          name="email"
          label={t.details.email}
          hint={t.waitlist.emailHint}
          error={faultOf(t, errors, 'email')}
          value={typed.email}
          type="email"
          autocomplete="email"
          isRequired
        />
        <p class="hint">{t.waitlist.privacy}</p>
        <p class="actions">
          <button class="button">{t.waitlist.submit}</button>
        </p>
      </form>
      <OrderRules t={t} office={office} />
    </Shell>
  )
}
