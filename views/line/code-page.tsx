import { displayReceipt } from '#src/access/token.ts'
import type { Instant } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { QrCode } from '../arrival/qr-code.tsx'
import { BackLink, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { timeOf } from '../text/dates.ts'

type Props = {
  page: Page
  office: Office
  code: string
  expiresAt: Instant
  talkUrl: string
  friendUrl: string
  /** Leads where `talkUrl` does. */
  qr: string
}

/** The code that links a booking with LINE: on a phone by one button, from another screen by its camera. */
export function CodePage({ page, office, code, expiresAt, talkUrl, friendUrl, qr }: Props) {
  const { t, language } = page
  const text = t.lineLink
  return (
    <Shell page={page} title={text.title} styles={['arrival.css']}>
      <BackLink href={paths.appointment(office.slug)}>{text.back}</BackLink>
      <section class="panel">
        <h1>{text.title}</h1>
        <p>{text.code}</p>
        <p class="reference">{displayReceipt(code)}</p>
        <p>{text.until(timeOf(expiresAt, office.timeZone, language))}</p>
      </section>
      <p class="actions">
        <a class="button" href={talkUrl} rel="noreferrer">
          {text.open}
        </a>
        <a class="button button-outline" href={friendUrl} rel="noreferrer">
          {text.friend}
        </a>
      </p>
      <p class="hint">{text.openNote}</p>
      <Notice kind="warning">
        <p>{text.keep}</p>
      </Notice>
      <h2>{text.otherDevice}</h2>
      <QrCode svg={qr} label={text.qr} />
      <p>{text.otherNote}</p>
      <p class="hint">{text.sent}</p>
    </Shell>
  )
}
