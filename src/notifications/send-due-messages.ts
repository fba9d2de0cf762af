import type { Deps } from '../deps.ts'

/** Where messages go: a mail server, or a folder of `.eml` files. */
export type Transport = { send: (mail: never) => Promise<void>; close: () => void }

export async function sendDueMessages(_deps: Deps, _transport: Transport): Promise<number> {
  return 0
}
