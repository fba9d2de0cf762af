import type { Db } from '#db/store.ts'
import { bad, good, type Line, warning } from './line.ts'
import { serverSettings } from './queries.ts'

/** Whether a server keeps what it has confirmed. */
export async function lookAtServer(db: Db): Promise<Line[]> {
  const { fsync, synchronous_commit, full_page_writes, data_checksums } = await serverSettings(db)
  const isDurable = fsync === 'on' && full_page_writes === 'on' && synchronous_commit !== 'off'
  const says = `fsync ${fsync}, full_page_writes ${full_page_writes}, synchronous_commit ${synchronous_commit}`
  return [
    isDurable
      ? good('durability', says)
      : bad('durability', says, 'turn them on in postgresql.conf: a power cut may lose bookings'),
    data_checksums === 'on'
      ? good('checksums', 'on')
      : warning(
          'checksums',
          'off',
          'pg_checksums --enable while the server is stopped: damage is then noticed',
        ),
  ]
}
