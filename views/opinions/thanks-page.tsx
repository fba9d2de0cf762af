import { displayReceipt } from '#src/access/token.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Page, Shell } from '../layout/shell.tsx'

type Props = { page: Page; office: Office; receipt: string; wantsAnswer: boolean }

/** After sending. It says nothing of what was sent, so that it may be opened again. */
export function ThanksPage({ page, office, receipt, wantsAnswer }: Props) {
  const text = page.t.opinions
  const { thanks } = text
  return (
    <Shell page={page} title={thanks.title}>
      <div class="panel">
        <h1>{thanks.title}</h1>
        <p>{thanks.receipt}</p>
        <p class="reference">{displayReceipt(receipt)}</p>
        <p class="hint">{thanks.receiptNote}</p>
      </div>
      <p>{thanks.text}</p>
      <p>{wantsAnswer ? thanks.willAnswer : thanks.noAnswer}</p>
      <ul class="rows">
        <li>
          <a class="row" href={paths.publishedOpinions(office.slug)}>
            <span class="row-title">{text.answersLink}</span>
          </a>
        </li>
        <li>
          <a class="row" href={paths.opinions(office.slug)}>
            <span class="row-title">{thanks.again}</span>
          </a>
        </li>
      </ul>
      <p class="actions">
        <a class="button button-outline" href={paths.home(office.slug)}>
          {page.t.shell.toHome}
        </a>
      </p>
    </Shell>
  )
}
