import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { filled, flatAddresses } from '../rules/address'
import { type CustomerInput, customerInput } from '../schema'
import { checkRelated, checkWritten, named, related } from './related'
import { newCustomers } from './write-customers'

export interface CreatedCustomer {
  customerId: string
  number: string
}

/**
 * Creates a customer with a number and an empty credit account, on the organisation's default terms unless others are
 * named. Refuses with NOT_FOUND (terms, payer, group, account owner, service), PAYER_HAS_PAYER, EXTERNAL_KEY_TAKEN, POSTCODE_WRONG, STATE_MISSING,
 * CUSTOMER_TAX_NUMBER_WRONG, TAX_DIGITS_WRONG and REGISTRATION_NUMBER_WRONG.
 */
export async function createCustomer(
  ctx: Ctx,
  input: CustomerInput & { idempotencyKey?: string },
): Promise<CreatedCustomer> {
  const { idempotencyKey, ...fields } = input
  const facts = customerInput.parse(fields)
  const customerId = newId(ctx.now)
  const create = (taken: NumberTaken) =>
    transaction(ctx, idempotent('customer.create', idempotencyKey, input), async (tx) => {
      const [[found]] = await tx.run(related(ctx, null, facts))
      const paymentTermsId = checkRelated(null, facts, found)
      const country = facts.country ?? ctx.organisation.country
      const settled = { paymentTermsId, payerId: facts.payerId ?? null, country }
      const given = checkWritten({ ...filled(facts, flatAddresses([])), ...settled })
      const number = taken()
      await tx.commit(...newCustomers(ctx, [{ customerId, number, facts: given }]))
      return { customerId, number }
    }).catch((error: unknown) => {
      throw named(error)
    })
  return withNumber(ctx, ['CUSTOMER', 'CU-'], create)
}
