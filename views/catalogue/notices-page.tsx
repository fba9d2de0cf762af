import type { Child } from 'hono/jsx'
import type { TypedNotices } from '#src/catalogue/notices-form.ts'
import { type NoticeNumber, noticeLimits } from '#src/offices/notices.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, FieldFault } from '../components/parts.tsx'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Props = CatalogueProps & {
  typed: TypedNotices
  wrong: readonly NoticeNumber[]
  version: number
  isStale: boolean
  isDone: boolean
}

/** When people are reminded of their visit, and told that their turn is near. */
export function NoticesPage(props: Props) {
  const { page, staff, office, typed, wrong, version, isStale, isDone } = props
  const { t } = page
  const text = t.catalogue.notices
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.title, done: isDone ? text.saved : null }}
      hasError={wrong.length > 0}
      summary={
        <ErrorSummary
          t={t}
          errors={wrong.map(name => ({ href: `#${name}`, text: `${text.label[name]}：${text.wrong}` }))}
        />
      }
    >
      <p>{text.lead}</p>
      <form method="post" action={paths.notices(office.slug)} novalidate class="notices-form">
        <input type="hidden" name="version" value={version} />
        <h2>{text.reminderTitle}</h2>
        <p>{text.reminderLead}</p>
        <NumberChoice {...props} name="daysBefore" />
        <NumberChoice {...props} name="hour" />
        <Tick name="isHoursBefore" isOn={typed.isHoursBefore} hint={text.isHoursBeforeHint}>
          {text.isHoursBefore}
        </Tick>
        <h2>{text.nearTitle}</h2>
        <p>{text.nearLead}</p>
        <NumberChoice {...props} name="nearPeople" />
        <NumberChoice {...props} name="nearMinutes" step={5} />
        <Tick name="isNearMailed" isOn={typed.isNearMailed} hint={text.isNearMailedHint}>
          {text.isNearMailed}
        </Tick>
        <p class="actions">
          <button class="button">{t.catalogue.save}</button>
          <a class="button button-outline" href={paths.messageTemplate(office.slug, 'reminder', 'ja')}>
            {text.wording}
          </a>
        </p>
      </form>
    </CatalogueShell>
  )
}

function NumberChoice({ page, typed, wrong, name, step = 1 }: Props & { name: NoticeNumber; step?: number }) {
  const { t } = page
  const text = t.catalogue.notices
  const { min, max } = noticeLimits[name]
  const steps = Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, index) => min + index * step)
  // What came by a configuration may lie between the steps.
  const numbers = [...new Set([...steps, Number(typed[name]) || min])].toSorted((a, b) => a - b)
  const isWrong = wrong.includes(name)
  return (
    <div class={isWrong ? 'field field-error' : 'field'}>
      <label class="label" for={name}>
        {text.label[name]}
      </label>
      <select
        id={name}
        name={name}
        class="input input-short"
        aria-invalid={isWrong ? 'true' : undefined}
        aria-describedby={isWrong ? `${name}-error` : undefined}
      >
        {numbers.map(number => (
          <option value={number} selected={typed[name] === String(number)}>
            {text.option[name](number)}
          </option>
        ))}
      </select>
      {isWrong && <FieldFault t={t} name={name} error={text.wrong} />}
    </div>
  )
}

function Tick({
  name,
  isOn,
  hint,
  children,
}: {
  name: string
  isOn: boolean
  hint: string
  children?: Child
}) {
  return (
    <label class="choice" for={name}>
      <input id={name} type="checkbox" name={name} value="yes" checked={isOn} />
      <span>
        {children}
        <span class="hint catalogue-hint">{hint}</span>
      </span>
    </label>
  )
}
