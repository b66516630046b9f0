import { startBackground } from '@/server/platform/jobs/background'
import { jobPorts } from '@/server/platform/jobs/ports'
import { mailFunctions } from '../functions'

/** The process that sends mails, as it runs in service; the test kills it. */
await startBackground({
  functions: mailFunctions,
  ports: jobPorts,
  databaseUrl: process.env.DATABASE_URL!,
  port: Number(process.env.PROOF_PORT),
  environment: {},
  settings: { backoffSeconds: [0.2] },
})
console.log('ready')
