import { expect, it } from 'vitest'
import { makeGoods } from '@/prisma/seed/floor'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { addWarehouse } from '@/server/inventory/mutations/warehouse'
import { places } from '@/server/inventory/queries/places'
import { receive } from '@/server/order/mutations/receive'
import { read } from '@/server/platform/database/run'
import { addDays } from '@/server/platform/time/calendar'
import { checkOrganisation } from '@/server/simulation/check/check'
import { transferNote } from '../documents/transfer-note'
import { receiveTransfer } from '../mutations/receive-transfer'
import { sendTransfer } from '../mutations/send-transfer'
import { transferNoteFile } from './transfer-paper'
import { listTransfers, takenFor, transferRecord } from './transfers'

it('says from which bin each lot of a transfer is taken; what arrives of a lot is no more than was sent of it', async () => {
  const { ctx } = await makeOrganisation()
  const stranger = (await makeOrganisation()).ctx
  const { warehouses } = await places(ctx)
  const fromWarehouseId = warehouses[0]?.id ?? ''
  const toWarehouseId = (await addWarehouse(ctx, { code: 'NORTH', name: 'North', city: 'Derry' })).id
  const [productId, plain] = [await makeGoods(ctx, { tracking: 'LOT' }), await makeGoods(ctx, { stock: 3 })]
  const lotOf = (number: string, days: number) => ({ number, expiresOn: addDays(ctx.today, days) })
  await receive(ctx, {
    lines: [
      { productId, quantity: 4, lot: lotOf('EARLY', 10) },
      { productId, quantity: 4, lot: lotOf('LATE', 90) },
    ],
  })
  const { id, number } = await sendTransfer(ctx, {
    fromWarehouseId,
    toWarehouseId,
    expectedOn: addDays(ctx.today, -1),
    note: 'Two crates',
    lines: [
      { productId, quantity: 2, lot: 'LATE' },
      { productId, quantity: 5 },
      { productId: plain, quantity: 1 },
    ],
  })
  const transfer = await transferRecord(ctx, id)
  expect(transfer.lots).toMatchObject([
    { lot: 'EARLY', sent: 4, onWay: 4 },
    { lot: 'LATE', sent: 3, onWay: 3 },
  ])
  const [taken] = await read(ctx, takenFor(ctx, id))
  const printed = { sentOn: ctx.today, places: [], locale: 'en-IE', pageSize: 'A4' as const }
  const { table, notes, barcode } = transferNote(transfer, taken, printed)
  expect(table?.columns.map(({ label }) => label)).toEqual(['Bin', 'SKU', 'Product', 'Lot', 'Sent', 'Arrived'])
  const cells = table?.rows.map((row) => [row.cells[0] === '–', row.cells[3], row.cells[4]]) ?? []
  expect(cells).toEqual(
    expect.arrayContaining([
      [false, 'EARLY', '4'],
      [false, 'LATE', '3'],
      [false, '–', '1'],
    ]),
  )
  expect([notes, barcode]).toEqual([['Two crates'], number])
  expect((await transferNoteFile(ctx, id)).bytes.subarray(0, 4).toString()).toBe('%PDF')
  expect(await refused(transferNoteFile(stranger, id))).toBe('NOT_FOUND')

  expect((await listTransfers(ctx, { late: true })).rows).toMatchObject([{ number }])
  expect((await listTransfers(ctx, { warehouseId: toWarehouseId })).rows).toHaveLength(1)
  const elsewhere = (await addWarehouse(ctx, { code: 'WEST', name: 'West', city: 'Galway' })).id
  expect((await listTransfers(ctx, { warehouseId: elsewhere })).rows).toEqual([])

  const late = (quantity: number) => [{ productId, quantity, lot: 'LATE' }]
  expect(await refused(receiveTransfer(ctx, { id, lines: late(4), rest: 'EXPECTED' }))).toBe('LOT_HAS_FEWER')
  await receiveTransfer(ctx, { id, lines: late(3), rest: 'EXPECTED' })
  expect((await transferRecord(ctx, id)).lots.map(({ lot, onWay }) => [lot, onWay])).toEqual([
    ['EARLY', 4],
    ['LATE', 0],
  ])
  await receiveTransfer(ctx, { id, lines: [], rest: 'LOST' })
  expect((await listTransfers(ctx, { late: true, state: 'ALL' })).rows).toEqual([])
  expect(await checkOrganisation(ctx)).toEqual([])
})
