import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkOrganisation } from '../check/check'
import { ctxAt } from '../drive'
import { readTime } from './dates'
import { UnreadableFile } from './file'
import { type History, readHistory } from './history'
import { daysLateOf, readPayers, usualPayers } from './payers'
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
  'C1008,POST,POSTAGE,-1,2011-03-04 09:00:00,18.00,17850.0,United Kingdom',
  'C1010,post,POSTAGE,-1,2011-03-05 09:00:00,18.00,12583.0,France',
  'C1012,22752,MUG,-4,2011-03-05 10:00:00,1.25,12583.0,France',
  '1011,22752,MUG,4,2011-03-05 10:00:00,1.25,12583.0,France',
  'C1009,85123A,WHITE LANTERN,-500,2011-03-04 09:10:00,2.55,17850.0,United Kingdom',
]

async function historyOf(name: string, lines: string[]): Promise<History> {
  const path = join(mkdtempSync(join(tmpdir(), 'history-')), name)
  writeFileSync(path, [head, ...lines].join('\n'))
  return readHistory(path)
}

const manners = (seed: string) => ({ seed, daysLate: daysLateOf(usualPayers, seed), approved: 1, proven: 0.5 })

describe('replaying an order history', () => {
  it('keeps rows that cannot be orders apart, with reason and row number', async () => {
    const history = await historyOf('rows.csv', rows)
    expect(history.orders.map((order) => [order.reference, order.lines.length])).toEqual([
      ['1001', 4],
      ['1002', 2],
      ['1003', 1],
      ['1007', 1],
      ['1011', 1],
    ])
    expect(history.unfit).toEqual([
      { row: 9, reference: '1004', reason: 'NO_PRICE' },
      { row: 10, reference: '1005', reason: 'QUANTITY_NOT_POSITIVE' },
      { row: 11, reference: 'A1006', reason: 'BAD_DEBT_ADJUSTMENT' },
    ])
  })

  it('reads other ways of writing, and gives each row that is no order its reason', async () => {
    const written = [
      '1,22333,a\u0000b  c,4.0,12/1/2010 8:26, 3.00 ,777.0,UK',
      '2,22333,,4,31/12/2010 15:30,3.00,,',
      '3,22333,a,4,29/02/2011 15:30,3.00,777,UK',
      '4,22333,a,4,01/01/2011 24:30,3.00,777,UK',
      '5,22333,a,4,01/01/2011 14:30,"3,00",777,UK',
      '6,22333,a,4,01/01/2011 14:30,-3.00,777,UK',
      '7,22333,a,20000000,01/01/2011 14:30,3.00,777,UK',
      ',22333,a,4,01/01/2011 14:30,3.00,777,UK',
      '9,22333',
      '10,22333,a 5" box,4,2011-01-01T14:30,3.00,777,UK,more',
    ]
    const path = join(mkdtempSync(join(tmpdir(), 'history-')), 'dates.csv')
    writeFileSync(
      path,
      `\uFEFF${['Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country', ...written].join('\r\n')}`,
    )
    const history = await readHistory(path)
    expect(history.orders.map(({ reference, at, customerKey, lines }) => [reference, at, customerKey, lines])).toEqual([
      ['1', '2010-01-12 08:26:00', '777', [{ code: '22333', description: 'a b c', quantity: 4, unitPrice: '3.00' }]],
      [
        '2',
        '2010-12-31 15:30:00',
        'not recorded, Unspecified',
        [{ code: '22333', description: '22333', quantity: 4, unitPrice: '3.00' }],
      ],
      [
        '10',
        '2011-01-01 14:30:00',
        '777',
        [{ code: '22333', description: 'a 5" box', quantity: 4, unitPrice: '3.00' }],
      ],
    ])
    expect(history.unfit.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'BAD_DATE'],
      [5, 'BAD_DATE'],
      [6, 'BAD_PRICE'],
      [7, 'NEGATIVE_PRICE'],
      [8, 'BAD_QUANTITY'],
      [9, 'NO_REFERENCE'],
      [10, 'BAD_DATE'],
    ])
    expect([readTime('12/1/2010 8:26', 'MONTH_FIRST'), readTime('1-12-2010', 'DAY_FIRST')]).toEqual([
      '2010-12-01 08:26:00',
      '2010-12-01 00:00:00',
    ])
  })

  it.each<[string, Buffer | string, string]>([
    ['nothing.csv', '', 'The file is empty.'],
    ['head.csv', head, 'The file has a head and no rows.'],
    ['semicolons.csv', head.replaceAll(',', ';'), 'not separated by commas'],
    ['columns.csv', `${head.replace('Quantity,', '')}\n1,2,3,4,5,6,7`, 'The file has no column Quantity.'],
    ['cut.csv.gz', gzipSync(rows.join('\n')).subarray(0, 60), 'The file ends in the middle'],
    ['broken.csv.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6]), 'The compressed file is damaged'],
    ['quote.csv', `${head}\n1,2,"3,4`, 'A quotation mark is opened and never closed'],
  ])('says of %s in a sentence what is wrong', async (name, content, sentence) => {
    const path = join(mkdtempSync(join(tmpdir(), 'history-')), name)
    writeFileSync(path, content)
    const reading = readHistory(path)
    await expect(reading).rejects.toThrow(sentence)
    await expect(reading).rejects.toBeInstanceOf(UnreadableFile)
  })

  it('reads payers with days before months or after, and says so when none ever paid', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'payers-'))
    const columns = 'SettledDate,DueDate,customerID,other'
    writeFileSync(
      join(folder, 'a.csv'),
      `${columns}\n2/20/2013,2/18/2013,a,1\n,2/18/2013,a,1\n2013-02-01,2013-02-03,b,1\n`,
    )
    writeFileSync(join(folder, 'b.csv'), `${columns}\n,2/18/2013,a,1\n`)
    expect(await readPayers(join(folder, 'a.csv'))).toEqual([[2], [-2]])
    await expect(readPayers(join(folder, 'b.csv'))).rejects.toThrow('no row with a due and a settled day')
  })

  it('takes every order to its end with the totals of the file, and goes on where it was interrupted', async () => {
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
    const again = await replay(await replayOrganisation('whole.csv', seed, history), history, manners(seed), () => {})
    expect(again.before).toBe(5)
    for (const run of [{ world, refused }, again]) {
      expect(run.refused.map(({ reference, reason, lines }) => [reference, reason, lines[0]?.quantity])).toEqual([
        ['C1009', 'NO_SUCH_SALE', 496],
      ])
      for (const { figure, fileMinor, bookedMinor } of await compareTotals(run.world, history, run.refused))
        expect([figure, bookedMinor]).toEqual([figure, fileMinor])
      expect(await checkOrganisation(ctxAt(run.world, new Date()))).toEqual([])
    }
  })
})
