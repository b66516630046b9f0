import { functions } from '@/server/functions'
import { startAccountMails } from '@/server/platform/auth/mails'
import { closeConnections, refuseUnboundRole } from '@/server/platform/database/db'
import { closeNotifier } from '@/server/platform/database/notify'
import { returnNumbers } from '@/server/platform/database/numbers'
import { type Background, startBackground } from '@/server/platform/jobs/background'
import { jobPorts } from '@/server/platform/jobs/ports'
import { type Catcher, startCatcher } from '@/server/platform/mail/catcher'
import { catchesMail } from '@/server/platform/mail/rules'
import { trialFunctions } from '@/server/trial/functions'

/**
 * The background process: functions and their executor, the relay, mails about accounts and the mail catcher.
 * Listens on WORKER_PORT: /api/inngest, /e/:key, /fn/register, /status, /health.
 */
async function main(): Promise<void> {
  const { DATABASE_URL: databaseUrl } = process.env
  if (!databaseUrl) throw new Error('DATABASE_URL is not set: the background process needs the database of the owner.')
  let catcher: Catcher | null = null
  let background: Background | null = null
  let accountMails: ReturnType<typeof startAccountMails> | null = null
  let stopping = false

  async function stop(): Promise<void> {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 15_000).unref()
    await Promise.all([background?.stop(), accountMails?.stop()])
    await catcher?.close()
    await returnNumbers().catch(() => {})
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
  accountMails = startAccountMails()
  background = await startBackground({
    functions: [...functions, ...trialFunctions],
    ports: jobPorts,
    databaseUrl,
    port: Number(process.env.WORKER_PORT ?? 8288),
    ...(process.env.WORKER_HOST ? { host: process.env.WORKER_HOST } : {}),
  })
  console.log(`background work on port ${background.port}`)
}

main().catch((error: Error) => {
  console.error(`background: ${error.message}`)
  process.exit(1)
})
