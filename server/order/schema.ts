import { z } from 'zod'
import { deliveryRule } from '@/server/customer/schema'
import { namedLot } from '@/server/inventory/schema'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { isCountry } from '@/server/platform/place/country'
import { day, version } from '@/server/platform/web/input'
import { packCodes } from '@/server/platform/words/packs'
import { lineDiscount, wholeFields } from '@/server/pricing/schema'
import { lineWords } from './schema/copy'
import { orderWaits } from './schema/waits'

const quantity = z.number().int().positive().max(1_000_000_000)
const unitPrice = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'A price with at most six decimal places')

export const shipTo = z.strictObject({
  name: z.string().trim().min(1).max(200),
  line: z.string().trim().max(200),
  extra: z.string().trim().max(200).optional(),
  postcode: z.string().trim().max(20).optional(),
  city: z.string().trim().max(100).optional(),
  region: z.string().trim().max(100).optional(),
  country: z.string().refine(isCountry, 'Choose a country.'),
  /** The person who takes the goods at the address, with telephone. */
  contact: z.string().trim().max(200).optional(),
  phone: z.string().trim().max(50).optional(),
  openingHours: z.string().trim().max(200).optional(),
  /** Weekdays on which the address takes goods, Monday is 1; left out or empty: any. */
  deliveryDays: z.array(z.number().int().min(1).max(7)).max(7).optional(),
  packerNote: z.string().trim().max(500).optional(),
  driverNote: z.string().trim().max(500).optional(),
})
export type ShipTo = z.infer<typeof shipTo>

export const addressInput = z.strictObject({ orderId: z.uuid(), shipTo })
export type AddressInput = z.infer<typeof addressInput>

