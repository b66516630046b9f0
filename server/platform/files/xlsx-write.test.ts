import { expect, it } from 'vitest'
import { parseXlsx } from './xlsx'
import { typedCell, writeWorkbook } from './xlsx-write'

it('a workbook has numbers, days and text as such, and never a formula', async () => {
  const cells = ['=1+1', '+49 30', '@SUM(A1)', '007', '12.50', '2026-11-30', true, null, -3, 12n] as const
  const rows = [cells.map((cell) => typedCell(cell, false)), cells.map((cell) => typedCell(cell, true))]
  const bytes = await writeWorkbook(
    cells.map((_cell, nth) => `c${nth}`),
    rows,
  )
  const read = await parseXlsx(bytes)
  expect(read.rows[1]).toEqual(['=1+1', '+49 30', '@SUM(A1)', '007', '12.50', '2026-11-30', 'true', '', '-3', '12'])
  expect(read.rows[2]).toEqual(['=1+1', '+49 30', '@SUM(A1)', '7', '12.5', '2026-11-30', 'true', '', '-3', '12'])
})
