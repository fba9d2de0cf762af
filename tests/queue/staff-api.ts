import { type ApiWard, office, openApiWard } from '../support/api.ts'
import { counterOf } from '../support/queue.ts'
import { bearer } from '../support/staff.ts'
import type { WardOptions } from '../support/ward.ts'

/** A program that is signed in as somebody of the sample ward. */
type Program = {
  get: (path: string) => ReturnType<ApiWard['get']>
  post: (path: string, body?: unknown, key?: string) => ReturnType<ApiWard['post']>
}

export type StaffApi = ApiWard & {
  as: (login: string) => Promise<Program>
  /** The id of a window of a counter. */
  windowId: (counter: string, number?: number) => Promise<number>
  /** Somebody takes a ticket at reception. */
  ticket: (service?: string, more?: object) => Promise<{ number: string; id: number; token: string }>
}

/** The sample ward on a Tuesday at nine, behind its API. */
export async function openStaffApi(options: WardOptions = {}): Promise<StaffApi> {
  const ward = await openApiWard({ now: '2026-12-01T09:00', ...options })
  const as = async (login: string): Promise<Program> => {
    const headers = await bearer(ward, login)
    return {
      get: path => ward.get(path, { headers }),
      post: (path, body = {}, key) => ward.post(path, body, { headers, ...(key && { key }) }),
    }
  }
  return Object.assign(ward, {
    as,
    async windowId(counter: string, number = 1) {
      const { id } = await ward.deps.store.read(db =>
        db
          .selectFrom('windows')
          .select('id')
          .where('counter_id', '=', counterOf(ward, counter).id)
          .where('number', '=', number)
          .executeTakeFirstOrThrow(),
      )
      return id
    },
    async ticket(service = 'tennyu', more = {}) {
      const reception = await as('reception')
      const { status, json } = await reception.post(`${office}/tickets`, { services: [service], ...more })
      if (status !== 201) throw new Error(`no ticket: ${status}`)
      return json
    },
  })
}

/** A clerk at the first window of a counter, which is open. */
export async function openDesk(ward: StaffApi, { counter = 'ido', number = 1, login = 'clerk' } = {}) {
  const program = await ward.as(login)
  const window = await ward.windowId(counter, number)
  const { status } = await program.post(`/v1/windows/${window}/open`)
  if (status !== 200) throw new Error(`not opened: ${status}`)
  return {
    ...program,
    window,
    at: (deed: string, body?: unknown, key?: string) =>
      program.post(`/v1/windows/${window}/${deed}`, body, key),
    with: (ticket: string | number, deed: string, body?: unknown, key?: string) =>
      program.post(`/v1/tickets/${ticket}/${deed}`, body, key),
  }
}
