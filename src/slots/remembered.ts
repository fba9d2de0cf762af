import type { Office } from '../offices/office.ts'

const rememberedMax = 10_000

/** An office is one revision of its rules and never changes, so what follows from them is worked out once. */
export function remembered<T>(
  memory: WeakMap<Office, Map<string, T>>,
  office: Office,
  key: string,
  find: () => T,
): T {
  let ofOffice = memory.get(office)
  if (!ofOffice || ofOffice.size > rememberedMax) {
    ofOffice = new Map()
    memory.set(office, ofOffice)
  }
  const known = ofOffice.get(key)
  if (known !== undefined) return known
  const found = find()
  ofOffice.set(key, found)
  return found
}
