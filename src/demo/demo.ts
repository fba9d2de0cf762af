import '../version-guard.ts'

const { runDemo } = await import('./run-demo.ts')
process.exitCode = await runDemo(process.argv.slice(2))
