import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { bearerOf } from './bearer'
import { ulid } from './engine'
import type { Executor } from './executor'
import { RegistrationRefused } from './registration'
import type { WireEvent } from './wire'

const maxBodyBytes = 4 * 1024 * 1024

const wireEvent = z.looseObject({
  id: z.string().max(256).nullish(),
  name: z.string().min(1).max(256),
  ts: z.number().int().nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
})
const wireEvents = z.union([wireEvent, z.array(wireEvent).max(5_000)])

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/**
 * The HTTP interface of the executor, as the SDK expects it from an Inngest server: `POST /e/:key` takes events, `POST
 * /fn/register` takes a registration. For operations there is also `GET /status`, and for one organisation `GET
 * /organisations/:id/runs` and `POST /organisations/:id/runs/:run`, which tries a failed run again. Answers false to
 * any other path.
 */
export async function executorApi(executor: Executor, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const [, first, second, third, fourth] = (req.url ?? '').split('?')[0]!.split('/')
  const route = `${req.method} ${first}`
  const answer = (status: number, body: unknown) => {
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  try {
    if (route === 'POST e') {
      checkEventKey(executor, second ?? '')
      answer(200, { ids: await takeEvents(executor, req), status: 200 })
    } else if (route === 'POST fn' && second === 'register') {
      checkBearer(executor, req)
      await executor.register(await readJson(req))
      answer(200, { ok: true, modified: true, status: 200 })
    } else if (route === 'GET status') {
      checkBearer(executor, req)
      answer(200, await executor.status())
    } else if (route === 'GET organisations' && third === 'runs') {
      checkBearer(executor, req)
      answer(200, await executor.workOf(second ?? ''))
    } else if (route === 'POST organisations' && third === 'runs') {
      checkBearer(executor, req)
      const functionId = await executor.retry(second ?? '', fourth ?? '')
      if (!functionId) throw new Refused(404, 'There is no failed run with this id.')
      answer(200, { functionId, status: 200 })
    } else return false
  } catch (error) {
    const status = error instanceof Refused ? error.status : error instanceof RegistrationRefused ? 400 : 500
    const message = (error as Error).message
    if (status === 500) console.error(`executor: ${route}: ${message}`)
    answer(status, { error: message, status })
  }
  return true
}

async function takeEvents(executor: Executor, req: IncomingMessage): Promise<string[]> {
  const parsed = wireEvents.safeParse(await readJson(req))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Refused(400, `The events are not readable: ${issue?.path.join('.')} ${issue?.message ?? ''}`)
  }
  if (!executor.leading()) throw new Refused(503, 'The executor is not ready yet.')
  const seed = req.headers['x-inngest-event-id-seed']
  const events = [parsed.data].flat().map(
    (event, position): WireEvent => ({
      ...event,
      id: event.id || (typeof seed === 'string' ? seeded(seed, position) : ulid()),
      ts: event.ts || Date.now(),
      data: event.data ?? {},
    }),
  )
  await executor.send(events)
  return events.map((event) => event.id)
}

/** The same seed gives the same ids, so that a sender who got no answer can send again. */
const seeded = (seed: string, position: number) =>
  createHash('sha256').update(`${seed}#${position}`).digest('hex').slice(0, 32)

function checkEventKey(executor: Executor, key: string): void {
  const { eventKey } = executor.settings
  if (eventKey && !same(decodeURIComponent(key), eventKey)) throw new Refused(401, 'Event key not found')
}

/** The SDK authenticates with the hash of the signing key. */
function checkBearer(executor: Executor, req: IncomingMessage): void {
  const { signingKey } = executor.settings
  if (signingKey && !same(req.headers.authorization ?? '', bearerOf(signingKey))) throw new Refused(401, 'Unauthorized')
}

function same(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(expected))
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req) {
    size += (chunk as Buffer).length
    if (size > maxBodyBytes) throw new Refused(413, 'The body is larger than 4 MB.')
    chunks.push(chunk as Buffer)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new Refused(400, 'The body is not JSON.')
  }
}
