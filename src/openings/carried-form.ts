import { z } from 'zod'
import { parseDate } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import { everyService, type Office } from '../offices/office.ts'
import type { RowChange } from './opening-change.ts'
import { type RuleKind, ruleKinds, type RuleRow } from './rule-typed.ts'

// What a preview carries along to its confirmation: the change it showed, and the form it leads back to.

/** A form as it was sent, to which a preview leads back: the rule that it is about, and its fields. */
export type FormBehind = { kind: RuleKind; id: number | null; fields: Array<[name: string, value: string]> }

const fieldsOfOne = ['service', 'nth', 'date', 'session', 'opens', 'closes', 'from', 'to', 'reason'] as const
const fieldsKept = [...fieldsOfOne, 'reasonEn', 'windows', 'share', 'lastDate', 'counters', 'days']

export function formBehind(form: Form, kind: RuleKind, found: RuleRow | null): FormBehind {
  const fields = fieldsKept.flatMap(name => form.all(name).map((value): [string, string] => [name, value]))
  return { kind, id: found?.row.id ?? null, fields }
}

const behind = z.object({
  ...{ kind: z.enum(ruleKinds), id: z.int().min(1).nullable() },
  fields: z.array(z.tuple([z.string().max(20), z.string().max(2000)])).max(100),
})

/** The form behind a preview, carried along by it; null when there is none. */
export function behindOf(form: Form): FormBehind | null {
  const parsed = behind.safeParse(jsonOrNothing(form.one('behind')))
  return parsed.success ? parsed.data : null
}

const date = z.string().refine(text => parseDate(text) !== null)
const minute = z.int().min(0).max(1440)
const id = z.int()
const localized = z.object({ ja: z.string().max(500) }).catchall(z.string().max(1000))
const rule = z.object({
  ...{ counterId: id.nullable(), serviceId: id.nullable(), weekday: z.int().min(1).max(7).nullable() },
  ...{ kind: z.enum(['special', 'nthWeekday', 'weekly']), session: z.enum(['day', 'evening', 'sunday']) },
  ...{
    nth: z.int().min(1).max(5).nullable(),
    onDate: date.nullable(),
    opensMinute: minute,
    closesMinute: minute,
  },
  ...{ validFrom: date, validTo: date },
})
const closure = z.object({
  ...{ counterId: id.nullable(), kind: z.enum(['special', 'yearEndClosure']) },
  ...{ from: z.string().max(10), to: z.string().max(10), reason: localized },
})
const capacity = z.object({
  ...{ counterId: id, weekday: z.int().min(1).max(7).nullable(), fromMinute: minute, toMinute: minute },
  ...{ windows: z.int().min(0).max(99).nullable(), sharePercent: z.int().min(0).max(100).nullable() },
  ...{ validFrom: date, validTo: date },
})
const row = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add_rule'), rule }),
  z.object({ kind: z.literal('replace_rule'), id, rule }),
  z.object({ kind: z.literal('remove_rule'), id }),
  z.object({ kind: z.literal('add_closure'), closure }),
  z.object({ kind: z.literal('replace_closure'), id, closure }),
  z.object({ kind: z.literal('remove_closure'), id }),
  z.object({ kind: z.literal('add_capacity'), rule: capacity }),
  z.object({ kind: z.literal('replace_capacity'), id, rule: capacity }),
  z.object({ kind: z.literal('remove_capacity'), id }),
  z.object({ kind: z.literal('set_holiday'), date, name: localized }),
  z.object({ kind: z.literal('remove_holiday'), date }),
])
const rowsMax = 300

/** The change that a preview carries to its confirmation, or null when it is none of this office. */
export function changeOf(office: Office, form: Form): RowChange[] | null {
  const parsed = z
    .array(row)
    .min(1)
    .max(rowsMax)
    .safeParse(jsonOrNothing(form.one('change')))
  return parsed.success && parsed.data.every(one => isOfOffice(office, one)) ? parsed.data : null
}

function isOfOffice(office: Office, change: z.infer<typeof row>): boolean {
  const owner = 'rule' in change ? change.rule : 'closure' in change ? change.closure : null
  if (!owner) return true
  const isOwn = owner.counterId === null || office.counters.some(({ id: known }) => known === owner.counterId)
  const serviceId = 'serviceId' in owner ? owner.serviceId : null
  return isOwn && (serviceId === null || everyService(office).some(({ id: known }) => known === serviceId))
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
