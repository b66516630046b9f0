import type { Ctx } from '@/server/platform/context/ctx'
import { conflict, notFound, refuse } from '@/server/platform/context/errors'
import { transaction } from '@/server/platform/database/run'
import { expectRows, sql } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import {
  accountNumberExample,
  accountNumberOf,
  bankCodeCalled,
  bankCodeExample,
  bankCodeOf,
} from '@/server/platform/place/bank'
import { taxNumberOf } from '@/server/platform/place/country'
import { postcodeExample, postcodeOf } from '@/server/platform/place/postcode'
import { lacksState, stateCalled } from '@/server/platform/place/states'
import { type OrganisationInput, organisationInput } from '../schema'

interface Settings {
  name: string
  legalName: string | null
  addressLine: string | null
  addressExtra: string | null
  postcode: string | null
  city: string | null
  region: string | null
  taxRegistered: boolean | null
  taxNumber: string | null
  email: string | null
  phone: string | null
  iban: string | null
  bic: string | null
  bankName: string | null
  accountNumber: string | null
  bankCode: string | null
  prepaidDays: number | null
  quoteReminderBeforeDays: number | null
  quoteReminderAfterDays: number | null
  paperSize: string | null
  labelSize: string | null
  dispatchGraceMinutes: number
  workingWeekdays: number[]
}

/**
 * The settings after a change: the fields of the input replace the old values. Refuses with TAX_NUMBER_WRONG,
 * ORGANISATION_STATE_MISSING, BANK_CODE_WRONG, ACCOUNT_NUMBER_WRONG and ORGANISATION_POSTCODE_WRONG. A number or postcode that stood there before is left as it is.
 */
function settingsAfter(ctx: Ctx, before: Settings, input: OrganisationInput): Settings {
  const named = Object.entries(organisationInput.parse(input)).filter(([, value]) => value !== undefined)
  const after: Settings = { ...before, ...Object.fromEntries(named) }
  const { country } = ctx.organisation
  if (after.postcode && after.postcode !== before.postcode)
    after.postcode =
      postcodeOf(country, after.postcode) ??
      refuse('ORGANISATION_POSTCODE_WRONG', { field: 'postcode', example: postcodeExample(country) })
  if (after.bankCode && after.bankCode !== before.bankCode)
    after.bankCode =
      bankCodeOf(country, after.bankCode) ??
      refuse('BANK_CODE_WRONG', {
        field: 'bankCode',
        called: bankCodeCalled(country),
        example: bankCodeExample(country),
      })
  if (after.accountNumber && after.accountNumber !== before.accountNumber)
    after.accountNumber =
      accountNumberOf(country, after.accountNumber) ??
      refuse('ACCOUNT_NUMBER_WRONG', { field: 'accountNumber', example: accountNumberExample(country) })
  const place = { line: after.addressLine, city: after.city, region: after.region, country }
  if (lacksState(place, { line: before.addressLine, city: before.city, region: before.region, country }))
    refuse('ORGANISATION_STATE_MISSING', { field: 'region', called: stateCalled(country).toLowerCase() })
  if (after.taxRegistered === false) return { ...after, taxNumber: null }
  if (!after.taxNumber || after.taxNumber === before.taxNumber) return after
  const taxNumber = taxNumberOf(country, after.taxNumber) ?? refuse('TAX_NUMBER_WRONG', { field: 'taxNumber' })
  return { ...after, taxNumber }
}

/**
 * Changes the organisation's own details; documents already issued stay as they were sent. The event tells the
 * reactions that wait for these details, such as invoices that could not be issued. Refuses with TAX_NUMBER_WRONG,
 * ORGANISATION_POSTCODE_WRONG, ORGANISATION_STATE_MISSING, BANK_CODE_WRONG, ACCOUNT_NUMBER_WRONG, and with CHANGED_MEANWHILE when the settings have changed since `version` was read.
 */
export async function changeOrganisation(
  ctx: Ctx,
  { version, ...input }: OrganisationInput & { version?: string },
): Promise<void> {
  await transaction(ctx, {}, async (tx) => {
    const [[found]] = await tx.run(
      sql<
        Settings & { version: string }
      >`SELECT xmin::text AS version, name, legal_name, address_line, address_extra, postcode, city, region, tax_registered, tax_number, email, phone, iban, bic, bank_name, account_number, bank_code, prepaid_days, quote_reminder_before_days, quote_reminder_after_days, dispatch_grace_minutes, paper_size, label_size, working_weekdays
        FROM organisation WHERE id = ${ctx.organisationId} FOR NO KEY UPDATE`,
    )
    if (!found) notFound('organisation')
    const { version: now, ...before } = found
    if (version !== undefined && version !== now) conflict('CHANGED_MEANWHILE')
    const f = settingsAfter(ctx, before, input)
    const fields = Object.keys(f).filter((key) => same(f, before, key as keyof Settings) === false)
    if (fields.length === 0) return
    await tx.commit(
      expectRows(
        1,
        sql`UPDATE organisation SET name = ${f.name}, legal_name = ${f.legalName}, address_line = ${f.addressLine}, address_extra = ${f.addressExtra},
          postcode = ${f.postcode}, city = ${f.city}, region = ${f.region}, tax_registered = ${f.taxRegistered}, tax_number = ${f.taxNumber},
          email = ${f.email}, phone = ${f.phone}, iban = ${f.iban}, bic = ${f.bic}, bank_name = ${f.bankName}, account_number = ${f.accountNumber}, bank_code = ${f.bankCode}, prepaid_days = ${f.prepaidDays},
          quote_reminder_before_days = ${f.quoteReminderBeforeDays}, quote_reminder_after_days = ${f.quoteReminderAfterDays}, dispatch_grace_minutes = ${f.dispatchGraceMinutes}, paper_size = ${f.paperSize}, label_size = ${f.labelSize},
          working_weekdays = ${f.workingWeekdays}::int[] WHERE id = ${ctx.organisationId}`,
      ),
      recordEvents(ctx, [
        { name: 'platform/organisation.changed', objects: [['organisation', ctx.organisationId]], payload: { fields } },
      ]),
    )
  })
}

const same = (after: Settings, before: Settings, key: keyof Settings) => String(after[key]) === String(before[key])
