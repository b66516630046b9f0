import { z } from 'zod'
import { version } from '@/server/platform/web/input'
import { country, optionalText } from '../schema'

/** One of the addresses of a customer. */
export const addressFields = z.strictObject({
  label: z.string().trim().min(1, 'Say how the address is called, such as Warehouse north.').max(60),
  name: optionalText(200),
  contact: optionalText(200),
  phone: optionalText(50),
  line: z.string().trim().min(1, 'Goods and invoices need a street.').max(200),
  extra: optionalText(200),
  postcode: optionalText(20),
  city: z.string().trim().min(1, 'Goods and invoices need a town.').max(100),
  region: optionalText(100),
  country,
  openingHours: optionalText(200),
  /** Weekdays on which goods are taken there, Monday is 1; none: any. */
  deliveryDays: z
    .array(z.number().int().min(1).max(7))
    .max(7)
    .default([])
    .transform((days) => [...new Set(days)].sort()),
  packerNote: optionalText(500),
  driverNote: optionalText(500),
  /** Invoices, or goods, go there unless something else is said. */
  isBillTo: z.boolean().default(false),
  isShipTo: z.boolean().default(false),
})
export type AddressInput = z.input<typeof addressFields>
export type AddressFacts = z.output<typeof addressFields>
export const addAddressInput = addressFields.extend({ customerId: z.uuid(), idempotencyKey: z.uuid().optional() })
export const changeAddressInput = addressFields.extend({ id: z.uuid(), version: version.optional() })
