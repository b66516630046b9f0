import { expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct } from '@/prisma/seed/records'
import { giveLegalDetails, ship } from '@/prisma/seed/shipment'
import { issueForShipment } from '@/server/invoicing/mutations/issue'
import { issueCreditNote } from '@/server/invoicing/mutations/issue-credit-note'
import { confirm } from '@/server/order/mutations/confirm'
import { addDays } from '@/server/platform/time/calendar'
import { addEntry } from '@/server/pricing/mutations/entry'
import { createPriceList } from '@/server/pricing/mutations/price-list'
import { discountReasons } from '@/server/pricing/queries/entries'
import { discountsGiven } from './queries/discounts'

it('what was taken off list prices is told by reason, customer and seller, less what was credited', async () => {
  const { ctx, owner } = await makeOrganisation()
  await giveLegalDetails(ctx)
  const { productId } = await makeProduct(ctx, { unitPrice: '12', stock: 90 })
  const { id: priceListId } = await createPriceList(ctx, { name: 'All', audience: 'ALL', validFrom: ctx.today })
  await addEntry(ctx, { priceListId, productId, unitPrice: '10' })
  const reasons = new Map((await discountReasons(ctx)).map((one) => [one.name, one.id]))
  const off = (name: string, percent: string) => ({ discount: { percent, reasonId: reasons.get(name) as string } })
  const sell = async (customerId: string, lines: object[], by = ctx) => {
    const { orderId } = await confirm(by, {
      customerId,
      lines: lines.map((line) => ({ productId, quantity: 2, ...line })),
    })
    const { invoiceId } = await issueForShipment(ctx, await ship(ctx, orderId, 9))
    return invoiceId
  }
  const [{ customerId: ann }, { customerId: bob }] = [await makeCustomer(ctx), await makeCustomer(ctx)]
  const invoiceId = await sell(ann, [
    off('Volume', '10'),
    { unitPrice: '8' },
    {},
    { unitPrice: '9', ...off('Sample', '100') },
  ])
  await sell(bob, [off('Volume', '5')], { ...ctx, actor: { kind: 'SYSTEM', id: null } as never })
  const given = await discountsGiven(ctx, { days: 30 })
  expect(given.total).toMatchObject({ listMinor: 100_00n, givenMinor: 2_00n + 4_00n + 20_00n + 1_00n, lines: 4 })
  expect(given.reasons.map((row) => [row.by, row.name, row.givenMinor, row.lines])).toEqual([
    ['REASON', 'Sample', 18_00n, 1],
    ['TYPED', null, 6_00n, 2],
    ['REASON', 'Volume', 3_00n, 2],
  ])
  expect(given.customers.map((row) => [row.id, row.givenMinor])).toEqual([
    [ann, 26_00n],
    [bob, 1_00n],
  ])
  expect(given.sellers.map((row) => [row.id, row.name, row.givenMinor])).toEqual([
    [owner.userId, owner.name, 26_00n],
    [null, null, 1_00n],
  ])
  await issueCreditNote(ctx, { invoiceId, lines: [{ position: 1, quantity: 1 }], reason: 'Broken' })
  expect((await discountsGiven(ctx, { days: 30 })).reasons.at(-1)).toMatchObject({ name: 'Volume', givenMinor: 2_00n })
  const before = { from: addDays(ctx.today, -9), to: addDays(ctx.today, -2) }
  expect(await discountsGiven(ctx, before)).toMatchObject({ total: { listMinor: 0n, givenMinor: 0n }, reasons: [] })
  expect((await discountsGiven((await makeOrganisation()).ctx, { days: 30 })).customers).toEqual([])
})
