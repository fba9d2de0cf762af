import type { Context } from 'hono'
import type { Language } from '../booking/appointment.ts'
import type { Office } from '../offices/office.ts'

/** What the middleware has found out about a request. */
export type Env = { Variables: { caller: string; language: Language; office: Office } }

export type Ctx = Context<Env>
