import type { Appointment } from '#src/booking/appointment.ts'
import type { Fact } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { languageName } from '../text/language-name.ts'

/** Who comes: only on pages whose opening is written down, or for whoever has just typed it. */
export function personFacts(
  { t, language }: PlainStaffPage,
  { person, language: spoken }: Appointment,
): Fact[] {
  return [
    { term: t.check.name, children: person?.name ?? '' },
    { term: t.check.phone, children: person?.phone || t.check.none },
    { term: t.check.email, children: person?.email || t.check.none },
    { term: t.check.language, children: languageName(spoken, language) },
    {
      term: t.check.needs,
      children: person?.needs.map(need => t.details.need[need]).join(t.listComma) || t.check.none,
    },
  ]
}
