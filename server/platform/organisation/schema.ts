import { z } from 'zod'
import { email } from '@/server/platform/auth/schema'
import { roles } from '@/server/platform/context/permissions'
import { LABEL_SIZES, PAGE_SIZES } from '@/server/platform/place/paper-sizes'
import { version } from '@/server/platform/web/input'
import { isIban } from './rules'

/** Empty is deleted; left out stays left out, so that a card of one field leaves all others as they are. */
const emptied = <Value>(value: Value | null | undefined) => (value === undefined ? undefined : value || null)

const optionalText = (max: number) => z.string().trim().max(max).nullish().transform(emptied)

const reminderDays = (least: number) =>
  z
    .number('Say a number of days, or leave it empty.')
    .int('Whole days.')
    .min(least, `At least ${least}.`)
    .max(90, 'At most 90 days.')
    .nullish()

/**
 * The organisation's own details. A field that is left out stays as it is; an empty field is deleted. Invoices need
 * legal name, address and tax number (or "not registered").
 */
export const organisationInput = z.strictObject({
  name: z.string().trim().min(1, 'Say what the business is called.').max(100).optional(),
  legalName: optionalText(200),
  addressLine: optionalText(200),
  addressExtra: optionalText(200),
  postcode: optionalText(20),
  city: optionalText(100),
  region: optionalText(100),
  /** null means not answered yet, false means not registered. */
  taxRegistered: z.boolean().nullish(),
  taxNumber: optionalText(40),
  email: z
    .union([z.literal(''), email])
    .nullish()
    .transform(emptied),
  phone: optionalText(50),
  iban: z
    .string()
    .transform((text) => text.toUpperCase().replace(/\s/g, ''))
    .refine((text) => text === '' || isIban(text), 'This is no IBAN: its check digits do not fit.')
    .nullish()
    .transform(emptied),
  bic: z
    .string()
    .transform((text) => text.toUpperCase().replace(/\s/g, ''))
    .refine(
      (text) => text === '' || /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text),
      'A BIC has eight or eleven letters and figures, such as DEUTDEFF.',
    )
    .nullish()
    .transform(emptied),
  bankName: optionalText(100),
  accountNumber: optionalText(50),
  /** Of the bank or branch: routing number, sort code, BSB. */
  bankCode: optionalText(30),
  /** Empty means the paper size that is usual in the country. */
  paperSize: z
    .enum(['', ...PAGE_SIZES])
    .nullish()
    .transform(emptied),
  labelSize: z
    .enum(['', ...LABEL_SIZES])
    .nullish()
    .transform(emptied),
  /** How many days an order waits for its prepayment; null means for ever. */
  prepaidDays: z
    .number('Say a number of days, or leave it empty.')
    .int('Whole days.')
    .min(1, 'At least one day.')
    .max(365, 'At most a year.')
    .nullish(),
  /** The customer is reminded of an open quote once: so many days before it ends, or after it was sent, whichever comes first; null means not. */
  quoteReminderBeforeDays: reminderDays(0),
  quoteReminderAfterDays: reminderDays(1),
  /** How long a dispatch can be taken back before mail and invoice are sent. */
  dispatchGraceMinutes: z
    .number('Say a number of minutes.')
    .int('Whole minutes.')
    .min(0, 'Not less than none.')
    .max(60, 'At most an hour: the customer waits for the mail.')
    .optional(),
  workingWeekdays: z
    .array(z.number().int().min(1).max(7))
    .min(1, 'Choose at least one working day.')
    .transform((days) => [...new Set(days)].sort())
    .optional(),
})
export type OrganisationInput = z.input<typeof organisationInput>
export const changeOrganisationInput = organisationInput.extend({ version: version.optional() })

const heldRoles = z
  .array(z.enum(roles))
  .min(1, 'Choose at least one role.')
  .transform((held) => roles.filter((role) => held.includes(role)))

export const inviteInput = z.strictObject({ email, roles: heldRoles })
export type InviteInput = z.input<typeof inviteInput>
export const invitationRef = z.strictObject({ id: z.uuid() })

export const changeRolesInput = z.strictObject({ userId: z.uuid(), roles: heldRoles })
export type ChangeRolesInput = z.input<typeof changeRolesInput>
export const memberRef = z.strictObject({ userId: z.uuid() })

export const apiKeyInput = z.strictObject({ name: z.string().trim().min(1, 'Say what the key is for.').max(100) })
export const apiKeyRef = z.strictObject({ id: z.uuid() })

/** A run of background work that failed. */
export const workRef = z.strictObject({ runId: z.string().trim().min(1).max(64) })

/** A mail that was not sent. */
export const mailRef = z.strictObject({ id: z.uuid() })