/** The seller's answer about an accepted offer: restore the archived customer, keep the quoted tax, take the tax of today. */
const offerAnswers = ['TAKE', 'QUOTED_TAX', 'TODAYS_TAX'] as const
export const answerOfferInput = z.strictObject({
  orderId: z.uuid(),
  answer: z.enum(offerAnswers),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type AnswerOfferInput = z.infer<typeof answerOfferInput>

export const confirmLine = z.strictObject({
  productId: z.uuid(),
  quantity,
  /** The code of the pack in which it was entered, for papers. The quantity is a whole number of packs. */
  pack: z.enum(packCodes).optional(),
  /** Without it, the price of the price lists or the product's own. */
  unitPrice: unitPrice.optional(),
  discount: lineDiscount.optional(),
  description: z.string().trim().min(1).max(300).optional(),
  ...lineWords,
})

/** The order that a person, a shop or a quote places. */
export const confirmInput = z.strictObject({
  customerId: z.uuid(),
  customerReference: z.string().trim().min(1).max(100).optional(),
  requestedOn: day.optional(),
  /** The ship-to address: one written for this order, or one of the customer's; left out, the customer's own for goods. */
  shipTo: shipTo.optional(),
  addressId: z.uuid().optional(),
  carrierServiceId: z.uuid().optional(),
  /** The warehouse that serves it; left out, one is chosen by the organisation's rule. */
  warehouseId: z.uuid().optional(),
  /** What happens when stock is short; without it, what is set for the customer. */
  deliveryRule: deliveryRule.optional(),
  note: z.string().trim().max(2000).optional(),
  lines: z.array(confirmLine).min(1).max(2000),
  ...wholeFields,
  /** The draft in which it was begun. It is removed together with this. */
  draftId: z.uuid().optional(),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type ConfirmInput = z.infer<typeof confirmInput>

export const amendInput = z.strictObject({
  orderId: z.uuid(),
  /** The new quantity of a line (zero removes it), and its new price, as long as nothing of it has left. */
  lines: z
    .array(
      z.strictObject({
        lineId: z.uuid(),
        /** The quantity that the page showed. */
        standing: z.number().int().min(0).optional(),
        quantity: z.number().int().min(0).max(1_000_000_000).optional(),
        unitPrice: unitPrice.optional(),
        /** Null removes it; without it, it stays. */
        discount: lineDiscount.nullish(),
      }),
    )
    .max(2000)
    .default([]),
  added: z.array(confirmLine).max(2000).default([]),
  /** Null removes it; without it, it stays. */
  discount: lineDiscount.nullish(),
  /** All charges that are not invoiced yet; without it, they stay. */
  charges: wholeFields.charges,
  /** The customer's own number and the note. Without it they stay; an empty text removes them. */
  customerReference: z.string().trim().max(100).nullish(),
  note: z.string().trim().max(2000).nullish(),
  /** The day on which the customer wants it; null removes the wish. */
  requestedOn: day.nullish(),
  /** The new ship-to, as long as nothing has left. */
  shipTo: shipTo.optional(),
  deliveryRule: deliveryRule.optional(),
  reason: z.string().trim().max(300).optional(),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type AmendInput = z.input<typeof amendInput>

export const cancelInput = z.strictObject({
  orderId: z.uuid(),
  reason: z.string().trim().min(1).max(300),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type CancelInput = z.infer<typeof cancelInput>

export const receiveInput = z.strictObject({
  warehouseId: z.uuid().optional(),
  /** The planned receipt of this delivery. Goods that are on none of its lines are received too. */
  plannedReceiptId: z.uuid().optional(),
  /** What happens to the units that are still expected then. */
  rest: z.enum(['EXPECTED', 'CLOSED']).default('EXPECTED'),
  reference: z.string().trim().max(100).optional(),
  lines: z
    .array(
      z.strictObject({
        productId: z.uuid(),
        quantity,
        binId: z.uuid().optional(),
        /** For a product with lots; each piece with a serial number has its own line. */
        lot: namedLot.optional(),
      }),
    )
    .min(1)
    .max(2000),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type ReceiveInput = z.input<typeof receiveInput>

export const countInput = z.strictObject({
  warehouseId: z.uuid().optional(),
  productId: z.uuid(),
  binId: z.uuid().optional(),
  quantity: z.number().int().min(0).max(1_000_000_000),
  /** The counted lot, for a product with lots. */
  lot: namedLot.optional(),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type CountInput = z.infer<typeof countInput>

/** The approved quantity of each line, and what happens to the rest. */
const approvedPart = z.strictObject({
  lines: z.array(z.strictObject({ lineId: z.uuid(), quantity: z.number().int().min(0).max(1_000_000_000) })).max(2000),
  /** The rest becomes an order of its own that waits, is cancelled, or must be paid beforehand. */
  rest: z.enum(['WAITS', 'CANCELLED', 'PREPAID']),
})
export type ApprovedPart = z.infer<typeof approvedPart>

export const decideInput = z.strictObject({
  orderId: z.uuid(),
  /** PREPAY: the goods leave when they are paid beforehand. */
  decision: z.enum(['APPROVE', 'PREPAY', 'DECLINE']),
  /** Of an approval: a new limit of the payer in minor units; left out, it is an override for this order. */
  limitMinor: z.bigint().nonnegative().optional(),
  /** Of an approval: the last day on which the goods may leave. */
  approvedUntil: day.optional(),
  /** Of an approval: without it, the whole order. */
  part: approvedPart.optional(),
  reason: z.string().trim().min(1).max(500),
  idempotencyKey: z.string().min(1).max(255).optional(),
})
export type DecideInput = z.infer<typeof decideInput>

/** An order before it is confirmed: the answer says what it would cost, and whether it could be sent. */
export const previewInput = z.strictObject({
  customerId: z.uuid(),
  lines: z
    .array(
      z.strictObject({
        productId: z.uuid(),
        quantity,
        pack: confirmLine.shape.pack,
        unitPrice: unitPrice.optional(),
        discount: lineDiscount.optional(),
      }),
    )
    .min(1)
    .max(2000),
  ...wholeFields,
  requestedOn: day.optional(),
  warehouseId: z.uuid().optional(),
  shipTo: shipTo.optional(),
  addressId: z.uuid().optional(),
  deliveryRule: deliveryRule.optional(),
  carrierServiceId: z.uuid().optional(),
  /** What is offered comes to its sums without deposits for packaging. */
  isOffer: z.boolean().optional(),
})
export type PreviewInput = z.infer<typeof previewInput>

export const recordInput = z.strictObject({ id: z.uuid() })

/** A line that is offered; an optional one is no part of the sums, and the customer may add it. */
const quoteLine = confirmLine.extend({ optional: z.boolean().optional() })

const quoteFields = {
  customerId: z.uuid(),
  /** The last day on which it can be accepted. */
  validUntil: day,
  note: z.string().trim().max(2000).optional(),
  lines: z.array(quoteLine).min(1).max(500),
  ...wholeFields,
}
export const writeQuoteInput = z.strictObject({ ...quoteFields, idempotencyKey: z.string().min(1).max(255).optional() })
export type WriteQuoteInput = z.infer<typeof writeQuoteInput>

/** The positions of the optional lines that the customer takes. */
export const tickedInput = z.array(z.number().int().positive()).max(500)
export const reckonInput = z.strictObject({ id: z.uuid(), ticked: tickedInput })

const acceptedBy = z.string().trim().min(2).max(120)
const acceptReference = z.string().trim().max(100).optional()
/** The customer's acceptance: a name, the customer's own order number, a comment, and the version that the customer saw. */
export const acceptanceFields = {
  name: acceptedBy,
  reference: acceptReference,
  comment: z.string().trim().max(1000).optional(),
  version: z.number().int().positive().optional(),
  ticked: tickedInput.optional(),
}
export const acceptQuoteInput = z.strictObject({ id: z.uuid(), ...acceptanceFields })

export const changeQuoteInput = z.strictObject({ id: z.uuid(), version: version.optional(), ...quoteFields })
export type ChangeQuoteInput = z.infer<typeof changeQuoteInput>

/** The filters of the work list of orders. */
export const orderListInput = z.strictObject({
  /** Order number, the customer's own number, the customer's name, number or e-mail, or the SKU, name or barcode of what was ordered. */
  q: searchText,
  stage: z
    .enum([
      'ORDER',
      'CREDIT',
      'FULFILMENT',
      'SHIPPING',
      'INVOICING',
      'RECEIVABLE',
      'COLLECTION',
      'SETTLED',
      'CANCELLED',
    ])
    .optional(),
  waitsFor: z.enum(orderWaits).optional(),
  customerId: z.uuid().optional(),
  /** Only orders with a line of this product. */
  productId: z.uuid().optional(),
  /** Only orders that the asking person entered. */
  mine: z.boolean().optional(),
  /** Only orders that are not reserved because they wait for credit or payment. */
  unreserved: z.boolean().optional(),
  /** Only orders of which something waits for stock, and nobody knows until when. */
  undated: z.boolean().optional(),
  /** Promised for a day before today and not delivered. */
  late: z.boolean().optional(),
  /** Without it: newest first; within a stage, the longest waiting first. */
  sort: z.enum(['orderedAt', '-orderedAt', 'stageSince', '-stageSince']).optional(),
  ...pageInput,
})
export type OrderListInput = z.input<typeof orderListInput>
export const orderListOf = ({ view, customer, product, ...said }: ListSearch): OrderListInput =>
  readable(orderListInput, {
    ...said,
    customerId: customer,
    productId: product,
    mine: view === 'mine',
    late: view === 'late',
    undated: view === 'undated',
    unreserved: view === 'unreserved',
  })

export const quoteListInput = z.strictObject({
  /** The customer's name, number or e-mail, or the quote's number. */
  q: searchText,
  state: z.enum(['DRAFT', 'SENT', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN']).optional(),
  customerId: z.uuid().optional(),
  sort: z.enum(['createdAt', '-createdAt']).optional(),
  ...pageInput,
})
export type QuoteListInput = z.input<typeof quoteListInput>
export const quoteListOf = ({ customer, ...said }: ListSearch): QuoteListInput =>
  readable(quoteListInput, { ...said, customerId: customer })
