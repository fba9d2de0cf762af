import { spawn, spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { DiskDeed } from './disk.ts'

/** Whether this machine has `strace` and lets it watch a program; recording the writes needs it. */
export function canTrace(): boolean {
  return spawnSync('strace', ['-f', '--seccomp-bpf', '-e', 'trace=write', 'true']).status === 0
}

/** Whether `strace` may join a program that runs already. */
export function canAttach(): boolean {
  const program = spawn('sleep', ['10'])
  try {
    const joined = spawnSync('timeout', ['-s', 'INT', '1', 'strace', '-p', String(program.pid)], {
      encoding: 'utf8',
    })
    return /attached/.test(joined.stderr)
  } finally {
    program.kill()
  }
}

const calls = ['pwrite64', 'ftruncate', 'fsync', 'fdatasync', 'unlink', 'write', 'writev']

/** What starts a program so that all it writes is recorded in a file. The program itself is the child. */
export function recordingTo(file: string): readonly string[] {
  return [
    ...['strace', '-D', '-f', '--seccomp-bpf', '-y', '-xx', '-s', '1000000'],
    ...['-e', `trace=${calls.join(',')}`, '-e', 'signal=none', '-o', file],
  ]
}

/**
 * The deeds of a recording that concern files whose name begins with `prefix`, and the answers sent to clients. A
 * flush counts from its end, a write from its beginning.
 */
export async function* recordedDeeds(recording: string, prefix: string): AsyncGenerator<DiskDeed> {
  const flushing = new Map<string, string>()
  for await (const line of createInterface({ input: createReadStream(recording, 'latin1') })) {
    const [, thread = '', call = '', rest = ''] =
      /^(\d+) +(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)$/.exec(line) ?? []
    if (!calls.includes(call)) continue
    if (call === 'write' || call === 'writev') {
      const body = textOf(rest)
      if (body.startsWith('HTTP/1.1 2')) yield { kind: 'answer', body }
      continue
    }
    const isResumed = line.includes(' resumed>')
    const file = isResumed ? flushing.get(thread) : fileOf(call, rest)
    if (!file?.startsWith(prefix)) continue
    const isUnfinished = rest.endsWith('<unfinished ...>')
    if (call === 'fsync' || call === 'fdatasync') {
      if (isUnfinished) flushing.set(thread, file)
      else {
        flushing.delete(thread)
        if (rest.endsWith('= 0')) yield { kind: 'flush', file }
      }
    } else if (!isResumed) yield changeOf(call, file, rest)
  }
}

function changeOf(call: string, file: string, rest: string): DiskDeed {
  if (call === 'unlink') return { kind: 'remove', file }
  if (call === 'ftruncate') return { kind: 'truncate', file, size: Number(/>, (\d+)/.exec(rest)?.[1]) }
  const [, hex = '', at] = /, "([^"]*)", \d+, (\d+)/.exec(rest) ?? []
  return { kind: 'write', file, at: Number(at), bytes: bytesOf(hex) }
}

/** The path in `23<\x2f…>` or, of a file to remove, in quotes. */
function fileOf(call: string, rest: string): string {
  const [, hex = ''] = (call === 'unlink' ? /^"([^"]*)"/ : /^\d+<([^>]*)>/).exec(rest) ?? []
  return hex.includes('\\x') ? bytesOf(hex).toString() : hex
}

function textOf(rest: string): string {
  return [...rest.matchAll(/"([^"]*)"/g)].map(([, hex = '']) => bytesOf(hex).toString()).join('')
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex')
}
