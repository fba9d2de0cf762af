import './version-guard.ts'

const { historyCommand } = await import('./history/history-command.ts')
process.exitCode = await historyCommand(process.argv.slice(2), process.env)
