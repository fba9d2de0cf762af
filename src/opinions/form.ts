import type { Form } from '../http/forms.ts'
import type { Counter, Office } from '../offices/office.ts'
import { parseDate } from '../clock.ts'
import type { TypedEntry, TypedOpinion } from './details.ts'
import { categories, type Category, type OpinionState, states, wholeOffice } from './opinion.ts'

/** The fields of the opinions box as they were typed. */
export function typedOpinion(form: Form): TypedOpinion {
  return {
    text: form.one('text'),
    category: form.one('category'),
    counter: form.one('counter'),
    wantsAnswer: form.one('wantsAnswer') === '1',
    name: form.one('name'),
    email: form.one('email'),
    phone: form.one('phone'),
  }
}

export function typedEntry(form: Form): TypedEntry {
  return { ...typedOpinion(form), channel: form.one('channel'), receivedDate: form.one('receivedDate') }
}

export const emptyOpinion: TypedOpinion = {
  ...{ text: '', category: '', counter: '', wantsAnswer: false },
  ...{ name: '', email: '', phone: '' },
}

/** A month as `YYYY-MM`, or null. */
export function parseMonth(text: string): string | null {
  return /^\d{4}-\d{2}$/.test(text) && parseDate(`${text}-01`) ? text : null
}

/** What the list is narrowed to, as the address says it. */
export type AskedList = {
  state: OpinionState | null
  category: Category | null
  /** Null: those about the whole office; undefined: all. */
  counter: Counter | null | undefined
  month: string | null
  before: number | null
}

/** Reads the list's address; null when it names something that there is not among `counters`. */
export function parseList(query: Form, counters: readonly Counter[]): AskedList | null {
  const [state, category, slug] = [query.one('state'), query.one('category'), query.one('counter')]
  const [month, before] = [query.one('month'), query.one('before')]
  const asked = {
    state: states.find(known => known === state) ?? null,
    category: categories.find(known => known === category) ?? null,
    counter: slug === wholeOffice ? null : counters.find(known => known.slug === slug),
    month: parseMonth(month),
    before: /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null,
  }
  const isKnown =
    (asked.state !== null || state === '') &&
    (asked.category !== null || category === '') &&
    (asked.counter !== undefined || slug === '') &&
    (asked.month !== null || month === '') &&
    (asked.before !== null || before === '')
  return isKnown ? asked : null
}

/** A counter chosen as where to hand an opinion on: undefined when none was. */
export function parseTarget(office: Office, slug: string): Counter | null | undefined {
  return slug === wholeOffice ? null : office.counters.find(counter => counter.slug === slug)
}
