import type { Verified } from '#src/audit-log/verify-now.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { Facts } from '../components/parts.tsx'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { longDateTime } from '../text/dates.ts'

export type ChainState = {
  end: { position: number }
  anchor: string
  waiting: number
  verified: Verified | null
}

type Props = { page: StaffPage; office: Office; chain: ChainState }

/** How far the audit is sealed, and what its last verification found. */
export function Chain({ page, office, chain }: Props) {
  const text = page.t.audit.chain
  const { end, anchor, waiting, verified } = chain
  const number = new Intl.NumberFormat(page.language)
  return (
    <section aria-labelledby="chain" class="audit-chain">
      <h2 id="chain">{text.title}</h2>
      <p>{text.lead}</p>
      {verified && verified.faultCount > 0 && <Faults page={page} verified={verified} />}
      <Facts
        facts={[
          { term: text.sealed, children: text.sealedCount(number.format(end.position)) },
          { term: text.waiting, children: text.waitingCount(waiting) },
          { term: text.verified, children: verifiedWords({ page, office, chain }) },
          {
            term: text.anchor,
            children: (
              <>
                <code class="audit-anchor">{anchor}</code>
                <p class="hint">{text.anchorHint}</p>
              </>
            ),
          },
        ]}
      />
      <form method="post" action={paths.auditVerification()}>
        <button class="button button-outline">{text.verify}</button>
      </form>
    </section>
  )
}

function verifiedWords({ page, office, chain: { verified } }: Props): string {
  const text = page.t.audit.chain
  if (!verified) return text.never
  const time = longDateTime(verified.at, office.timeZone, page.language)
  return verified.faultCount === 0
    ? text.good(time, new Intl.NumberFormat(page.language).format(verified.rows))
    : text.bad(time, verified.faultCount)
}

function Faults({ page, verified }: { page: StaffPage; verified: Verified }) {
  const text = page.t.audit.chain
  return (
    <div class="notice notice-error" role="alert">
      <h3 class="notice-title">{text.faults}</h3>
      <ul>
        {verified.faults.map(({ what, position, auditId }) => (
          <li>
            {text.place(position, auditId)} {text.fault[what]}
          </li>
        ))}
      </ul>
    </div>
  )
}
