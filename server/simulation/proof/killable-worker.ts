import { functions } from '@/server/functions'
import { startBackground } from '@/server/platform/jobs/background'
import { jobPorts } from '@/server/platform/jobs/ports'
import { trialFunctions } from '@/server/trial/functions'

/** The background process as it runs in service, without the mail catcher. The test kills it. */
await startBackground({
  functions: [...functions, ...trialFunctions],
  ports: jobPorts,
  databaseUrl: process.env.DATABASE_URL!,
  port: Number(process.env.PROOF_PORT),
  environment: {},
  settings: { backoffSeconds: [0.5] },
})
console.log('ready')
