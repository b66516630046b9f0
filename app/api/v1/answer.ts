import { STATUS_CODES } from 'node:http'
import type { z } from 'zod'
import { addressOf } from '@/app/_server/address'
import { apiIdempotencyKey } from '@/server/api/schema'
import { ctxFromApiKey } from '@/server/platform/auth/keys'
import type { Ctx } from '@/server/platform/context/ctx'
import { isUnreachable, Refusal, type RefusalKind } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import { keptInput } from '@/server/platform/web/input'
import { limitRate } from '@/server/platform/web/rate'
import { refusalWords } from '@/server/words'

const bodyLimitBytes = 1_000_000
const requestsPerMinute = 3_000
const strangersPerMinute = 60

const statuses: Record<RefusalKind, number> = {
  NOT_FOUND: 404,
  CONFLICT: 409,
  REFUSED: 422,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  TOO_MANY: 429,
}

/** A failure of the request itself, before the trade is asked. */
export class BadRequest extends Error {
  readonly status: number
  readonly code: string
  readonly errors: { path: string; message: string }[] | undefined
  constructor(status: number, code: string, detail: string, errors?: { path: string; message: string }[]) {
    super(detail)
    this.status = status
    this.code = code
    this.errors = errors
  }
}

function problem(status: number, code: string, detail: string, more: { errors?: unknown; headers?: HeadersInit } = {}) {
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    code,
    detail,
    ...(more.errors ? { errors: more.errors } : {}),
  }
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...more.headers }
  return new Response(JSON.stringify(body), { status, headers })
}

const plainManner = { currency: 'EUR', locale: 'en', timeZone: 'UTC' }

function problemOf(error: unknown, ctx: Ctx | undefined): Response {
  if (error instanceof BadRequest) return problem(error.status, error.code, error.message, { errors: error.errors })
  if (isUnreachable(error))
    return problem(503, 'UNREACHABLE', refusalWords('UNREACHABLE', {}, plainManner), {
      headers: { 'retry-after': '2' },
    })
  if (!(error instanceof Refusal)) {
    console.error(JSON.stringify({ at: new Date(), path: 'api/v1', error: String((error as Error)?.stack ?? error) }))
    return problem(500, 'INTERNAL', refusalWords('INTERNAL', {}, plainManner))
  }
  const clash = error.code === 'IDEMPOTENCY_KEY_REUSED'
  const invalid = error.code === 'CURSOR_INVALID'
  const status = clash ? 409 : invalid ? 400 : statuses[error.kind]
  const headers: HeadersInit =
    error.kind === 'TOO_MANY' ? { 'retry-after': String(error.parameters.seconds ?? 60) } : {}
  const detail = refusalWords(error.code, error.parameters, ctx?.organisation ?? plainManner)
  const { paths } = error.parameters
  const errors = Array.isArray(paths) ? paths.map((path) => ({ path, message: detail })) : undefined
  return problem(status, error.code, detail, { headers, errors })
}

/** Enters by the key of the request, runs `work` and writes its answer; every failure becomes application/problem+json. */
export async function answer(
  request: Request,
  work: (ctx: Ctx) => Promise<{ status?: number; body: unknown; headers?: HeadersInit }>,
): Promise<Response> {
  let ctx: Ctx | undefined
  try {
    ctx = await ctxFromApiKey(request.headers.get('authorization'))
    if (!ctx) {
      limitRate(`api/stranger/${addressOf((name) => request.headers.get(name))}`, strangersPerMinute)
      return problem(401, 'KEY_UNKNOWN', 'Send a valid API key as "Authorization: Bearer …".', {
        headers: { 'www-authenticate': 'Bearer' },
      })
    }
    limitRate(`api/${ctx.actor.id}`, requestsPerMinute)
    if (request.method !== 'GET') refuseInPassage(ctx.organisation)
    const { status = 200, body, headers } = await work(ctx)
    return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
  } catch (error) {
    return problemOf(error, ctx)
  }
}

async function textOf(request: Request): Promise<string> {
  const tooLarge = () => new BadRequest(413, 'TOO_LARGE', 'The body is larger than 1 MB. Split the order.')
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimitBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > bodyLimitBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function refuseInvalid(errors: { path: string; message: string }[]): never {
  throw new BadRequest(400, 'INVALID', 'Something is missing or cannot be read; `errors` says where.', errors)
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(keptInput(value))
  if (parsed.success) return parsed.data
  return refuseInvalid(
    parsed.error.issues
      .slice(0, 50)
      .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  )
}

/** The body of a request, checked; at most 1 MB of JSON. */
export async function bodyOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  if (request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    throw new BadRequest(415, 'NOT_JSON', 'Send the body as application/json.')
  const text = await textOf(request)
  let value: unknown
  try {
    // Some programs begin a body with a mark of its byte order.
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new BadRequest(400, 'INVALID', 'The body is not JSON.')
  }
  return checked(schema, value)
}

/** The parameters of the address, checked: each at most once, and none that is not known. */
export function parametersOf<T>(request: Request, schema: z.ZodType<T>): T {
  const said = new URL(request.url).searchParams
  const twice = [...new Set(said.keys())].filter((name) => said.getAll(name).length > 1)
  if (twice.length > 0) refuseInvalid(twice.slice(0, 50).map((path) => ({ path, message: 'Said more than once.' })))
  return checked(schema, Object.fromEntries(said))
}

/** The key that makes a request repeatable. */
export function idempotencyKeyOf(request: Request): string {
  const key = request.headers.get('idempotency-key')?.trim()
  if (!key || !apiIdempotencyKey.test(key))
    throw new BadRequest(
      400,
      'IDEMPOTENCY_KEY_MISSING',
      'Send an Idempotency-Key of 1 to 255 signs: letters, digits and marks of ASCII.',
    )
  return key
}

/** The answer to a method that an address has not, whoever asks. */
export const allowOnly = (...methods: string[]) => {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  return (request: Request) =>
    problem(405, 'METHOD_NOT_ALLOWED', `This address knows no ${request.method}. It knows ${allow}.`, {
      headers: { allow },
    })
}
