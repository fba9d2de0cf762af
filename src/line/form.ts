import type { Form } from '../http/forms.ts'
import { parseBasicId } from './code.ts'

/** What an administrator has typed; the two secrets stay empty to keep those that are set. */
export type TypedChannel = { basicId: string; secret: string; accessToken: string; isOn: boolean }

export type ChannelFault =
  | { field: 'basicId'; reason: 'basic_id' }
  | { field: 'secret'; reason: 'secret' }
  | { field: 'accessToken'; reason: 'access_token' }

/** A channel to be saved; null keeps the secret that is set. */
export type ChannelWish = {
  basicId: string
  secret: string | null
  accessToken: string | null
  isOn: boolean
}

export function typedChannel(form: Form): TypedChannel {
  return {
    basicId: form.one('basicId').slice(0, 100),
    secret: form.one('secret').trim(),
    accessToken: form.one('accessToken').trim(),
    isOn: form.one('isOn') === 'yes',
  }
}

/** The wish in what was typed. Without secrets that are set already, both are needed. */
export function parseChannel(
  typed: TypedChannel,
  isSet: boolean,
): { ok: true; wish: ChannelWish } | { ok: false; faults: ChannelFault[] } {
  const basicId = parseBasicId(typed.basicId)
  const isSecretFine = typed.secret === '' ? isSet : /^[0-9a-f]{32}$/i.test(typed.secret)
  const isTokenFine = typed.accessToken === '' ? isSet : /^[\w+/=.-]{20,2000}$/.test(typed.accessToken)
  const faults: ChannelFault[] = [
    ...(basicId === null ? [{ field: 'basicId', reason: 'basic_id' } as const] : []),
    ...(isSecretFine ? [] : [{ field: 'secret', reason: 'secret' } as const]),
    ...(isTokenFine ? [] : [{ field: 'accessToken', reason: 'access_token' } as const]),
  ]
  if (basicId === null || faults.length > 0) return { ok: false, faults }
  const { isOn } = typed
  return {
    ok: true,
    wish: { basicId, isOn, secret: typed.secret || null, accessToken: typed.accessToken || null },
  }
}
