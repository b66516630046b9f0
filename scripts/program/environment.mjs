import { kept, readJson } from '../ground/place.mjs'
import { portOf } from '../ground/secrets.mjs'

// The keys made here fit the embedded executor. An Inngest server has its own keys, which the environment must give.
const hasInngestServer = () =>
  Boolean(process.env.INNGEST_BASE_URL || process.env.INNGEST_EVENT_API_BASE_URL || process.env.INNGEST_DEV)

const inngestKeys = (secrets) => ({
  INNGEST_EVENT_KEY: process.env.INNGEST_EVENT_KEY ?? secrets.eventKey,
  INNGEST_SIGNING_KEY: process.env.INNGEST_SIGNING_KEY ?? secrets.signingKey,
})

/**
 * The environment of the program's processes: addresses, keys and ports. Variables that are already set win. The web
 * process never gets the owner's address of the database.
 */
export async function environmentOf(database, { port, host, isServing = true }) {
  const { secrets } = database
  // Only the serving program takes ports; a program beside it uses those of the serving one.
  const known = readJson(kept('ports.json'), {})
  const worker = isServing ? await portOf('worker') : known.worker
  const smtp = isServing ? await portOf('smtp') : known.smtp
  const demo = process.env.OCTET_DEMO ?? (database.embedded ? '1' : '0')
  const shared = {
    ...process.env,
    NODE_ENV: 'production',
    TZ: 'UTC',
    APP_DATABASE_URL: database.appUrl,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? secrets.session,
    NEXTAUTH_URL: process.env.NEXTAUTH_URL ?? `http://localhost:${port}`,
    ...(hasInngestServer() ? {} : inngestKeys(secrets)),
    SMTP_URL: process.env.SMTP_URL || `smtp://127.0.0.1:${smtp}`,
    SMTP_PORT: `${smtp}`,
    WORKER_PORT: `${worker}`,
    OCTET_MAIL_DIR: process.env.OCTET_MAIL_DIR ?? kept('mail'),
    OCTET_DEMO: demo,
    PORT: `${port}`,
    HOST: host,
  }
  const { DATABASE_URL: _, ...web } = shared
  return {
    web,
    worker: { ...shared, DATABASE_URL: database.url },
    ports: { worker, smtp },
    catches: !process.env.SMTP_URL,
    demo: demo === '1',
  }
}
