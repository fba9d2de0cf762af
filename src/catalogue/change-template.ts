import type { Deps } from '../deps.ts'
import {
  type MessageKind,
  templateFaults,
  type TemplateFault,
  tidied,
  type Words,
} from '../notifications/template.ts'
import { everyService, type Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, recordChange, type Refused } from './change.ts'
import { deleteTemplate, findTemplate, saveTemplate } from './template-queries.ts'

export type TemplateAim = {
  kind: MessageKind
  language: string
  /** 0: there was none when the page was shown. */
  version: number
}

export type TemplateOutcome =
  { ok: true } | Refused<'stale'> | (Refused<'invalid'> & { faults: TemplateFault[] })

/** Words a kind of message in one language as the office wants it; refused when it could not be sent so. */
export function changeTemplate(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  aim: TemplateAim,
  typed: Words,
): Promise<TemplateOutcome> {
  const words = tidied(typed)
  return change(deps, office, async (db): Promise<TemplateOutcome> => {
    const faults = templateFaults(everyService(await deps.offices.current(db, office.id)), aim.kind, words)
    if (faults.length > 0) return { ok: false, reason: 'invalid', faults }
    const before = await findTemplate(db, office.id, aim)
    const parts = (['subject', 'body'] as const).filter(part => before?.[part] !== words[part])
    if (parts.length === 0) return { ok: true }

    if (!(await saveTemplate(db, office.id, aim, words))) return { ok: false, reason: 'stale' }
    const { kind, language } = aim
    await recordChange(db, deps, office, staff, 'message_template_changed', { kind, language, parts })
    return { ok: true }
  })
}

/** Goes back to the standard text. */
export function dropTemplate(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  aim: TemplateAim,
): Promise<{ ok: true } | Refused<'stale'>> {
  return change(deps, office, async (db): Promise<{ ok: true } | Refused<'stale'>> => {
    if (!(await findTemplate(db, office.id, aim))) return { ok: true }
    if (!(await deleteTemplate(db, office.id, aim))) return { ok: false, reason: 'stale' }
    const { kind, language } = aim
    await recordChange(db, deps, office, staff, 'message_template_dropped', { kind, language })
    return { ok: true }
  })
}
