import type { Ctx } from '@/server/platform/context/ctx'
import { newId } from '@/server/platform/context/ids'
import { idempotent } from '@/server/platform/database/idempotency'
import { type NumberTaken, withNumber } from '@/server/platform/database/numbers'
import { transaction } from '@/server/platform/database/run'
import { insert } from '@/server/platform/database/sql'
import { recordEvents } from '@/server/platform/events/events'
import { afterForm, filled, flatAddresses, withoutAddresses } from '../rules/address'
import { type CustomerInput, customerInput } from '../schema'
import { checkRelated, checkWritten, named, related } from './related'
import { insertAddress } from './write-address'

export interface CreatedCustomer {
  customerId: string
  number: string
}

/**
 * Creates a customer with a number and an empty credit account, on the organisation's default terms unless others are
 * named. Refuses with NOT_FOUND (terms, payer, group, account owner, service), PAYER_HAS_PAYER, EXTERNAL_KEY_TAKEN, POSTCODE_WRONG and
 * CUSTOMER_TAX_NUMBER_WRONG.
 * The credit account is written here although credit stands above: a customer without one cannot buy, so they begin together.
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
      const { currency, country } = ctx.organisation
      const settled = { paymentTermsId, payerId: facts.payerId ?? null, country: facts.country ?? country }
      const { tags, ...given } = checkWritten({ ...filled(facts, flatAddresses([])), ...settled })
      const ids = { bill: newId(ctx.now), ship: newId(ctx.now) }
      const { added } = afterForm([], given, { before: given.country, after: given.country }, ids)
      const own = withoutAddresses(given)
      const number = taken()
      await tx.commit(
        insert(ctx, 'customer', [{ id: customerId, number, currency, createdAt: ctx.now, ...own }]),
        ...added.map((one) => insertAddress(ctx, customerId, one)),
        ...(tags.length > 0
          ? [
              insert(
                ctx,
                'customerTag',
                tags.map((tag) => ({ customerId, tag })),
              ),
            ]
          : []),
        insert(ctx, 'creditAccount', [{ customerId, currency }]),
        recordEvents(ctx, [{ name: 'customer/customer.created', objects: [['customer', customerId]] }]),
      )
      return { customerId, number }
    }).catch((error: unknown) => {
      throw named(error)
    })
  return withNumber(ctx, ['CUSTOMER', 'CU-'], create)
}
