import { z } from 'zod'
import { productKinds, trackings } from '@/server/catalog/rules'
import { deliveryRule } from '@/server/customer/schema'
import { confirmLine, shipTo } from '@/server/order/schema'
import { countryCodes } from '@/server/platform/place/country'
import { day } from '@/server/platform/web/input'
import { audiences, priceSources } from '@/server/pricing/rules/prices'
import { chargeKinds } from '@/server/pricing/rules/whole'

/** More than nothing. */
const decimalOff = z.string().regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,4})?$/, 'A decimal above 0.')
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
/** A quantity in the unit of the product, with at most three decimal places. */
const amount = z.number().multipleOf(0.001)
const instant = z.iso.datetime()

/**
 * Matches one visible character: not a blank, not a control character, not a direction mark. The OpenAPI file prints
 * this pattern too.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern excludes control characters
const seen = /[^\u0000-\u0020\u007F-\u00A0\u1680\u2000-\u200A\u2028-\u202F\u205F\u2066-\u2069\u3000\uFEFF]/

/** A text that is not empty. It is a pattern so that the OpenAPI file can print the rule. */
const text = (most: number) => z.string().max(most).regex(seen, 'This is missing.').trim()

const apiShipTo = z.strictObject({
  ...shipTo.shape,
  name: text(200),
  country: z.enum(countryCodes(), 'Choose a country.'),
})

/** More than nothing and at most 100. */
const percentOff = z
  .string()
  .regex(/^(?=.*[1-9])(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/, 'A percentage above 0, at most 100.')

/** Percent or an amount, and the name of a reason for discounts. As a union, so that the OpenAPI file says that it is one of them. */
const discountOff = z.union(
  [
    z.strictObject({ percent: percentOff, reason: text(100) }),
    z.strictObject({ amount: decimalOff, reason: text(100) }),
  ],
  { error: 'Percent (at most 100) or an amount, and not both, with the name of a reason.' },
)

/** A line names its product once. */
function eachNamed(lines: readonly { sku?: string; articleNumber?: string }[], context: z.core.$RefinementCtx): void {
  for (const [at, { sku, articleNumber }] of lines.entries())
    if ((sku === undefined) === (articleNumber === undefined))
      context.addIssue({
        code: 'custom',
        path: [at, 'sku'],
        message: 'Name the product by sku or by articleNumber, and not by both.',
        input: lines,
      })
}

/**
 * An order as a shop sends it: it names customers and products by SKU or number and not by id, and gives amounts as
 * decimal strings.
 */
export const apiOrderInput = z.strictObject({
  customer: z.union([z.strictObject({ number: text(60) }), z.strictObject({ externalKey: text(200) })], {
    error: 'Name the customer by number or by externalKey, and not by both.',
  }),
  /** The customer's own order number. */
  reference: text(100).optional(),
  requestedOn: day.optional(),
  /** Where it goes: an address for this order, or one of the customer's by its label; without both, where their goods usually go. */
  shipTo: apiShipTo.optional(),
  shipToLabel: text(60).optional(),
  /** What becomes of it when something is short; left out, as the customer's orders are sent. */
  deliveryRule: deliveryRule.optional(),
  note: z.string().trim().max(2000).optional(),
  lines: z
    .array(
      z
        .strictObject({
          sku: text(100).optional().describe('Your own code of the product.'),
          articleNumber: text(60)
            .optional()
            .describe("Instead of the SKU: the customer's own number of the product, as it stands with them."),
          quantity: amount.positive().max(1_000_000_000),
          /** A pack of the product by its name or code: `case`, `XCS`. Then the quantity counts packs. */
          pack: text(40).optional(),
          unitPrice: confirmLine.shape.unitPrice,
          /** Off the price: percent or an amount, and the name of one of your reasons for discounts. */
          discount: discountOff.optional(),
          description: text(300).optional(),
        })
        // The rule of `eachNamed`, as the OpenAPI file prints it.
        .meta({ oneOf: [{ required: ['sku'] }, { required: ['articleNumber'] }] }),
    )
    .min(1)
    .max(2000)
    .superRefine(eachNamed),
  /** Off all lines together: percent or an amount, and the name of one of your reasons. */
  discount: discountOff.optional(),
  /** Charged beside the lines, before tax; one of a kind that your settings charge too takes its place, and 0 says that it is not charged. */
  charges: z
    .array(
      z.strictObject({
        kind: z.enum(chargeKinds),
        amount: z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'A decimal amount.'),
        description: text(100).optional(),
      }),
    )
    .max(10)
    .optional(),
})
export type ApiOrderInput = z.infer<typeof apiOrderInput>

