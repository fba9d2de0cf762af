import './version-guard.ts'

const { verifyQueueCommand } = await import('./queue/verify-command.ts')
process.exitCode = await verifyQueueCommand(process.argv.slice(2), process.env)
