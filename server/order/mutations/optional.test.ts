import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeBuyer, makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { listTaxCategories } from '@/server/catalog/queries'
import { type Ctx, mintCtx } from '@/server/platform/context/ctx'
import { read, transaction } from '@/server/platform/database/run'
import { sql } from '@/server/platform/database/sql'
import { addDays } from '@/server/platform/time/calendar'
import { virtualClock } from '@/server/platform/time/clock'
import { discountReasons } from '@/server/pricing/queries/entries'
import { retaxed } from '../queries/offer'
import { quoteRecord } from '../queries/quotes'
import { reckonQuote } from '../queries/reckoned'
import { orderRecord } from '../queries/record'
import { asOffered } from '../rules/offered'
import { acceptQuote } from './accept-quote'
import { writeQuote } from './quote'
import { printedQuote, quoteFile, renderQuote, versionFile } from './quote-paper'
import { linkQuote } from './send-quote'

let ctx: Ctx
let customerId: string
let productId: string
let reasonId: string
beforeAll(async () => {
  ctx = (await makeOrganisation()).ctx
  customerId = await makeBuyer(ctx)
  productId = await makeGoods(ctx, { stock: 100 })
  reasonId = (await discountReasons(ctx))[0]?.id ?? ''
})

const line = (unitPrice: string, optional = false) => ({ productId, quantity: 1, unitPrice, optional })
/** A sent quote of one line at 100, and two optional ones at 40 and 7, with something on the whole. */
async function offered(whole: object = {}): Promise<string> {
  const lines = [line('100'), line('40', true), line('7', true)]
  const { id } = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 30), lines, ...whole } as never)
  await linkQuote(ctx, { id })
  return id
}
const netOf = async (id: string, ticked: number[]) => (await reckonQuote(ctx, { id, ticked })).netMinor

describe('optional lines of a quote', () => {
  const cases: [what: string, whole: () => object, none: bigint, second: bigint, both: bigint][] = [
    ['nothing on the whole', () => ({}), 100_00n, 140_00n, 147_00n],
    ['10 % off, also off what is ticked', () => ({ discount: { percent: '10', reasonId } }), 90_00n, 126_00n, 132_30n],
    ['30 off, whatever is ticked', () => ({ discount: { amount: '30', reasonId } }), 70_00n, 110_00n, 117_00n],
    [
      'a charge, whatever is ticked',
      () => ({ charges: [{ kind: 'EXPRESS', amount: '12' }] }),
      112_00n,
      152_00n,
      159_00n,
    ],
  ]
  it.each(cases)(
    'with %s: its sums are without them, and follow the ticks',
    async (_what, whole, none, second, both) => {
      const id = await offered(whole())
      const { quote } = await quoteRecord(ctx, { id })
      expect([quote.netMinor, await netOf(id, []), await netOf(id, [2]), await netOf(id, [2, 3])]).toEqual([
        none,
        none,
        second,
        both,
      ])
      const sums = await reckonQuote(ctx, { id, ticked: [3, 2] })
      const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer', ticked: [2, 3] })
      const { order, lines } = await orderRecord(ctx, { id: orderId })
      expect(order).toMatchObject({ netMinor: both, taxMinor: sums.taxMinor, grossMinor: sums.grossMinor })
      expect(lines).toHaveLength(3)
    },
  )

  it('are accepted as ticked: the order, the paper and what is kept with its hash have those and no others', async () => {
    const id = await offered()
    const sent = await versionFile(ctx, (await quoteRecord(ctx, { id })).quote.versionId ?? '')
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer', ticked: [3] })
    const { lines } = await orderRecord(ctx, { id: orderId })
    expect(lines.map(({ netMinor }) => netMinor)).toEqual([100_00n, 7_00n])
    const { quote } = await quoteRecord(ctx, { id })
    const kept = JSON.parse(quote.accepted ?? '')
    expect(kept).toMatchObject({ netMinor: '10700', lines: [{ position: 1 }, { position: 3 }] })
    expect(quote.acceptedHash).toBe(
      createHash('sha256')
        .update(quote.accepted ?? '')
        .digest('hex'),
    )
    expect(quote.netMinor).toBe(100_00n)
    const paper = await quoteFile(ctx, id)
    expect(paper.fileName).toBe(`${quote.number} as accepted.pdf`)
    expect((await versionFile(ctx, quote.versionId ?? '')).bytes.equals(sent.bytes)).toBe(true)
    expect(paper.bytes.equals(sent.bytes)).toBe(false)
    const later = mintCtx({ ...ctx, clock: virtualClock(new Date(ctx.now.getTime() + 5 * 86_400_000)) })
    const other = await offered()
    await acceptQuote(ctx, { id: other, name: 'Ada Buyer', ticked: [3] })
    const said = await printedQuote(ctx, other)
    const then = asOffered(said.quote, JSON.parse(said.quote.accepted ?? ''), said.quote.sentAt as Date)
    const dated = await renderQuote(later, { ...said, ...then })
    expect((await quoteFile(later, other)).bytes.equals(dated)).toBe(true)
    expect(await acceptQuote(ctx, { id, name: 'Ada Buyer', ticked: [2, 3] })).toMatchObject({ orderId })
    const overwrite = sql`UPDATE quote_version SET accepted = NULL, accepted_hash = NULL WHERE organisation_id = ${ctx.organisationId} AND accepted IS NOT NULL`
    await expect(transaction(ctx, {}, (tx) => tx.commit(overwrite))).rejects.toThrow(/never changed/)
  })

  it('can be taken without any of them, and nothing else can be left out or ticked', async () => {
    const id = await offered()
    for (const ticked of [[1], [4], [2, 1]]) {
      expect(await refused(acceptQuote(ctx, { id, name: 'Ada Buyer', ticked }))).toBe('QUOTE_NOT_OPTIONAL')
      expect(await refused(reckonQuote(ctx, { id, ticked }))).toBe('QUOTE_NOT_OPTIONAL')
    }
    const { orderId } = await acceptQuote(ctx, { id, name: 'Ada Buyer' })
    expect((await orderRecord(ctx, { id: orderId })).lines).toHaveLength(1)
    const only = { customerId, validUntil: addDays(ctx.today, 30), lines: [line('5', true)] }
    expect(await refused(writeQuote(ctx, only))).toBe('QUOTE_ALL_OPTIONAL')
    // Of two taxes, the second line that they take stands where an optional one was offered.
    const reduced = (await listTaxCategories(ctx)).find(({ code }) => code === 'AA')
    const other = await makeGoods(ctx, { stock: 9, taxCategoryId: reduced?.id })
    const lines = [line('100'), line('40', true), { ...line('9'), productId: other }]
    const mixed = await writeQuote(ctx, { customerId, validUntil: addDays(ctx.today, 30), lines })
    await linkQuote(ctx, { id: mixed.id })
    const bought = await acceptQuote(ctx, { id: mixed.id, name: 'Ada Buyer' })
    expect(await read(ctx, retaxed(ctx, bought.orderId))).toEqual([[]])
    const stranger = (await makeOrganisation()).ctx
    expect(await refused(reckonQuote(stranger, { id, ticked: [] }))).toBe('NOT_FOUND')
  })
})
