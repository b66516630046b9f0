import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { createCustomer } from '@/server/customer/mutations/create'
import { writeQuote } from '@/server/order/mutations/quote'
import { matchLine } from './match'
import { recordReceipt } from './record-receipt'
import { refund } from './refund'

const ends = async (made: Promise<{ number: string }>) => Number((await made).number.split('-')[1])

it('a refusal takes no number: the next customer, quote, receipt and refund has the one after the last, and so has a repeat', async () => {
  const { ctx } = await makeOrganisation()
  const { customerId } = await makeCustomer(ctx)
  const { productId } = await makeProduct(ctx)
  const customer = (more: object = {}) => createCustomer(ctx, { name: 'Nordlicht', ...more })
  const quote = (validUntil: string) =>
    writeQuote(ctx, { customerId, validUntil, lines: [{ productId, quantity: 1, unitPrice: '1' }] })
  const money = { customerId, amountMinor: 5_000n, method: 'BANK' as const }
  const receive = (more: object = {}) => recordReceipt(ctx, { ...money, receivedOn: ctx.today, ...more })
  const { receiptId: sourceId } = await receive()
  const back = (amountMinor: bigint) =>
    refund(ctx, {
      sourceKind: 'RECEIPT',
      sourceId,
      amountMinor,
      method: 'BANK',
      refundedOn: ctx.today,
      reason: 'Paid twice',
    })
  const key = { idempotencyKey: randomUUID() }
  const verbs: [make: () => Promise<{ number: string }>, refuse: (() => Promise<unknown>)[]][] = [
    [customer, [() => customer({ payerId: randomUUID() }), () => customer({ country: 'DE', billPostcode: '12' })]],
    [() => quote('2199-12-31'), [() => quote('2000-01-01')]],
    [
      () => receive(key),
      [
        () => receive({ receivedOn: '2999-01-01' }),
        () => receive({ customerId: randomUUID() }),
        () => matchLine(ctx, { customerId, bankLineId: randomUUID() }),
      ],
    ],
    [() => back(1n), [() => back(50_000n)]],
  ]
  for (const [make, refusals] of verbs) {
    const before = await ends(make())
    for (const refuse of refusals) expect(await refused(refuse())).not.toBe('done')
    // A repeat of the same request answers the kept number and takes none.
    if (make === verbs[2]?.[0]) {
      expect(await ends(make())).toBe(before)
      expect(await ends(receive())).toBe(before + 1)
    } else expect(await ends(make())).toBe(before + 1)
  }
})
