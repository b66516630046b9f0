import fs from 'node:fs'
import { startBackground } from '../background'
import type { Reaction } from '../functions'

/** Background work as it runs in service, with one reaction that only writes to a trace; the test kills it. */
const react: Reaction = {
  id: 'proof.react',
  on: 'proof/thing.happened',
  run: async (_ctx, event) => fs.appendFileSync(process.env.PROOF_TRACE!, `${event.payload.n}\n`),
}
await startBackground({
  functions: [react],
  ports: { mintCtx: async () => ({}) as never, dueOrganisations: async () => [], onFailure() {} },
  databaseUrl: process.env.DATABASE_URL!,
  port: Number(process.env.PROOF_PORT),
  environment: {},
  settings: { backoffSeconds: [0.2] },
})
console.log('ready')
