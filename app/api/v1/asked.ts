import type { z } from 'zod'
import { apiIdempotencyKey } from '@/server/api/schema'
import { keptInput } from '@/server/platform/web/input'

const bodyLimitBytes = 1_000_000

/** A failure of the request itself, found before any verb is called. */
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
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new BadRequest(400, 'INVALID', 'The body is not in UTF-8.')
  }
}

/** Whether the content type is JSON; its charset may only be UTF-8 or a part of it. */
function saysJson(contentType: string | null): boolean {
  const [kind, ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(one)?.[1]).find(Boolean)
  return kind?.trim() === 'application/json' && (charset === undefined || /^(utf-?8|us-ascii)$/.test(charset))
}

function refuseInvalid(errors: { path: string; message: string }[]): never {
  throw new BadRequest(400, 'INVALID', 'Something is missing or cannot be read; `errors` says where.', errors)
}

/** Checks the value twice: as it was sent, and without the characters that the database cannot store. */
function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const sent = schema.safeParse(value)
  const parsed = sent.success ? schema.safeParse(keptInput(value)) : sent
  if (parsed.success) return parsed.data
  return refuseInvalid(
    parsed.error.issues
      .slice(0, 50)
      .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  )
}

/** The body of a request, checked; at most 1 MB of JSON. */
export async function bodyOf<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  if (!saysJson(request.headers.get('content-type')))
    throw new BadRequest(415, 'NOT_JSON', 'Send the body as application/json, in UTF-8.')
  if (!/^(identity)?$/i.test(request.headers.get('content-encoding')?.trim() ?? ''))
    throw new BadRequest(415, 'NOT_JSON', 'Send the body as it is, not compressed.')
  const text = await textOf(request)
  let value: unknown
  try {
    // Some programs begin a body with a byte order mark.
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new BadRequest(400, 'INVALID', 'The body is not JSON.')
  }
  return checked(schema, value)
}

/** Reads the parameters of the URL: each at most once, and no unknown one. */
export function parametersOf<T>(request: Request, schema: z.ZodType<T>): T {
  const said = new URL(request.url).searchParams
  const twice = [...new Set(said.keys())].filter((name) => said.getAll(name).length > 1)
  if (twice.length > 0) refuseInvalid(twice.slice(0, 50).map((path) => ({ path, message: 'Said more than once.' })))
  return checked(schema, Object.fromEntries(said))
}

/** The idempotency key, which makes a request repeatable. */
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
