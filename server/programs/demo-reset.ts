import { closeConnections } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { returnNumbers } from '@/server/platform/database/numbers'
import { byItself } from '@/server/simulation/demo/by-itself'
import { growMarlow, percentOf, putMarlowAside } from '@/server/simulation/demo/marlow'
import { keepStory } from '@/server/trial/mutations/keep'

const done = await byItself(String(process.env.DATABASE_URL), 'demo', async () => {
  await putMarlowAside()
  return growMarlow(async (growth) => {
    await keepStory(growth)
    const percent = percentOf(growth)
    if (percent % 10 === 0) console.log(`demo ${percent} %`)
  })
})
console.log(done ? 'a new demo is there; the former one stands under another name' : 'demo grows in another process')
await closeNotifier()
await returnNumbers()
await closeConnections()
process.exit(done ? 0 : 1)
