import { randomBytes } from 'node:crypto'
import { Inngest } from 'inngest'
import { serve } from 'inngest/node'
import { toEventApi, toExecutor } from './deliver'
import type { Settings } from './executor/engine'
import { type Executor, startExecutor } from './executor/executor'
import type { BackgroundFunction } from './functions'
import { close, jobsServer, listen, servePath } from './http'
import { watchServer } from './outage'
import { type Environment, outsideServer } from './outside'
import { type Relay, startRelay } from './relay'
import { type JobPorts, toInngestFunctions } from './wrap'

interface BackgroundOptions {
  functions: readonly BackgroundFunction[]
  ports: JobPorts
  /** The owner's connection, for executor and relay; functions use the serving role. */
  databaseUrl: string
  /** 0 takes a free port. */
  port: number
  host?: string
  environment?: Environment
  /** Only for the embedded executor. */
  settings?: Partial<Settings>
}

export interface Background {
  port: number
  /** Null when an Inngest server runs the functions. */
  executor: Executor | null
  relay: Relay
  stop(): Promise<void>
}

/** Logs only warnings and errors, one line each. */
const logger = {
  debug() {},
  info() {},
  warn: (...words: unknown[]) => console.error('jobs:', ...words.map(brief)),
  error: (...words: unknown[]) => console.error('jobs:', ...words.map(brief)),
}

function brief(word: unknown): unknown {
  const inner = (word as { err?: Error; error?: Error })?.err ?? (word as { error?: Error })?.error ?? word
  return inner instanceof Error ? inner.message : typeof inner === 'object' ? JSON.stringify(inner) : inner
}

/**
 * Starts background work: the functions' endpoint, the executor (unless the environment names an Inngest server) and
 * the relay. Resolves once functions are registered and events are handed over.
 */
export async function startBackground(options: BackgroundOptions): Promise<Background> {
  const environment = options.environment ?? process.env
  return outsideServer(environment) ? startWithServer(options, environment) : startEmbedded(options, environment)
}

async function startEmbedded(options: BackgroundOptions, environment: Environment): Promise<Background> {
  const eventKey = environment.INNGEST_EVENT_KEY || randomBytes(16).toString('hex')
  const signingKey = environment.INNGEST_SIGNING_KEY || `signkey-prod-${randomBytes(32).toString('hex')}`
  let executor: Executor | null = null
  let relay: Relay | null = null
  // The endpoint must know its own port, and the port is known only after the server listens.
  let functions: ReturnType<typeof serve> | null = null
  const server = jobsServer({
    functions: (req, res) => (functions ? functions(req, res) : res.writeHead(503).end()),
    executor: () => executor,
    health: () => ({
      ready: relay !== null && executor?.leading() === true,
      executor: 'embedded',
      leading: executor?.leading() ?? false,
      relay: relay?.status() ?? null,
    }),
  })
  const port = await listen(server, options.port, options.host)
  const baseUrl = `http://127.0.0.1:${port}`
  const inngest = new Inngest({ id: 'octet', isDev: false, baseUrl, eventKey, signingKey, logger })
  functions = serve({
    client: inngest,
    functions: toInngestFunctions(inngest, options.functions, options.ports),
    serveOrigin: baseUrl,
    servePath,
  })
  const { databaseUrl } = options
  executor = await startExecutor({ ...options.settings, databaseUrl, eventKey, signingKey })
  await register(`${baseUrl}${servePath}`)
  executor.begin()
  const started = startRelay(databaseUrl, toExecutor(executor), executor.wake)
  relay = started
  return { port, executor, relay, stop: () => stopAll(started, executor, server) }
}

async function startWithServer(options: BackgroundOptions, environment: Environment): Promise<Background> {
  let relay: Relay | null = null
  const { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey, INNGEST_BASE_URL: baseUrl } = environment
  const inngest = new Inngest({ id: 'octet', logger, eventKey, signingKey, baseUrl })
  const functions = serve({
    client: inngest,
    functions: toInngestFunctions(inngest, options.functions, options.ports),
    servePath,
  })
  const server = jobsServer({
    functions,
    executor: () => null,
    health: () => ({ ready: relay !== null, executor: 'server', relay: relay?.status() ?? null }),
  })
  const port = await listen(server, options.port, options.host)
  const { eventUrl, eventKey: key } = outsideServer(environment)!
  await registerPatiently(`http://127.0.0.1:${port}${servePath}`)
  const started = startRelay(options.databaseUrl, toEventApi(eventUrl, key), () => {})
  relay = started
  const watch = watchServer(eventUrl, (since) => {
    console.error(`jobs: the Inngest server is back; what happened since ${since.toISOString()} is handed over again`)
    started.repeat(since).catch((error: Error) => console.error(`relay: ${error.message}`))
  })
  async function stop(): Promise<void> {
    watch.stop()
    await stopAll(started, null, server)
  }
  return { port, executor: null, relay, stop }
}

/** Makes the endpoint send its functions to the executor; throws the executor's own sentence when it refuses. */
async function register(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'PUT' })
  const { message } = (await answer.json()) as { message?: string }
  if (!answer.ok) throw new Error(message ?? `the functions could not be registered (${answer.status})`)
}

/** Registers until it succeeds: a separate Inngest server may start later than this program. */
async function registerPatiently(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await register(url)
      return
    } catch (error) {
      console.error(`jobs: the Inngest server does not take the functions yet: ${(error as Error).message}`)
      await new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 1_000 * 2 ** attempt)))
    }
  }
}

async function stopAll(relay: Relay, executor: Executor | null, server: ReturnType<typeof jobsServer>): Promise<void> {
  await relay.stop()
  await executor?.stop()
  await close(server)
}
