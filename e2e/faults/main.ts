// `npm run faults -- kill [kills] [seed] [kind...]`: prints one line of JSON for each kind of job.
import { killAtMoments } from './kill.ts'
import { KINDS, type Kind } from './kinds.ts'

const [what, kills = '200', seed = '1', ...names] = process.argv.slice(2)
const unknown = names.filter(name => !KINDS.includes(name as Kind))
if (what !== 'kill' || unknown.length > 0) {
  process.stderr.write(
    `Usage: npm run faults -- kill [kills] [seed] [kind...], of the kinds ${KINDS.join(', ')}\n`,
  )
  process.exit(2)
}
for (const kind of KINDS.filter(kind => names.length === 0 || names.includes(kind))) {
  const { kills: done, ...faults } = await killAtMoments(kind, Number(kills), Number(seed))
  const ok = Object.values(faults).every(count => count === 0)
  const line = { faults: 'kill', name: kind, kills: done, seed: Number(seed), ...faults, ok }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  if (!ok) process.exitCode = 1
}
