import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { returnNumbers } from '@/server/platform/database/numbers'
import { byItself } from '@/server/simulation/demo/by-itself'
import { type Growth, growMarlow, percentOf } from '@/server/simulation/demo/marlow'
import { demoPassword, players } from '@/server/simulation/demo/team'
import { keepStory } from '@/server/trial/mutations/keep'

let told = -1
async function tell(growth: Growth): Promise<void> {
  await keepStory(growth)
  const percent = percentOf(growth)
  const step = percent === 100 ? 100 : Math.floor(percent / 5) * 5
  if (step <= told) return
  told = step
  console.log(`demo ${step} %`)
}

for (const { role, email } of players) console.log(`sign-in ${role} ${email} ${demoPassword}`)
const started = performance.now()
const grown = await byItself(String(process.env.DATABASE_URL), 'demo', () => growMarlow(tell))
if (grown) console.log(`demo is complete after ${((performance.now() - started) / 1000).toFixed(0)} s`)
else console.log(grown === false ? 'demo is complete' : 'demo grows in another process')
await closeNotifier()
await returnNumbers()
await closeConnections()
process.exit(0)
