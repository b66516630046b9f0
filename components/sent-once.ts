import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { AppRouter } from '@/server/router'
import { browserStore, type Kept } from './browser-store'

/**
 * The verbs that a form or a button sends, each of which has one effect under one key, however often it is sent. Drafts and the
 * entries of the floor have keys of their own.
 */
export const sentOnce: ReadonlySet<string> = new Set([
  'catalog.create',
  'collection.applyCredit',
  'collection.applyReceipt',
  'collection.dispute',
  'collection.match',
  'collection.promise',
  'collection.record',
  'collection.refund',
  'collection.reverse',
  'collection.reverseRefund',
  'collection.writeOff',
  'credit.setLimit',
  'customer.create',
  'fulfilment.correctShort',
  'fulfilment.pack',
  'fulfilment.pick',
  'fulfilment.putBack',
  'fulfilment.scan',
  'fulfilment.shortPick',
  'fulfilment.takeBack',
  'fulfilment.undoPick',
  'invoicing.credit',
  'order.amend',
  'order.answer',
  'order.cancel',
  'order.confirm',
  'order.count',
  'order.decide',
  'order.receive',
  'quote.write',
  'shipping.cancel',
  'shipping.comeBack',
  'shipping.deliver',
  'shipping.deliverPart',
  'shipping.dispatch',
  'shipping.fail',
  'shipping.recall',
  'shipping.sendAgain',
  'shipping.takeIn',
  'shipping.unpack',
])

/** Who looks for the answer does so soon; much later the same input is meant once more. */
const rememberedMs = 4 * 3_600_000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What an input is about: the records that it names, whatever else is filled in. */
const aboutOf = (input: object) =>
  Object.entries(input)
    .filter(([, value]) => typeof value === 'string' && uuid.test(value))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')

/**
 * The keys of what was sent and not answered, kept in the browser: the page that sends it again, opened anew or in another tab, asks
 * for the same. What a form is about has one key until it is answered: when something else was typed meanwhile and the first did
 * arrive, the server says so instead of doing both.
 */
export function keysOf(store: Kept, now: () => number = Date.now, make: () => string = () => crypto.randomUUID()) {
  const written = (place: string) => {
    const [key, at] = (store.getItem(place) ?? '').split(' ')
    return key && now() - Number(at) < rememberedMs ? key : null
  }
  return {
    placeOf: (whose: string, verb: string, input: object) => `octet-sent:${whose}:${verb}?${aboutOf(input)}`,
    keyAt(place: string): string {
      const key = written(place) ?? make()
      try {
        store.setItem(place, `${key} ${now()}`)
      } catch {
        // A full browser keeps nothing beyond the page.
      }
      return key
    },
    forget: (place: string) => store.removeItem(place),
  }
}

const refusalOf = (error: unknown) =>
  error instanceof TRPCClientError ? (error.data as { refusal?: { code: string } } | null)?.refusal?.code : undefined

/** Whose page it is: each page names the person it was made for. */
const whose = () =>
  `${window.location.pathname.split('/')[1]}:${document.querySelector<HTMLElement>('[data-octet-person]')?.dataset.octetPerson ?? ''}`

/** Sends every such verb under a key that lives until there is an answer. A refusal has no effect, so its key may serve again. */
export const onceLink: TRPCLink<AppRouter> = () => {
  let keys: ReturnType<typeof keysOf> | undefined
  return ({ op, next }) => {
    const input = op.input as Record<string, unknown> | undefined
    if (op.type !== 'mutation' || !input || input.idempotencyKey || !sentOnce.has(op.path)) return next(op)
    keys ??= keysOf(browserStore())
    const { forget, keyAt, placeOf } = keys
    const place = placeOf(whose(), op.path, input)
    return observable((observer) =>
      next({ ...op, input: { ...input, idempotencyKey: keyAt(place) } }).subscribe({
        next(value) {
          forget(place)
          observer.next(value)
        },
        error(error) {
          if (refusalOf(error) === 'IDEMPOTENCY_KEY_REUSED') forget(place)
          observer.error(error)
        },
        complete: () => observer.complete(),
      }),
    )
  }
}
