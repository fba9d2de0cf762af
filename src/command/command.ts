import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'

export type Env = Record<string, string | undefined>

/** 0: done, and all is well. 1: looked, and it is not. 2: could not do it, for the reason that was told. */
export type ExitCode = 0 | 1 | 2

type Given = {
  values: Record<string, string | boolean | undefined>
  positionals: readonly string[]
}

/** What a verb takes and does. */
export type Command = {
  options: ParseArgsOptionsConfig
  /** How many words it takes besides its options. */
  words: { min: number; max: number }
  run: (given: Given, env: Env) => Promise<ExitCode>
}

type Verb = { usage: string; says: string; load: () => Promise<Command> }

/** Each is loaded when it is wanted: telling that a word is wrong needs nothing else. */
const verbs: Record<string, Verb> = {
  start: {
    usage: 'start [--accept-empty] [--accept-older]',
    says: 'serves',
    load: async () => (await import('./start.ts')).startCommand,
  },
  migrate: {
    usage: 'migrate [--accept-empty] [--accept-older]',
    says: 'brings the database to the newest schema, after a backup',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  doctor: {
    usage: 'doctor [--json]',
    says: 'looks whether everything is in order, and says what to do where it is not',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  backup: {
    usage: 'backup [--to FOLDER] [--key-file FILE]',
    says: 'writes a backup while the server works, proves it, and removes those that are too old',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  restore: {
    usage: 'restore BACKUP [--replace] [--key-file FILE] [--accept-faults]',
    says: 'brings a backup back as the database; what is there is moved aside',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  verify: {
    usage: 'verify [BACKUP] [--key-file FILE]',
    says: 'looks at all invariants of the database, or proves that a backup is whole',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  'export-config': {
    usage: 'export-config [OFFICE] [--to FILE]',
    says: 'writes an office with its rules as one file',
    load: async () => (await import('./export-config.ts')).exportConfigCommand,
  },
  'import-config': {
    usage: 'import-config FILE',
    says: 'makes an office of such a file in an empty database',
    load: async () => (await import('./import-config.ts')).importConfigCommand,
  },
  admin: {
    usage: 'admin accounts | new-code LOGIN | remove-totp LOGIN',
    says: 'lists the accounts, or lets an administrator in again who has lost password or phone',
    load: async () => (await import('./admin.ts')).adminCommand,
  },
}

/** Does what the words of a command line say; answers the exit code. Faults are one line on the standard error. */
export async function runCommand(args: readonly string[], env: Env): Promise<ExitCode> {
  const [name = '', ...rest] = args
  if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(usage())
    return 0
  }
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!verb)
    return giveUp(name === '' ? 'what shall it do?' : `there is no "${name}"`, Object.keys(verbs).join(', '))
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`madoguchi ${verb.usage}\n${verb.says}\n`)
    return 0
  }

  const command = await verb.load()
  const given = parse(command, rest)
  if (typeof given === 'string') return giveUp(given, `madoguchi ${verb.usage}`)
  try {
    return await command.run(given, env)
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split('\n')
    return giveUp(line)
  }
}

function parse({ options, words }: Command, args: string[]): Given | string {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (positionals.length < words.min) return 'a word is missing'
    const extra = positionals[words.max]
    if (extra !== undefined) return `"${extra}" is too much`
    return { values: values as Given['values'], positionals }
  } catch (error) {
    const [line = ''] = String(error instanceof Error ? error.message : error).split(/\. |\n/)
    return line
  }
}

function usage(): string {
  const width = Math.max(...Object.values(verbs).map(({ usage }) => usage.length))
  const lines = Object.values(verbs).map(({ usage, says }) => `  ${usage.padEnd(width)}  ${says}`)
  return `madoguchi VERB …, with the settings of the environment\n\n${lines.join('\n')}\n`
}

function giveUp(line: string, hint?: string): 2 {
  process.stderr.write(`madoguchi: ${line}${hint === undefined ? '' : ` (${hint})`}\n`)
  return 2
}
