import { readFileSync } from 'node:fs'
import { createTRPCClient, TRPCClientError } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ZodType } from 'zod'
import { type AppRouter, appRouter } from '@/server/router'
import { walk } from '@/server/tidy'
import { type Kept, keptInMemory } from './browser-store'
import { keysOf, onceLink, sentOnce } from './sent-once'

const hours = 3_600_000
let store: Kept
let at = 0
let made = 0
beforeEach(() => {
  store = keptInMemory()
  ;[at, made] = [1, 0]
})
/** The keys that another page of the same browser reads. */
const page = () =>
  keysOf(
    store,
    () => at,
    () => `key-${++made}`,
  )
const ids = ['018f3c8e-7a11-7abc-8def-0123456789ab', '018f3c8e-7a11-7abc-8def-0123456789ac'] as const
const place = (input: object, verb = 'collection.record', whose = 'shop:pia') => page().placeOf(whose, verb, input)

describe('the key of what was sent', () => {
  it('stays the same until there is an answer, on every page and whatever else is typed', () => {
    const input = { customerId: ids[0], amountMinor: 10n, reference: 'x' }
    const key = page().keyAt(place(input))
    expect(page().keyAt(place({ ...input, amountMinor: 20n }))).toBe(key)
    page().forget(place(input))
    expect(page().keyAt(place(input))).not.toBe(key)
  })

  it('differs for another record, verb, organisation and person, and after some hours', () => {
    const input = { customerId: ids[0], orderId: ids[1] }
    const others = [
      place(input),
      place({ customerId: ids[1], orderId: ids[0] }),
      place({ customerId: ids[0] }),
      place(input, 'collection.refund'),
      place(input, 'collection.record', 'other:pia'),
      place(input, 'collection.record', 'shop:tom'),
    ]
    expect(new Set(others.map((one) => page().keyAt(one))).size).toBe(others.length)
    expect(place({ orderId: ids[1], customerId: ids[0] })).toBe(place(input))
    const key = page().keyAt(place(input))
    at += 4 * hours
    expect(page().keyAt(place(input))).not.toBe(key)
  })
})

describe('a form that is sent again', () => {
  /** Sends an input from a page whose server gives this answer. */
  async function send(input: object, answer: { data: unknown } | Error) {
    let key: unknown
    const client = createTRPCClient<AppRouter>({
      links: [
        onceLink,
        () =>
          ({ op }) =>
            observable((observer) => {
              key = (op.input as { idempotencyKey?: string }).idempotencyKey
              if (answer instanceof Error) return observer.error(answer as never)
              observer.next({ result: { type: 'data', data: answer.data } })
              observer.complete()
            }),
      ],
    })
    await client.collection.record.mutate(input as never).catch(() => {})
    return key
  }
  const refusal = (code: string) =>
    TRPCClientError.from({ error: { message: code, code: -32_000, data: { refusal: { code } } } } as never)

  it('keeps its key after silence and refusals, and drops it with the answer', async () => {
    vi.stubGlobal('window', { localStorage: store, location: { pathname: '/shop/collection/new' } })
    vi.stubGlobal('document', { querySelector: () => ({ dataset: { octetPerson: 'pia' } }) })
    const input = { customerId: ids[0], amountMinor: 10n }
    const silence = new TRPCClientError('Failed to fetch')
    const first = await send(input, silence)
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(await send(input, refusal('OVERPAID'))).toBe(first)
    expect(await send({ ...input, amountMinor: 9n }, refusal('IDEMPOTENCY_KEY_REUSED'))).toBe(first)
    const second = await send(input, silence)
    expect(second).not.toBe(first)
    expect(await send(input, { data: {} })).toBe(second)
    expect(store.length).toBe(0)
    expect(await send({ ...input, idempotencyKey: 'of a draft' }, silence)).toBe('of a draft')
    expect(store.length).toBe(0)
    vi.unstubAllGlobals()
  })
})

describe('every verb that takes a key', () => {
  interface Procedure {
    _def: { inputs?: (ZodType & { shape?: object; _zod: { def: { in?: { shape?: object } } } })[] }
  }
  const procedures = Object.entries(
    (appRouter as unknown as { _def: { procedures: Record<string, Procedure> } })._def.procedures,
  )
  const keyed = procedures
    .filter(([, { _def }]) =>
      _def.inputs?.some((input) => 'idempotencyKey' in (input.shape ?? input._zod.def.in?.shape ?? {})),
    )
    .map(([name]) => name)
  /** An import needs no key: it recognises a file that was imported before by its content. */
  const byItself = ['collection.import']

  it('is sent under a key that lives until the answer', () => {
    expect(keyed.length).toBeGreaterThan(30)
    expect(keyed.filter((name) => !byItself.includes(name)).sort()).toEqual([...sentOnce].sort())
  })

  it('gets its key in one place; no page makes a key that is lost with the page', () => {
    const makers = ['sent-once.ts', 'kept-draft.ts', 'draft.ts', 'floor-sender.tsx']
    const offences = ['app', 'components']
      .flatMap(walk)
      .filter(
        (path) =>
          /\.tsx?$/.test(path) && !/\.test\.|^app\/api\//.test(path) && !makers.some((one) => path.endsWith(`/${one}`)),
      )
      .filter((path) => readFileSync(path, 'utf8').includes('idempotencyKey'))
    expect(offences).toEqual([])
  })
})
