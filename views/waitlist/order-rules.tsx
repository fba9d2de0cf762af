import type { Office } from '#src/offices/office.ts'
import type { ResidentTexts } from '../text/index.ts'

/** Who is offered a place, for how long, and what can go otherwise, said plainly. */
export function OrderRules({ t, office }: { t: ResidentTexts; office: Office }) {
  const { offerMinutes, passedMax } = office.waitlist
  return (
    <section>
      <h2>{t.waitlist.how}</h2>
      <ul class="rules">
        {t.waitlist.rules(offerMinutes, passedMax).map(rule => (
          <li>{rule}</li>
        ))}
      </ul>
    </section>
  )
}
