import type { StagePart } from '@/components/order/line-of-eight'
import { isStopped } from '@/components/order/stage-words'
import { type StageKey, stages } from '@/components/order/stages'
import { doneText, formatAge, formatDay, formatInstant, goodsText } from '@/components/ui/format'
import type { TimelineEntry } from '@/components/ui/timeline'
import type { Workspace } from '@/components/ui/workspace'
import { decisionWords, latenessWords } from '@/server/credit/words/en'
import type { OrderRecord } from '@/server/order/queries/record'
import { noPromise } from '@/server/order/rules/position'
import { ownLines } from '@/server/order/rules/returnables'
import { creditStateWords, noPromiseWords, sourceWords } from '@/server/order/words/en'
import { goodsIn } from '@/server/platform/money/quantity'

const place = (key: string) => stages.findIndex((stage) => stage.key === key)

function stageState(record: OrderRecord, key: StageKey): StagePart['state'] {
  const { stage, waitsFor } = record.order
  if (stage === 'SETTLED') return 'done'
  if (stage === 'CANCELLED') return key === 'order' ? 'stopped' : 'planned'
  const at = place(stage.toLowerCase())
  if (place(key) < at) return 'done'
  if (place(key) > at) return 'planned'
  if (isStopped(waitsFor)) return 'stopped'
  return waitsFor === 'STOCK' || waitsFor === 'PAYMENT' ? 'slow' : 'now'
}

/** The payment terms inside a sentence: `prepaid`, `30 days net`. */
const terms = ({ termsName }: OrderRecord['order']) => termsName.charAt(0).toLowerCase() + termsName.slice(1)

/** The reason why no day is promised, by the same rule as the promise; undefined for an order that waits for nothing. */
function unpromised(
  { creditState, waitsFor, settledAt, deliveryRule }: OrderRecord['order'],
  lines: OrderRecord['lines'],
) {
  const asks = waitsFor === 'TAX' || waitsFor === 'CUSTOMER' ? waitsFor : null
  const reason = noPromise({ creditState, asks, addressMissing: waitsFor === 'ADDRESS', deliveryRule }, lines)
  return reason && !settledAt ? noPromiseWords(reason) : undefined
}

/** The state of credit. A person's approval is named as such, with the day until which it is valid. */
function creditPart({ order, decision, told }: OrderRecord, day: (one: string) => string): Text {
  if (order.creditState !== 'PASSED' || decision?.state !== 'APPROVED' || !decision.decidedByName)
    return { text: creditStateWords(order.creditState) }
  const until = decision.approvedUntil
  return {
    text: decisionWords({ ...decision, rest: told.rest }),
    note: until && !order.dispatchedAt ? `until ${day(until)}` : undefined,
  }
}

/** The address of a stage's page about this order. */
function stagePath({ order, shipments, invoices }: OrderRecord, key: StageKey): string | undefined {
  const shipment = shipments.at(-1)
  const invoice = invoices.find((one) => one.kind === 'INVOICE')
  if (key === 'credit' && order.termsKind === 'NET') return `/credit/${order.payerId}`
  if (key === 'shipping' && shipment) return `/shipping/${shipment.id}`
  if (key === 'invoicing' && invoice) return `/invoicing/${invoice.id}`
  if (key === 'receivable' && invoice) return `/receivable/${order.payerId}`
  return undefined
}

/** What an order in the first stage lacks. */
const missing: Record<string, string> = {
  ADDRESS: 'address missing',
  TAX: 'tax to be decided',
  CUSTOMER: 'customer archived',
}

type Text = Pick<StagePart, 'text' | 'note'>

const takenOf = (line: OrderRecord['lines'][number]) => line.picked + line.shipped + line.performed
const wantedOf = (line: OrderRecord['lines'][number]) => line.ordered - line.cancelled

