import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkOrganisation } from '../check/check'
import { ctxAt } from '../drive'
import { type History, readHistory } from './history'
import { daysLateOf, usualPayers } from './payers'
import { replay } from './replay'
import { replayOrganisation } from './set-up'
import { compareTotals } from './totals'

const head = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'
const rows = [
  '1001,85123A,WHITE LANTERN,6,2011-03-01 08:26:00,2.55,17850.0,United Kingdom',
  '1001,71053,"LANTERN, METAL",6,2011-03-01 08:26:00,3.39,17850.0,United Kingdom',
  '1001,71053,"LANTERN, METAL",6,2011-03-01 08:26:00,3.39,17850.0,United Kingdom',
  '1001,POST,POSTAGE,1,2011-03-01 08:26:00,18.00,17850.0,United Kingdom',
  '1002,85123a ,WHITE LANTERN,12,2011-03-01 09:00:00,2.10,,France',
  '1002,22752,,2,2011-03-01 09:00:00,0.001,,France',
  '1003,71053,LANTERN METAL,24,2011-03-02 16:59:00,3.39,17850.0,United Kingdom',
  '1004,21730,,3,2011-03-02 17:10:00,0.0,12583.0,France',
  '1005,21730,GLASS STAR,-3,2011-03-02 17:12:00,4.25,12583.0,France',
  'A1006,B,Adjust bad debt,1,2011-03-03 10:00:00,11062.06,,United Kingdom',
  '1007,POST,POSTAGE,2,2011-03-03 11:00:00,18.00,12583.0,France',
  'C1008,85123A,WHITE LANTERN,-2,2011-03-04 09:00:00,2.55,17850.0,United Kingdom',
  'C1009,85123A,WHITE LANTERN,-500,2011-03-04 09:10:00,2.55,17850.0,United Kingdom',
]

async function historyOf(name: string, lines: string[]): Promise<History> {
  const path = join(mkdtempSync(join(tmpdir(), 'history-')), name)
  writeFileSync(path, [head, ...lines].join('\n'))
  return readHistory(path)
}

const manners = (seed: string) => ({ seed, daysLate: daysLateOf(usualPayers, seed), approved: 1, proven: 0.5 })

describe('replaying an order history', () => {
  it('keeps what cannot be an order apart, with its reason and row', async () => {
    const history = await historyOf('rows.csv', rows)
    expect(history.orders.map((order) => [order.reference, order.lines.length])).toEqual([
      ['1001', 4],
      ['1002', 2],
      ['1003', 1],
      ['1007', 1],
    ])
    expect(history.unfit).toEqual([
      { row: 9, reference: '1004', reason: 'NO_PRICE' },
      { row: 10, reference: '1005', reason: 'QUANTITY_NOT_POSITIVE' },
      { row: 11, reference: 'A1006', reason: 'BAD_DEBT_ADJUSTMENT' },
    ])
    await expect(historyOf('short.csv', ['1'])).rejects.toThrow('Invalid Record Length')
  })

  it('takes every order to its end, equal to the file, and goes on where it was interrupted', async () => {
    const history = await historyOf('whole.csv', rows)
    const seed = `t${Date.now()}`
    const organisation = await replayOrganisation('whole.csv', seed, history)
    const interrupted = replay(organisation, history, manners(seed), (_world, at) => {
      if (at > new Date('2011-03-02T00:00:00Z')) throw new Error('killed')
    })
    await expect(interrupted).rejects.toThrow('killed')
    const { world, refused } = await replay(
      await replayOrganisation('whole.csv', seed, history),
      history,
      manners(seed),
      () => {},
    )
    expect(refused.map(({ reference, reason, lines }) => [reference, reason, lines[0]?.quantity])).toEqual([
      ['C1009', 'NO_SUCH_SALE', 496],
    ])
    for (const { figure, fileMinor, bookedMinor } of await compareTotals(world, history, refused))
      expect([figure, bookedMinor]).toEqual([figure, fileMinor])
    expect(await checkOrganisation(ctxAt(world, new Date()))).toEqual([])
  })
})
