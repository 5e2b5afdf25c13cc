// `npm run faults -- kill [kills] [seed]`: prints one line of JSON for each kind of job.
import { killAtMoments } from './kill.ts'

const [what, kills = '200', seed = '1'] = process.argv.slice(2)
if (what !== 'kill') {
  process.stderr.write('Usage: npm run faults -- kill [kills] [seed]\n')
  process.exit(2)
}
for (const kind of ['upload', 'download', 'zip', 'delete', 'move'] as const) {
  const { kills: done, ...faults } = await killAtMoments(kind, Number(kills), Number(seed))
  const ok = Object.values(faults).every(count => count === 0)
  const line = { faults: 'kill', name: kind, kills: done, seed: Number(seed), ...faults, ok }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  if (!ok) process.exitCode = 1
}
