import {
  type BannerError,
  bannerLengthMax,
  type TypedBanner,
  wholeOffice,
} from '#src/banners/banner-draft.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter } from '#src/offices/office.ts'
import { FieldFault, TextArea } from '../components/parts.tsx'
import type { StaffPage } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  counters: readonly Counter[]
  isWholeOffice: boolean
  typed: TypedBanner
  errors: readonly BannerError[]
}

/** What to tell, about what, and for how long. */
export function BannerFields(props: Props) {
  const { t } = props.page
  const { fields } = t.banners
  const area = { t, rows: 3, hint: fields.textHint(bannerLengthMax) }
  const { typed } = props
  return (
    <>
      <KindField {...props} />
      <CounterField {...props} />
      <TextArea
        {...area}
        name="ja"
        label={fields.ja}
        value={typed.ja}
        error={faultOf(props, 'ja')}
        isRequired
      />
      <TextArea
        {...area}
        name="en"
        label={fields.en}
        hint={`${area.hint}${fields.enHint}`}
        value={typed.en}
        error={faultOf(props, 'en')}
      />
      <TimeFields {...props} name="from" hint={fields.fromHint} />
      <TimeFields {...props} name="until" isRequired />
    </>
  )
}

function faultOf({ page, errors }: Props, field: keyof TypedBanner): string | undefined {
  const error = errors.find(known => known.field === field)
  return error && page.t.banners.fault[error.reason]
}

function KindField(props: Props) {
  const { t } = props.page
  const error = faultOf(props, 'kind')
  return (
    <fieldset class={error ? 'field field-error' : 'field'} id="kind" tabindex={-1}>
      <legend class="label">
        {t.banners.fields.kind} <span class="required">{t.details.required}</span>
      </legend>
      {(['disruption', 'information'] as const).map(kind => (
        <label class="choice">
          <input type="radio" name="kind" value={kind} checked={props.typed.kind === kind} />
          <span>
            {t.banners.kind[kind]} <span class="hint">{t.banners.kindHint[kind]}</span>
          </span>
        </label>
      ))}
      {error && <FieldFault t={t} name="kind" error={error} />}
    </fieldset>
  )
}

function CounterField(props: Props) {
  const { page, counters, isWholeOffice, typed } = props
  const { t, language } = page
  const error = faultOf(props, 'counter')
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label class="label" for="counter">
        {t.banners.fields.counter}
      </label>
      <select id="counter" name="counter" class="input" aria-describedby={error && 'counter-error'}>
        {isWholeOffice && (
          <option value={wholeOffice} selected={typed.counter === wholeOffice}>
            {t.banners.fields.all}
          </option>
        )}
        {counters.map(({ slug, name }) => (
          <option value={slug} selected={typed.counter === slug}>
            {textOf(name, language)}
          </option>
        ))}
      </select>
      {error && <FieldFault t={t} name="counter" error={error} />}
    </div>
  )
}

function TimeFields(props: Props & { name: 'from' | 'until'; hint?: string; isRequired?: boolean }) {
  const { page, typed, name, hint, isRequired = false } = props
  const { t } = page
  const { fields } = t.banners
  const error = faultOf(props, `${name}Date`)
  return (
    <fieldset class={error ? 'field field-error' : 'field'}>
      <legend class="label">
        {fields[name]} {isRequired && <span class="required">{t.details.required}</span>}
      </legend>
      {hint && <p class="hint">{hint}</p>}
      <div class="banner-times">
        {(['date', 'time'] as const).map(part => {
          const field = part === 'date' ? (`${name}Date` as const) : (`${name}Time` as const)
          return (
            <div>
              <label for={field}>{fields[part]}</label>
              <input
                class="input input-short"
                id={field}
                name={field}
                type={part}
                value={typed[field]}
                aria-invalid={error ? 'true' : undefined}
                aria-describedby={error && `${name}Date-error`}
              />
            </div>
          )
        })}
      </div>
      {error && <FieldFault t={t} name={`${name}Date`} error={error} />}
    </fieldset>
  )
}
