import { STATUS_CODES } from 'node:http'
import { addressOf } from '@/app/_server/address'
import { ctxFromApiKey } from '@/server/platform/auth/keys'
import type { Ctx } from '@/server/platform/context/ctx'
import { isUnreachable, Refusal, type RefusalKind } from '@/server/platform/context/errors'
import { refuseInPassage } from '@/server/platform/context/passage'
import { limitRate } from '@/server/platform/web/rate'
import { refusalWords } from '@/server/words'
import { BadRequest } from './asked'

const requestsPerMinute = 3_000
const strangersPerMinute = 60
const reading = new Set(['GET', 'HEAD'])

const statuses: Record<RefusalKind, number> = {
  NOT_FOUND: 404,
  CONFLICT: 409,
  REFUSED: 422,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  TOO_MANY: 429,
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

/** Checks the API key of a request, runs `work` and writes its answer; every failure becomes application/problem+json. */
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
    if (!reading.has(request.method)) refuseInPassage(ctx.organisation)
    const { status = 200, body, headers } = await work(ctx)
    return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
  } catch (error) {
    return problemOf(error, ctx)
  }
}

/** The answers of an address that supports only these methods: `other` is for every other method, `options` is for OPTIONS. */
export function allowOnly(...methods: string[]) {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  const other = () =>
    problem(405, 'METHOD_NOT_ALLOWED', `This address does not support this method. It supports ${allow}.`, {
      headers: { allow },
    })
  return { other, options: () => new Response(null, { status: 204, headers: { allow } }) }
}
