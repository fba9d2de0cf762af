import { loadWard, readSampleWard, type SampleAdditions } from '#db/seeds/load-ward.ts'
import { displaySetupCode, newSetupCode } from './access/token.ts'
import type { Deps } from './deps.ts'
import { loadSampleStaff } from './staff/load-sample.ts'

/** The slug of the sample ward. */
export const sampleOffice = 'mihon'

/**
 * Outside production an empty database gets the sample ward. Answers the password of its accounts, which is known
 * only now; null when there was an office already.
 */
export async function loadSample({
  settings,
  store,
  offices,
  passwords,
  clock,
}: Deps): Promise<string | null> {
  if (settings.isProduction || (await offices.list()).length > 0) return null
  const { ward, additions } = readSampleWard()
  await store.write(db => loadWard(db, ward, atSpeed(additions, settings.sampleSpeed)))
  const [office] = await offices.list()
  if (!office) throw new Error('the sample ward is not there')

  const password = settings.samplePassword ?? displaySetupCode(newSetupCode())
  const passwordHash = await passwords.hash(password)
  const now = clock.now()
  await store.write(db => loadSampleStaff(db, office, additions.staff, { passwordHash, now }))
  return password
}

/** People type in real time, however fast the sample's day goes: as far as an office may allow. */
function atSpeed(additions: SampleAdditions, speed: number): SampleAdditions {
  return {
    ...additions,
    holdMinutes: Math.min(60, additions.holdMinutes * speed),
    idleLockMinutes: Math.min(240, additions.idleLockMinutes * speed),
  }
}
