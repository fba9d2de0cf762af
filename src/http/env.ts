import type { Context } from 'hono'
import type { Instant } from '../clock.ts'
import type { Language } from '../languages.ts'
import type { Office } from '../offices/office.ts'
import type { StaffSession } from '../staff/session.ts'
import type { StaffMember } from '../staff/staff-member.ts'

/** What the middleware has found out about a request. */
export type Env = {
  Variables: {
    caller: string
    language: Language
    /** When it came in, by the office's clock. */
    askedAt: Instant
    /** Whether kanji show their readings, where a text has them. */
    hasReadings: boolean
    office: Office
    /** The registered kiosk that asks, or null for any browser where the office lets anybody take tickets. */
    kioskId: number | null
    /** Who is signed in, on every route whose policy asks for it. */
    staff: StaffMember
    staffSession: StaffSession
  }
}

export type Ctx = Context<Env>
