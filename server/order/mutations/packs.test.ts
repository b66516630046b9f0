import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { type MadeOrganisation, makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { changeProduct } from '@/server/catalog/mutations/product'
import { floorOrder } from '@/server/fulfilment/queries/order'
import { read } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { checkOrganisation } from '@/server/simulation/check/check'
import { copiedSale } from '../queries/copy'
import { lastOrder } from '../queries/last'
import { previewOrder } from '../queries/preview'
import { previewInput } from '../schema'
import { acceptQuote } from './accept-quote'
import { amend } from './amend'
import { confirm } from './confirm'
import { writeQuote } from './quote'
import { sendQuote } from './send-quote'

const packs = [
  { unit: 'XCS', quantity: 12, gtin: null },
  { unit: 'XCR', quantity: 48, gtin: null },
]
let made: MadeOrganisation
let customerId: string
beforeAll(async () => {
  made = await makeOrganisation()
  customerId = await makeBuyer(made.ctx)
})
afterAll(async () => {
  expect(await checkOrganisation(made.ctx)).toEqual([])
})

const linesOf = async (orderId: string) =>
  (
    await read(
      made.ctx,
      sql<{
        id: string
        ordered: number
        pack: string | null
        packSize: number | null
      }>`SELECT id, ordered, pack, pack_size FROM order_line
        WHERE organisation_id = ${made.ctx.organisationId} AND order_id = ${orderId} ORDER BY position`,
    )
  )[0]

it('two cases of 12 are 24 units: the line and the pick task keep the pack, and an odd quantity drops it', async () => {
  const { ctx } = made
  const productId = await makeGoods(ctx, { stock: 100, packs })
  const two = { productId, quantity: 24, pack: 'XCS' }
  expect(await refused(confirm(ctx, { customerId, lines: [{ ...two, quantity: 25 }] }))).toBe('PACK_NOT_WHOLE')
  expect(await refused(confirm(ctx, { customerId, lines: [{ ...two, pack: 'XPX' }] }))).toBe('PACK_UNKNOWN')
  const { lines: told } = await previewOrder(ctx, previewInput.parse({ customerId, lines: [two] }))
  expect(told).toMatchObject([{ netMinor: 24_000n }])
  const { orderId } = await confirm(ctx, { customerId, lines: [two] })
  const [line] = await linesOf(orderId)
  expect(line).toMatchObject({ ordered: 24, pack: 'XCS', packSize: 12 })
  expect((await floorOrder(ctx, { orderId })).lines).toMatchObject([{ pack: 'XCS', packSize: 12, packs }])
  expect((await lastOrder(ctx, { customerId }))?.lines).toMatchObject([{ quantity: 24, pack: 'XCS', packs }])
  expect((await copiedSale(ctx, { kind: 'order', id: orderId })).lines).toMatchObject([{ pack: 'XCS', packs }])
  const to = (quantity: number) => amend(ctx, { orderId, lines: [{ lineId: line?.id as string, quantity }] })
  await to(36)
  expect(await linesOf(orderId)).toMatchObject([{ ordered: 36, pack: 'XCS' }])
  await to(40)
  expect(await linesOf(orderId)).toMatchObject([{ ordered: 40, pack: null, packSize: null }])
  await amend(ctx, { orderId, added: [{ ...two, quantity: 12 }] })
  expect(await linesOf(orderId)).toMatchObject([{ pack: null }, { ordered: 12, pack: 'XCS' }])
})

it('an accepted quote keeps its packs, also when the size of a case has changed since', async () => {
  const { ctx } = made
  const productId = await makeGoods(ctx, { stock: 100, packs })
  const lines = [{ productId, quantity: 24, pack: 'XCS' }]
  const { id } = await writeQuote(ctx, { customerId, validUntil: ctx.today, lines })
  await sendQuote(ctx, { id })
  await changeProduct(ctx, {
    id: productId,
    name: 'Smaller',
    unitPrice: '10',
    packs: [{ unit: 'XCS', quantity: 10, gtin: null }],
  })
  const { orderId } = await acceptQuote(ctx, { id, name: 'Ann' })
  expect(await linesOf(orderId)).toMatchObject([{ ordered: 24, pack: 'XCS', packSize: 12 }])
})

it('refuses to change a product’s unit while an order with it is being written', async () => {
  const { ctx } = made
  for (let round = 0; round < 8; round++) {
    const productId = await makeGoods(ctx)
    const change = { id: productId, name: 'Rice', unitPrice: '10', unit: 'KGM', places: 3, packs: [] }
    const [changed] = await Promise.all([
      refused(changeProduct(ctx, change)),
      confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] }),
    ])
    const [[same]] = await read(
      ctx,
      sql<{
        same: boolean
      }>`SELECT l.unit = p.unit AND l.places = p.places AS same FROM order_line l JOIN product p ON p.organisation_id = l.organisation_id AND p.id = l.product_id
        WHERE l.organisation_id = ${ctx.organisationId} AND l.product_id = ${productId}`,
    )
    expect([changed, same?.same]).toEqual([expect.stringMatching(/^(done|UNIT_USED)$/), true])
  }
})
