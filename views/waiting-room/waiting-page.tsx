import { paths } from '#src/paths.ts'
import { type Page, Shell } from '../layout/shell.tsx'
import type { ResidentTexts } from '../text/index.ts'

type Props = {
  page: Page
  office: string
  /** Where a browser without script asks again. */
  againAt: string
  /** What stands where each answer says how far one has come, and when it is asked again. */
  stateMark: string
  secondsMark: string
}

/** In front of booking, while more people come than can be served. */
export function WaitingPage({ page, office, againAt, stateMark, secondsMark }: Props) {
  const t = page.t.waitingRoom
  return (
    <Shell
      page={page}
      title={t.title}
      script="waiting.js"
      styles={['waiting.css']}
      refresh={`${secondsMark}; url=${againAt}`}
    >
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <div class="line" data-line={paths.line(office)} data-seconds={secondsMark}>
        {stateMark}
      </div>
      <p class="hidden" role="status" data-spoken></p>
      <p>{t.stay}</p>
      <p class="line-kept">{t.kept}</p>
    </Shell>
  )
}

type StateProps = {
  t: ResidentTexts['waitingRoom']
  ahead: number
  minutes: number | null
  /** Without cookies nobody can stand in line. */
  isForgetful: boolean
  isBack: boolean
}

/** How far somebody has come: never nearer than it is, and nothing where it is not known. */
export function LineState({ t, ahead, minutes, isForgetful, isBack }: StateProps) {
  if (isForgetful)
    return (
      <>
        <p class="line-ahead line-none">{t.noCookies}</p>
        <p>{t.allowCookies}</p>
      </>
    )
  return (
    <>
      {isBack && <p>{t.back}</p>}
      <p class="line-ahead">{ahead === 0 ? t.next : t.ahead(ahead)}</p>
      {ahead > 0 && <p>{minutes === null ? t.unknown : t.minutes(minutes)}</p>}
    </>
  )
}
