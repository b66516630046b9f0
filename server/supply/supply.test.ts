import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeProduct } from '@/prisma/seed/records'
import { refused, refusedWith } from '@/prisma/seed/refused'
import { makePlanned, makeSupplier } from '@/prisma/seed/supply'
import { receive } from '@/server/order/mutations/receive'
import { addDays } from '@/server/platform/time/calendar'
import { closePlanned, expectOn } from './mutations/close'
import { changePlanned, plan } from './mutations/plan'
import { purchaseListFile } from './queries/paper'
import { expectedReceipts, listPlanned, plannedRecord } from './queries/planned'
import { productSupply } from './queries/proposals'

describe('a planned receipt', () => {
  it('is planned once by its key, on the supplier usual day, and shown with what it costs', async () => {
    const { ctx } = await makeOrganisation()
    const [saw, axe] = [await makeProduct(ctx), await makeProduct(ctx)]
    const { supplierId } = await makeSupplier(ctx)
    const input = {
      supplierId,
      reference: 'AB-77',
      lines: [
        { productId: saw.productId, quantity: 12, unitCost: '1.25' },
        { productId: axe.productId, quantity: 3, unitCost: '0.333333', expectedOn: addDays(ctx.today, 30) },
      ],
      idempotencyKey: randomUUID(),
    }
    const { id, number } = await plan(ctx, input)
    expect(await plan(ctx, input)).toMatchObject({ id, number })
    const record = await plannedRecord(ctx, id)
    expect(record).toMatchObject({ state: 'OPEN', reference: 'AB-77', costMinor: 1600n })
    expect(record.expectedOn >= addDays(ctx.today, 5)).toBe(true)
    expect(record.lines.map((line) => [line.position, line.sku, line.quantity, line.costMinor])).toEqual([
      [1, saw.sku, 12, 1500n],
      [2, axe.sku, 3, 100n],
    ])
    for (const q of [number, 'ab-77', 'holz'])
      expect((await listPlanned(ctx, { q })).rows).toMatchObject([
        { id, products: 2, units: 15, received: 0, expected: 15, unit: 'C62', lines: 2, done: 0, late: false },
      ])
    expect((await listPlanned(ctx, { productId: axe.productId, supplierId })).rows).toHaveLength(1)
    expect((await listPlanned(ctx, { state: 'LATE' })).rows).toEqual([])
    expect(await expectedReceipts(ctx)).toMatchObject([{ id, products: [{ expected: 12 }, { expected: 3 }] }])
    expect((await purchaseListFile(ctx, id)).fileName).toBe(`${number}.pdf`)
    const service = await makeProduct(ctx, { kind: 'SERVICE' })
    expect(await refused(makePlanned(ctx, [{ productId: service.productId, quantity: 1 }]))).toBe('NOT_BOUGHT')
    const flour = await makeProduct(ctx, { unit: 'KGM', places: 3 })
    await makePlanned(
      ctx,
      [saw, flour].map(({ productId }) => ({ productId, quantity: 1000 })),
    )
    const mixed = (await listPlanned(ctx, { productId: flour.productId })).rows
    expect(mixed).toMatchObject([{ unit: null, lines: 2, done: 0 }])
  })

  it('is changed line by line at its version; what it was stands in its story', async () => {
    const { ctx } = await makeOrganisation()
    const [saw, axe, nail] = [await makeProduct(ctx), await makeProduct(ctx), await makeProduct(ctx)]
    const { id } = await makePlanned(ctx, [
      { productId: saw.productId, quantity: 10 },
      { productId: axe.productId, quantity: 5, inDays: 9 },
    ])
    const { version, lines } = await plannedRecord(ctx, id)
    const [first, second] = lines
    const change = {
      id,
      version,
      note: 'Ring before',
      lines: [
        { productId: nail.productId, quantity: 100 },
        { id: first?.id, productId: saw.productId, quantity: 8, expectedOn: addDays(ctx.today, 3) },
      ],
    }
    expect(
      await refused(
        changePlanned(ctx, { ...change, lines: [{ ...change.lines[1], productId: axe.productId, quantity: 1 }] }),
      ),
    ).toBe('NOT_FOUND')
    await changePlanned(ctx, change)
    expect(await refused(changePlanned(ctx, change))).toBe('CHANGED_MEANWHILE')
    const after = await plannedRecord(ctx, id)
    expect(after).toMatchObject({ note: 'Ring before', expectedOn: addDays(ctx.today, 3) })
    const sooner = addDays(ctx.today, 3)
    expect(after.lines.map((line) => [line.position, line.sku, line.quantity, line.reckonedOn])).toEqual([
      [1, nail.sku, 100, addDays(ctx.today, 7)],
      [2, saw.sku, 8, sooner],
    ])
    expect(after.lines.some((line) => line.id === second?.id)).toBe(false)
    expect(await payloadsOf(ctx, 'supply/receipt.changed', axe.productId)).toMatchObject([{ units: 108, before: 15 }])
  })

  it('moves to another day, and is cancelled whole; then nothing of it changes', async () => {
    const { ctx } = await makeOrganisation()
    const stranger = (await makeOrganisation()).ctx
    const { productId } = await makeProduct(ctx)
    const { id } = await makePlanned(ctx, [{ productId, quantity: 10 }])
    const expectedOn = addDays(ctx.today, 20)
    for (const work of [expectOn, closePlanned, (inner: typeof ctx) => plannedRecord(inner, id)])
      expect(await refused(work(stranger, { id, expectedOn }))).toBe('NOT_FOUND')
    await expectOn(ctx, { id, expectedOn })
    expect(await plannedRecord(ctx, id)).toMatchObject({ expectedOn, lines: [{ expectedOn, reckonedOn: expectedOn }] })
    expect(await closePlanned(ctx, { id })).toEqual({ state: 'CANCELLED' })
    const ended = ['cancelled', 'closed'].map((how) => payloadsOf(ctx, `supply/receipt.${how}`, id))
    expect(await Promise.all(ended)).toEqual([[{ units: 10 }], []])
    expect(await refused(closePlanned(ctx, { id }))).toBe('PLANNED_OVER')
    expect(await refused(expectOn(ctx, { id, expectedOn }))).toBe('PLANNED_OVER')
    expect(await refused(changePlanned(ctx, { id, lines: [{ productId, quantity: 1 }] }))).toBe('PLANNED_OVER')
    expect((await listPlanned(ctx, { state: 'CANCELLED' })).rows).toMatchObject([{ id }])
    expect(await expectedReceipts(ctx)).toEqual([])
  })

  it('of which part came is closed with the rest, which alone moves to another day', async () => {
    const { ctx } = await makeOrganisation()
    const [{ productId: saw, sku }, { productId: axe }] = [await makeProduct(ctx), await makeProduct(ctx)]
    const { supplierId } = await makeSupplier(ctx)
    const { id } = await plan(ctx, {
      supplierId,
      lines: [
        { productId: saw, quantity: 4, unitCost: '2.5', expectedOn: addDays(ctx.today, 7) },
        { productId: axe, quantity: 5, unitCost: '3', expectedOn: addDays(ctx.today, 9) },
      ],
    })
    await receive(ctx, { plannedReceiptId: id, lines: [{ productId: saw, quantity: 4 }] })
    // What came costs from now on what was paid for it, and a line without a cost says nothing.
    const again = await makePlanned(ctx, [{ productId: saw, quantity: 1 }], { supplierId })
    await receive(ctx, { plannedReceiptId: again.id, lines: [{ productId: saw, quantity: 1 }] })
    const costs = [await productSupply(ctx, { productId: saw }), await productSupply(ctx, { productId: axe })]
    expect(costs.map(({ unitCost }) => unitCost)).toEqual(['2.5', null])
    expect(await payloadsOf(ctx, 'supply/receipt.closed', id)).toEqual([])
    const less = (await plannedRecord(ctx, id)).lines.map((line) => ({
      id: line.id,
      productId: line.productId,
      quantity: 3,
    }))
    const planks = (await makeProduct(ctx, { unit: 'MTR', places: 1 })).productId
    const long = await makePlanned(ctx, [{ productId: planks, quantity: 90 }], { supplierId })
    await receive(ctx, { plannedReceiptId: long.id, lines: [{ productId: planks, quantity: 25 }] })
    const [length] = (await plannedRecord(ctx, long.id)).lines
    const shorter = { id: long.id, lines: [{ id: length?.id, productId: planks, quantity: 24 }] }
    expect(await refusedWith(changePlanned(ctx, shorter))).toMatchObject([
      'PLANNED_BELOW_RECEIVED',
      { received: 2.5, unit: 'MTR' },
    ])
    expect(await refusedWith(changePlanned(ctx, { id, lines: less }))).toEqual([
      'PLANNED_BELOW_RECEIVED',
      { sku, received: 4 },
    ])
    // Of a line that came whole, nothing has to come that others could wait for.
    await receive(ctx, { plannedReceiptId: id, lines: [{ productId: axe, quantity: 1 }] })
    const expectedOn = addDays(ctx.today, 20)
    await expectOn(ctx, { id, expectedOn })
    const { lines } = await plannedRecord(ctx, id)
    expect(lines.map((line) => [line.expectedOn, line.reckonedOn])).toEqual([
      [addDays(ctx.today, 7), addDays(ctx.today, 7)],
      [expectedOn, expectedOn],
    ])
    expect(await payloadsOf(ctx, 'supply/receipt.postponed', axe)).toEqual([
      { from: addDays(ctx.today, 9), to: expectedOn },
    ])
    expect(await closePlanned(ctx, { id })).toEqual({ state: 'RECEIVED' })
    expect(await payloadsOf(ctx, 'supply/receipt.closed', axe)).toEqual([{ units: 4 }])
  })
})
