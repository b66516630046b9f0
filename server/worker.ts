import { functions } from '@/server/functions'
import { closeConnections, refuseUnboundRole } from '@/server/platform/db'
import { type Background, startBackground } from '@/server/platform/jobs/background'
import { closeNotifier } from '@/server/platform/jobs/notify'
import { jobPorts } from '@/server/platform/jobs/ports'
import { type Catcher, startCatcher } from '@/server/platform/mail/catcher'
import { trialFunctions } from '@/server/trial/functions'

/**
 * The background process: functions and their executor, the relay and the mail catcher.
 * Listens on WORKER_PORT: /api/inngest, /e/:key, /fn/register, /status, /health.
 */
async function main(): Promise<void> {
  const { DATABASE_URL: databaseUrl } = process.env
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: the background process needs the database of the owner.')
  let catcher: Catcher | null = null
  let background: Background | null = null
  let stopping = false

  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 15_000).unref()
    await background?.stop()
    await catcher?.close()
    await closeNotifier()
    await closeConnections()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  await refuseUnboundRole()
  if (catchesMail(process.env)) {
    const directory = process.env.OCTET_MAIL_DIR ?? '.octet/mail'
    catcher = await startCatcher({ port: Number(process.env.SMTP_PORT), directory })
  }
  background = await startBackground({
    functions: [...functions, ...trialFunctions],
    ports: jobPorts,
    databaseUrl,
    port: Number(process.env.WORKER_PORT ?? 8288),
    ...(process.env.WORKER_HOST ? { host: process.env.WORKER_HOST } : {}),
  })
  console.log(`background work on port ${background.port}`)
}

/** Whether mails go to the catcher: unless SMTP_URL names somebody else's server. */
function catchesMail({ SMTP_URL: url, SMTP_PORT: port }: NodeJS.ProcessEnv): boolean {
  if (!port) return false
  if (!url) return true
  const { hostname, port: given } = new URL(url)
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) && given === port
}

main().catch((error: Error) => {
  console.error(`background: ${error.message}`)
  process.exit(1)
})
