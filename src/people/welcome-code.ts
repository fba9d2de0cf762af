import { newSetupCode } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'

/** As long as it takes over a weekend to hand a slip to somebody. */
const welcomeHours = 72

export type WelcomeCode = { code: string; codeHash: string; expiresAt: Instant }

/**
 * A code by which somebody chooses a password, once. It has 59 bits and is good for days, so it is kept like a
 * password (OWASP ASVS 5.0, 6.5.2), not by a plain digest.
 */
export async function newWelcomeCode({ passwords, clock }: Deps): Promise<WelcomeCode> {
  const code = newSetupCode()
  const codeHash = await passwords.hash(code)
  return { code, codeHash, expiresAt: clock.now() + welcomeHours * 3_600_000 }
}