export const apiOrder = z.object({
  number: z.string(),
  reference: z.string().nullable(),
  customerNumber: z.string(),
  stage: z.string(),
  waitsFor: z.string().nullable(),
  creditState: z.string(),
  currency: z.string(),
  net: decimal,
  tax: decimal,
  gross: decimal,
  /** What is taken off all lines together: net = lines − discount + charges. */
  discount: z.object({ percent: decimal.nullable(), amount: decimal, reason: z.string() }).nullable(),
  charges: z.array(
    z.object({ kind: z.enum(chargeKinds), description: z.string(), amount: decimal, invoiced: z.boolean() }),
  ),
  orderedAt: instant,
  promisedOn: day.nullable(),
  /** The day of arrival that was told in the place of the promise, because goods come later. */
  movedTo: day.nullable(),
  /** What becomes of it when something is short. */
  deliveryRule,
  lines: z.array(
    z.object({
      position: z.number().int(),
      sku: z.string(),
      /** The customer's own number of the product. */
      articleNumber: z.string().nullable(),
      description: z.string(),
      /** Whether it is the deposit for packaging of other lines, which is given back when that comes back. */
      isDeposit: z.boolean(),
      /** What the quantities count, by UN/ECE Recommendation 20: C62 is a piece. */
      unit: z.string(),
      ordered: amount,
      /** The pack in which it was ordered: how much one holds, and how many the ordered quantity is. */
      pack: z.object({ code: z.string(), name: z.string(), holds: amount, quantity: z.number().int() }).nullable(),
      cancelled: amount,
      backordered: amount,
      /** The day on which what waits is expected to come in; null when nothing waits or no day is known. */
      expectedOn: day.nullable(),
      shipped: amount,
      /** Which lots or serial numbers of it left, of a product that is kept so; those that came back later are among them. */
      lots: z.array(z.object({ number: z.string(), expiresOn: day.nullable(), quantity: amount })),
      unitPrice: decimal,
      priceQuantity: amount,
      /** Where the price came from; EARLIER: the line is older than this field. */
      priceSource: z.enum(priceSources),
      priceList: z.string().nullable(),
      /** What was taken off, and the price before it. */
      discount: z
        .object({ grossPrice: decimal, percent: decimal.nullable(), amount: decimal.nullable(), reason: z.string() })
        .nullable(),
      net: decimal,
    }),
  ),
})
export type ApiOrder = z.infer<typeof apiOrder>

export const apiProduct = z.object({
  sku: z.string(),
  gtin: z.string().nullable(),
  name: z.string(),
  /** RETURNABLE: packaging that comes back; its price is the deposit on one, and it is not ordered by itself. */
  kind: z.enum(productKinds),
  /** By UN/ECE Recommendation 20, and with how many decimal places it is ordered. */
  unit: z.string(),
  places: z.number().int(),
  /** Whether its stock is kept by lot or by serial number. */
  tracking: z.enum(trackings),
  /** Sold from this quantity on, and in whole multiples of that. */
  minQuantity: amount,
  multiple: amount,
  currency: z.string(),
  unitPrice: decimal,
  /** Of its units. */
  priceQuantity: amount,
  /** The quantity that is free to promise now; null for a product without stock. */
  available: amount.nullable(),
  /** What it is sold and scanned in too, the smallest first: code by UN/ECE Recommendation 21, name, how much one holds. */
  packs: z.array(z.object({ code: z.string(), name: z.string(), holds: amount, gtin: z.string().nullable() })),
})

export const apiCustomer = z.object({
  number: z.string(),
  externalKey: z.string().nullable(),
  name: z.string(),
  country: z.string(),
  currency: z.string(),
  group: z.string().nullable(),
  /** Orders of theirs need a reference. */
  referenceRequired: z.boolean(),
  /** What becomes of their orders when something is short. */
  deliveryRule,
  /** Records that became part of this one; an order that names one of them is this customer's. */
  merged: z.array(z.object({ number: z.string(), externalKey: z.string().nullable() })),
  /** Named by their label where an order says `shipToLabel`. */
  addresses: z.array(
    z.object({
      label: z.string(),
      name: z.string().nullable(),
      line: z.string().nullable(),
      extra: z.string().nullable(),
      postcode: z.string().nullable(),
      city: z.string().nullable(),
      region: z.string().nullable(),
      country: z.string(),
      isBillTo: z.boolean(),
      isShipTo: z.boolean(),
    }),
  ),
})

export const apiPriceList = z.object({
  name: z.string(),
  audience: z.enum(audiences),
  /** Whom it is for, when it is for a customer or a group. */
  customerNumber: z.string().nullable(),
  group: z.string().nullable(),
  currency: z.string(),
  /** Whether fixed prices of the list contain tax. */
  withTax: z.boolean(),
  validFrom: day,
  validTo: day.nullable(),
})

export const apiListPrices = z.object({
  sku: z.string(),
  prices: z.array(
    z.object({
      /** From this quantity on, in the unit of the product. */
      fromQuantity: z.number(),
      /** For as many units as `priceQuantity` says; null: so many percent off the product's own price. */
      unitPrice: decimal.nullable(),
      priceQuantity: z.number().int().nullable(),
      percentOff: decimal.nullable(),
    }),
  ),
})

export const apiPageInput = z.strictObject({
  /** The page begins after this SKU or number. */
  after: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ApiPageInput = z.output<typeof apiPageInput>

export const apiProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** The name of the refusal. */
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

/** An idempotency key as a header can carry it: visible ASCII characters, with blanks only between them. */
export const apiIdempotencyKey = /^[!-~]([ -~]{0,253}[!-~])?$/
