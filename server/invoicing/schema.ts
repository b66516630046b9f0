import { z } from 'zod'
import { type ListSearch, pageInput, readable, searchText } from '@/server/platform/lists/pages'
import { day } from '@/server/platform/web/input'

const creditParts = z.strictObject({
  invoiceId: z.uuid(),
  /** By position on the invoice. */
  lines: z
    .array(z.strictObject({ position: z.number().int().min(1), quantity: z.number().int().positive() }))
    .max(2000)
    .optional(),
  /** Charges of the invoice that are credited beside lines, by their position among its discounts and charges. */
  charges: z.array(z.number().int().min(1)).max(20).optional(),
  /** Net of tax; spread over the invoice's tax rates. */
  netMinor: z.bigint().positive().optional(),
})
export type CreditParts = z.infer<typeof creditParts>

const isOneWay = ({ lines, charges, netMinor }: CreditParts) => !((lines || charges) && netMinor !== undefined)
const oneWay = 'Credit lines or an amount, not both.'

/** What a credit note would say: whole invoice, some quantities of its lines, or an amount before tax. */
export const foreseeCreditInput = creditParts.refine(isOneWay, oneWay)

/** A credit note by hand. */
export const creditInput = creditParts
  .extend({ reason: z.string().trim().min(1).max(300), idempotencyKey: z.uuid().optional() })
  .refine(isOneWay, oneWay)
export type CreditInput = z.infer<typeof creditInput>

/** Returnable packaging that a customer brought back, each article once. */
export const emptiesInput = z.strictObject({
  customerId: z.uuid(),
  lines: z
    .array(
      z.strictObject({
        productId: z.uuid(),
        quantity: z.number({ error: 'Write how many.' }).int().min(1).max(1_000_000),
      }),
    )
    .min(1, 'Write how many came back.')
    .max(200)
    .refine((list) => new Set(list.map((one) => one.productId)).size === list.length, 'Name each packaging once.'),
  /** Why more is given back than was charged to them; without it that is refused. */
  beyond: z.string().trim().min(1, 'Say why more came back.').max(200).optional(),
  /** Printed on the credit note as its reason. */
  note: z.string().trim().max(300).optional(),
  idempotencyKey: z.uuid().optional(),
})
export type EmptiesInput = z.infer<typeof emptiesInput>

export const customerRef = z.strictObject({ customerId: z.uuid() })

export const issueInput = z.strictObject({ shipmentId: z.uuid() })

export const invoiceListInput = z.strictObject({
  ...pageInput,
  q: searchText,
  kind: z.enum(['INVOICE', 'CREDIT_NOTE']).optional(),
  state: z.enum(['OPEN', 'OVERDUE', 'SETTLED']).optional(),
  customerId: z.uuid().optional(),
  from: day.optional(),
  to: day.optional(),
  sort: z.enum(['issuedOn', '-issuedOn']).optional(),
})
export type InvoiceListInput = z.infer<typeof invoiceListInput>
export const invoiceListOf = ({ customer, ...said }: ListSearch): z.input<typeof invoiceListInput> =>
  readable(invoiceListInput, { ...said, customerId: customer })

export const byId = z.strictObject({ id: z.uuid() })

export const foreseeInput = z.strictObject({ shipmentIds: z.array(z.uuid()).min(1).max(100) })
