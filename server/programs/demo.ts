import { closeConnections } from '@/server/platform/db'
import { closeNotifier } from '@/server/platform/jobs/notify'
import { growDemo } from '@/server/simulation/demo/grow'
import { demoPassword, team } from '@/server/simulation/demo/people'

for (const { role, email } of team) console.log(`sign-in ${role} ${email} ${demoPassword}`)
let told = -5
const grown = await growDemo(new Date(), (percent) => {
  if (percent < told + 5) return
  told = percent
  console.log(`demo ${percent} %`)
})
console.log(grown ? 'demo 100 %' : 'demo is complete')
await closeNotifier()
await closeConnections()
process.exit(0)
