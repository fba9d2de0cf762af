import type { AuditDeed } from '#src/audit/deed.ts'
import type { Ward } from './ward.ts'

/** By whom a deed is written down in the audit, oldest first. */
export function rowsOf(ward: Ward, deed: AuditDeed): Promise<Array<{ actor: string; role: string | null }>> {
  return ward.deps.store.read(db =>
    db
      .selectFrom('audit')
      .select(['actor', 'actor_role as role'])
      .where('deed', '=', deed)
      .orderBy('id')
      .execute(),
  )
}
