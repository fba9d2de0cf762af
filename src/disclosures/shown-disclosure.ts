import type { Office } from '../offices/office.ts'
import { accessibilityFields } from './accessibility.ts'
import type { DisclosureField, DisclosureKind } from './disclosure.ts'
import { keptDaysOf } from './kept-days.ts'
import { bookingsLedger, opinionsLedger } from './ledger.ts'

/** The fields of what an office publishes, filled in from its own configuration. */
export function disclosureFields(kind: DisclosureKind, office: Office): DisclosureField[] {
  const kept = office.retention.isErasing ? keptDaysOf(office) : null
  if (kind === 'bookings') return bookingsLedger(office, kept)
  return kind === 'opinions' ? opinionsLedger(office, kept) : accessibilityFields(office)
}
