import type { Deps } from '../deps.ts'
import { standardPalette, tooPale } from '../offices/colour.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { change, recordChange, type Refused } from './change.ts'
import { saveColour } from './office-queries.ts'
import { findSubject } from './subject-queries.ts'

export type ColourOutcome = { ok: true } | Refused<'stale' | 'too_pale' | 'not_found'>

/** Colours residents' pages and the kiosk; refused in which text could not be read. */
export function changeColour(
  deps: Deps,
  staff: StaffMember,
  office: Office,
  { colour, version }: { colour: string; version: number | null },
): Promise<ColourOutcome> {
  return change(deps, office, async (db): Promise<ColourOutcome> => {
    if (tooPale(colour).length > 0) return { ok: false, reason: 'too_pale' }
    const subject = await findSubject(db, office.id, 'office', office.slug)
    if (!subject) return { ok: false, reason: 'not_found' }
    const { keyColour: from } = await deps.offices.current(db, office.id)
    const to = colour === standardPalette ? null : colour
    if (from === to) return { ok: true }

    const isSaved = await saveColour(db, { id: office.id, version: version ?? 0 }, to)
    if (!isSaved) return { ok: false, reason: 'stale' }
    await recordChange(db, deps, office, staff, 'key_colour_changed', { from, to })
    return { ok: true }
  })
}
