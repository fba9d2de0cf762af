import type { Form } from '../http/forms.ts'
import { type TypedBanner, wholeOffice } from './banner-draft.ts'

export function typedBanner(form: Form): TypedBanner {
  return {
    kind: form.one('kind'),
    counter: form.one('counter'),
    ja: form.one('ja'),
    en: form.one('en'),
    fromDate: form.one('fromDate'),
    fromTime: form.one('fromTime'),
    untilDate: form.one('untilDate'),
    untilTime: form.one('untilTime'),
  }
}

/** A form not filled in yet: for today, about the first counter that may be chosen. */
export function emptyBanner(today: string, counter: string = wholeOffice): TypedBanner {
  const times = { fromDate: '', fromTime: '', untilDate: today, untilTime: '' }
  return { kind: '', counter, ja: '', en: '', ...times }
}