/** What a stage did or will do with this order, in a few words. */
function words(record: OrderRecord, key: StageKey, { locale, timeZone, today }: Workspace): Text {
  const { order, lines, shipments, invoices, behaviour } = record
  const day = (one: string) => formatDay(one, locale, 'weekday', today)
  const instant = (at: Date) => formatInstant(at, locale, timeZone, 'short', today)
  const shipment = shipments.at(-1)
  const bills = invoices.filter((one) => one.kind === 'INVOICE')
  if (order.stage === 'CANCELLED' && key !== 'order') return { text: '–' }
  switch (key) {
    case 'order':
      return {
        text: sourceWords(order.source),
        note: order.stage === 'CANCELLED' ? 'cancelled' : (missing[order.waitsFor ?? ''] ?? instant(order.orderedAt)),
      }
    case 'credit':
      return creditPart(record, day)
    case 'fulfilment':
      return {
        text: `${doneText(ownLines(lines), [takenOf, wantedOf], locale)} picked`,
        note: order.waitsFor === 'STOCK' ? 'waits for stock' : undefined,
      }
    case 'shipping':
      return {
        text: shipment ? `${shipment.serviceName}` : `${order.carrierName}, ${order.serviceName}`,
        note: shipment?.dispatchedAt
          ? `left ${instant(shipment.dispatchedAt)}`
          : order.movedOn
            ? `moved to ${day(order.movedOn)}`
            : order.promisedOn
              ? `${order.promisedOn < today ? 'was promised' : 'promised'} ${day(order.promisedOn)}`
              : unpromised(order, lines),
      }
    case 'invoicing':
      return { text: bills.length ? bills.map((one) => one.number).join(', ') : 'at dispatch' }
    case 'receivable':
      return { text: bills[0] ? `due ${day(bills[0].dueOn)}` : terms(order) }
    case 'collection':
      if (bills.length && bills.every((one) => one.settledOn)) return { text: 'paid' }
      return {
        text: order.overdue
          ? 'overdue'
          : behaviour && behaviour.medianDaysLate !== null
            ? `usually ${latenessWords(behaviour.medianDaysLate)}`
            : 'open',
      }
    default:
      return { text: order.settledAt ? day(order.settledAt.toISOString().slice(0, 10)) : undefined }
  }
}

/** The head of the order's page: each stage with what happened or is planned. */
export function orderParts(record: OrderRecord, workspace: Workspace): StagePart[] {
  return stages.map(({ key }) => {
    const state = stageState(record, key)
    const part = words(record, key, workspace)
    const standing = state === 'now' || state === 'slow' || state === 'stopped'
    const age = formatAge(Math.max(0, workspace.now.getTime() - record.order.stageSince.getTime()))
    const path = stagePath(record, key)
    const href = path && `/${workspace.slug}${path}`
    return { key, state, href, text: part.text, note: standing && key !== 'order' ? age : part.note }
  })
}

/** The day on which the last of what waits is expected; undefined when something waits without a day. */
function lastExpected(lines: OrderRecord['lines']): string | undefined {
  const waiting = lines.filter((line) => line.backordered > 0)
  const days = waiting.flatMap((line) => line.plannedOn ?? [])
  return days.length > 0 && days.length === waiting.length ? days.sort().at(-1) : undefined
}

/** The planned steps, for the end of the time line. */
export function nextEntries({ order, lines, shipments, invoices }: OrderRecord, workspace: Workspace): TimelineEntry[] {
  if (order.stage === 'SETTLED' || order.stage === 'CANCELLED') return []
  const day = (one: string) => formatDay(one, workspace.locale, 'weekday', workspace.today)
  const next: TimelineEntry[] = []
  const add = (stage: string, at: string, text: string) =>
    next.push({ key: `next-${stage}-${next.length}`, stage, at, text, state: 'next' })
  const waiting = goodsIn(lines, (line) => line.backordered)
  const some = goodsText(waiting, workspace.locale)
  const expectedOn = lastExpected(lines)
  if (waiting.units > 0 && order.stage === 'CREDIT')
    add(
      'fulfilment',
      'at its release',
      `${some} not reserved: waits for ${order.waitsFor === 'PAYMENT' ? 'payment' : 'credit'}, then taken from what is free`,
    )
  else if (waiting.units > 0 && expectedOn)
    add('fulfilment', day(expectedOn), `${some} expected to come in, and reserved then`)
  else if (waiting.units > 0)
    add(
      'fulfilment',
      'when it arrives',
      `${some} to be reserved from the next goods in, orders in the order of their promised days`,
    )
  // Of an order of several warehouses, each sends its own and is paid its own.
  const planned = shipments.filter((one) => one.state === 'PLANNED')
  for (const one of planned) add('shipping', day(one.plannedOn), `Shipment ${one.number} leaves by ${one.serviceName}`)
  const moving = lines.some((line) => line.reserved + line.picked + line.backordered + line.open > 0)
  if (planned.length === 0 && moving)
    add(
      'shipping',
      (order.movedOn ?? order.promisedOn) ? day(order.movedOn ?? order.promisedOn ?? '') : 'after packing',
      !order.movedOn && order.promisedOn && order.promisedOn < workspace.today
        ? `Was promised for this day, by ${order.carrierName}, ${order.serviceName}`
        : `Arrives by ${order.carrierName}, ${order.serviceName}`,
    )
  if (moving) add('invoicing', 'at dispatch', `Invoice for what left, ${terms(order)}, by mail`)
  const open = invoices.filter((one) => one.kind === 'INVOICE' && !one.settledOn)
  for (const one of open.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.number.localeCompare(b.number)))
    add('receivable', day(one.dueOn), `Invoice ${one.number} ${one.dueOn < workspace.today ? 'was' : 'is'} due`)
  return next
}
