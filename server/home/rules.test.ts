import { describe, expect, it } from 'vitest'
import type { Permission } from '@/server/platform/context/permissions'
import { countedByPlace, firstSteps, waitingFor, waitingKeys, waitingKinds } from './rules'

const may =
  (...permissions: Permission[]) =>
  (permission: Permission) =>
    permissions.includes(permission)

describe('what waits for whom', () => {
  // Each row: the kind, who sees it, for whom it is work, what it is, where the rail counts it, and the list that shows it.
  const approved = `
    QUOTE          order.read           quote.change                          order         quote     /order/quotes?state=DRAFT
    ANSWERED       order.read           quote.change                          -             quote     -
    LATE           order.read           order.amend,shipping.dispatch         order         order     /order?view=late
    TAX            order.read           order.amend                           order         order     /order?waitsFor=TAX
    CUSTOMER       order.read           order.amend                           order         order     /order?waitsFor=CUSTOMER
    ADDRESS        order.read           order.amend                           order         order     /order?waitsFor=ADDRESS
    REFERRED       credit.read          credit.decide                         credit        order     /credit?waitsFor=CREDIT_DECISION
    HELD           credit.read          credit.decide                         credit        order     /credit?waitsFor=CREDIT_HOLD
    UNPAID         order.read           order.amend,collection.record         credit        order     /order?waitsFor=PAYMENT
    SHORT          order.read           order.amend,stock.receive             fulfilment    order     /order?waitsFor=STOCK
    PICK           fulfilment.read      fulfilment.pick                       fulfilment    order     /fulfilment?waits=PICKING
    PACK           fulfilment.read      fulfilment.pack                       fulfilment    order     /fulfilment?waits=PACKING
    PUT_BACK       fulfilment.read      fulfilment.pick                       fulfilment    putBack   /fulfilment/put-back
    DISPATCH       shipping.read        shipping.dispatch                     shipping      shipment  /shipping?view=TO_DISPATCH&today=1
    MISSED         shipping.read        shipping.dispatch                     shipping      shipment  /shipping?view=MISSED
    LATE_RISK      shipping.read        shipping.dispatch,order.amend         -             shipment  -
    ARRIVAL        shipping.read        shipping.deliver                      shipping      shipment  -
    NOT_DELIVERED  shipping.read        shipping.deliver,fulfilment.return    shipping      shipment  /shipping?view=NOT_DELIVERED
    NOT_INVOICED   invoice.read         invoice.issue                         invoicing     shipment  -
    OVERDUE        receivable.read      receivable.change,collection.promise  receivable    payer     -
    PROMISE_MADE   receivable.read      collection.promise                    -             payer     -
    PROMISE_BROKEN receivable.read      collection.promise                    -             payer     -
    DISPUTE        receivable.read      collection.promise                    -             document  -
    UNMATCHED      collection.read      collection.record                     collection    bankLine  /collection
    UNAPPLIED      collection.read      collection.record                     collection    receipt   /collection/receipts?state=UNAPPLIED
    MAIL           organisation.change  organisation.change                   settings      mail      -`
  it('is as approved, in the order in which money flows', () => {
    const rows = waitingKeys.map((key) => {
      const {
        sees,
        acts,
        object,
        place,
        list,
      }: { sees: string; acts: readonly string[]; object: string } & {
        place?: string
        list?: string
      } = waitingKinds[key]
      return [key, sees, acts.join(), place ?? '-', object, list ?? '-'].join(' ')
    })
    expect(rows).toEqual(
      approved
        .trim()
        .split('\n')
        .map((row) => row.trim().replace(/ +/g, ' ')),
    )
  })

  it('somebody with any one of the permissions has it as work', () => {
    expect(waitingFor(may('shipping.read', 'order.amend'))).toEqual({ kinds: ['LATE_RISK'], isWork: true })
    expect(waitingFor(may('order.read', 'shipping.dispatch'))).toEqual({ kinds: ['LATE'], isWork: true })
    expect(waitingFor(may('collection.read', 'collection.record', 'order.read')).kinds).toEqual([
      'UNPAID',
      'UNMATCHED',
      'UNAPPLIED',
    ])
  })

  it('somebody who may only see it has it as news; somebody without permission has nothing', () => {
    expect(waitingFor(may('credit.read'))).toEqual({ kinds: ['REFERRED', 'HELD'], isWork: false })
    expect(waitingFor(may('credit.decide'))).toEqual({ kinds: [], isWork: false })
  })
})

it('counts add up by place, and a kind without a place is not counted', () => {
  const kinds = [
    { kind: 'PICK', count: 2 },
    { kind: 'PACK', count: 3 },
    { kind: 'MAIL', count: 1 },
    { kind: 'LATE_RISK', count: 9 },
  ] as const
  expect(countedByPlace(kinds)).toEqual({ fulfilment: 5, settings: 1 })
})

it('the first steps lead from an empty organisation to an invoice', () => {
  expect(firstSteps.map(({ key, permission }) => `${key} ${permission}`)).toEqual([
    'legal organisation.change',
    'products product.change',
    'stock stock.receive',
    'customers customer.change',
    'orders order.confirm',
  ])
})
