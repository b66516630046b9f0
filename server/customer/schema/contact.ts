import { z } from 'zod'
import { mailAddress } from '@/server/platform/mail/address'
import { contactPurposes } from '@/server/platform/mail/rules'
import { version } from '@/server/platform/web/input'
import { language, optionalText } from '../schema'

/** A person at a customer, and what they are written to about. */
export const contactFields = z
  .strictObject({
    name: z.string().trim().min(1, 'Say who it is.').max(200),
    email: z
      .union([
        z.literal(''),
        z.email('Write an e-mail address, such as anna@example.com.').refine(mailAddress, 'No mail can be sent there.'),
      ])
      .nullish()
      .transform((email) => email || null),
    phone: optionalText(50),
    language,
    purposes: z
      .array(z.enum(contactPurposes))
      .max(contactPurposes.length)
      .default([])
      .transform((given) => contactPurposes.filter((one) => given.includes(one))),
  })
  .refine(({ email, purposes }) => email !== null || purposes.length === 0, {
    path: ['email'],
    message: 'Whoever is written to needs an e-mail address.',
  })
export type ContactInput = z.input<typeof contactFields>

export const addContactInput = contactFields.safeExtend({ customerId: z.uuid(), idempotencyKey: z.uuid().optional() })
export const changeContactInput = contactFields.safeExtend({ id: z.uuid(), version: version.optional() })
