import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import type { AppRouter } from '@/server/router'
import { browserStore, type Kept } from './browser-store'

/**
 * The verbs that a form or button sends under a key, so that a repetition has no second effect. Drafts and floor
 * entries have their own keys.
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
  'customer.addAddress',
  'customer.addContact',
  'customer.create',
  'customerNote.add',
  'draft.save',
  'fulfilment.correctShort',
  'fulfilment.pack',
  'fulfilment.pick',
  'fulfilment.putBack',
  'fulfilment.scan',
  'fulfilment.shortPick',
  'fulfilment.takeBack',
  'fulfilment.undoPick',
  'invoicing.credit',
  'invoicing.takeEmpties',
  'moving.move',
  'moving.receive',
  'moving.send',
  'moving.serveFrom',
  'order.amend',
  'order.answer',
  'order.blockLot',
  'order.cancel',
  'order.confirm',
  'order.count',
  'order.countList',
  'order.decide',
  'order.receive',
  'order.unblockLot',
  'quote.write',
  'receivable.merge',
  'saleNote.add',
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
  'supply.createSupplier',
  'supply.plan',
  'supply.planProposed',
])

/** A person who looks for a lost answer does so soon. Much later, the same input means a second request. */
const rememberedMs = 4 * 3_600_000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The records that an input names; its other fields do not count. */
const aboutOf = (input: object) =>
  Object.entries(input)
    .filter(([, value]) => typeof value === 'string' && uuid.test(value))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')

/**
 * The keys of requests without an answer, stored in the browser, so that a page opened again or in another tab sends
 * the same key. The records that a form is about have one key until there is an answer: if the first request arrived
 * and something else was typed meanwhile, the server refuses instead of doing both.
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
        // When the browser's storage is full, the key lasts as long as the page.
      }
      return key
    },
    forget: (place: string) => store.removeItem(place),
  }
}

const refusalOf = (error: unknown) =>
  error instanceof TRPCClientError ? (error.data as { refusal?: { code: string } } | null)?.refusal?.code : undefined

/** The person of the page; each page names the person for whom it was made. */
const whose = () =>
  `${window.location.pathname.split('/')[1]}:${document.querySelector<HTMLElement>('[data-octet-person]')?.dataset.octetPerson ?? ''}`

/**
 * Sends each such verb under a key that lives until there is an answer. A refusal has no effect, so its key can be used
 * again.
 */
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
