import type { KeyObject } from 'node:crypto'
import type { Store } from '#db/store.ts'
import { dataNow } from '../operation/queries.ts'
import { signingKey } from './signed.ts'

/** The key of these data, read when the first place is given. */
export function createSigner(store: Store): () => Promise<KeyObject> {
  let key: KeyObject | null = null
  return async () => {
    key ??= signingKey((await store.read(dataNow)).dataId)
    return key
  }
}
