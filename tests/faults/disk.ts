/** What a program did to its files, and what it told, in the order in which it happened. */
export type DiskDeed =
  | { kind: 'write'; file: string; at: number; bytes: Buffer }
  | { kind: 'truncate'; file: string; size: number }
  /** From here on all that was written to the file before is safe. */
  | { kind: 'flush'; file: string }
  | { kind: 'remove'; file: string }
  | { kind: 'answer'; body: string }

/**
 * How much of what was not flushed reaches the disk when the power goes: nothing; some sectors of it, in any order;
 * or all, as when only the program is killed.
 */
export type Survival = 'nothing' | 'some' | 'all'

export const survivals: readonly Survival[] = ['nothing', 'some', 'all']

/** Files by their names, as they would be found. */
export type Image = ReadonlyMap<string, Buffer>

const sectorBytes = 512

type Change = Extract<DiskDeed, { kind: 'write' | 'truncate' }>

/**
 * A disk that keeps what is flushed and has the rest in its memory. It takes the disk at its word: a flush means
 * what it says, a sector is written whole or not at all, and names of files are kept at once.
 */
export function createDisk() {
  const safe = new Map<string, Buffer>()
  const unsafe = new Map<string, Change[]>()

  return {
    do(deed: DiskDeed): void {
      if (deed.kind === 'write' || deed.kind === 'truncate')
        unsafe.set(deed.file, [...(unsafe.get(deed.file) ?? []), deed])
      else if (deed.kind === 'flush') {
        safe.set(deed.file, applied(safe.get(deed.file), unsafe.get(deed.file) ?? []))
        unsafe.delete(deed.file)
      } else if (deed.kind === 'remove') {
        safe.delete(deed.file)
        unsafe.delete(deed.file)
      }
    },
    /** What is found when the power goes now. */
    afterPowerCut(survival: Survival, random: () => number): Image {
      const files = new Map(safe)
      for (const [file, changes] of unsafe) {
        const kept = survival === 'all' ? changes : survival === 'some' ? someOf(changes, random) : []
        files.set(file, applied(safe.get(file), kept))
      }
      return files
    },
  }
}

function applied(before: Buffer | undefined, changes: readonly Change[]): Buffer {
  const ends = changes.map(change =>
    change.kind === 'write' ? change.at + change.bytes.length : change.size,
  )
  const room = Buffer.alloc(Math.max(before?.length ?? 0, ...ends))
  let size = before?.copy(room) ?? 0
  for (const change of changes)
    if (change.kind === 'truncate') {
      room.fill(0, change.size)
      size = change.size
    } else {
      change.bytes.copy(room, change.at)
      size = Math.max(size, change.at + change.bytes.length)
    }
  return room.subarray(0, size)
}

/** Each sector with even odds. */
function someOf(changes: readonly Change[], random: () => number): Change[] {
  return changes
    .flatMap(change => (change.kind === 'write' ? sectorsOf(change) : [change]))
    .filter(() => random() < 0.5)
}

function sectorsOf({ file, at, bytes }: Extract<Change, { kind: 'write' }>): Change[] {
  const sectors: Change[] = []
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sectorBytes - ((at + from) % sectorBytes))
    sectors.push({ kind: 'write', file, at: at + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return sectors
}
