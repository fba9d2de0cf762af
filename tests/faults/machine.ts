import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** Whether a program may be given a small disk of its own here. */
export function canMount(): boolean {
  const [command = '', ...args] = onSmallDisk('/mnt', 1)
  return spawnSync(command, [...args, 'true']).status === 0
}

/** What starts a program for which a folder is a disk of so many MiB, that nobody else sees. */
export function onSmallDisk(folder: string, mebibytes: number): readonly string[] {
  const mount = 'mount -t tmpfs -o size="$1" none "$2" && shift 2 && exec "$@"'
  return [
    ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh'],
    ...[`${mebibytes}m`, folder],
  ]
}

/** What starts a program for which a folder cannot be written. */
export function onReadOnly(folder: string): readonly string[] {
  const mount = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', mount, 'sh', folder]
}

/** What starts a program that sees the small disk of a running one. */
export function besides(pid: number): readonly string[] {
  return ['nsenter', '--target', String(pid), '--user', '--preserve-credentials', '--mount']
}

/** Whether limits of a running program can be changed here. */
export function canLimit(): boolean {
  return spawnSync('prlimit', ['--version']).status === 0
}

/** Lowers a limit of a running program; what it answers lifts it again. */
export function limited(pid: number, limit: 'fsize' | 'nofile', value: number): () => Promise<void> {
  const before = prlimit(pid, limit)
  const usual = before.stdout.trim()
  prlimit(pid, limit, `${value}:`)
  return async () => {
    prlimit(pid, limit, `${usual}:`)
  }
}

function prlimit(pid: number, limit: string, value?: string) {
  const change =
    value === undefined ? [`--${limit}`, '--raw', '--noheadings', '--output=SOFT'] : [`--${limit}=${value}`]
  const done = spawnSync('prlimit', ['--pid', String(pid), ...change], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`prlimit: ${done.stderr}`)
  return done
}

/** Lets every so-manieth call of a running program fail; what it answers ends that. */
export function failing(pid: number, call: string, error: string, every: number): () => Promise<void> {
  const tracer = spawn('strace', [
    ...['-f', '-p', String(pid), '-o', '/dev/null', '-e', `trace=${call}`],
    ...['-e', `inject=${call}:error=${error}:when=${every}+${every}`],
  ])
  const ended = once(tracer, 'exit')
  return async () => {
    tracer.kill('SIGTERM')
    await ended
  }
}
