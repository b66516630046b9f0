import { expect, it } from 'vitest'
import { readCounted } from './pasted-counts'

const first = (text: string, locale = 'en') =>
  readCounted(text, locale).map(({ bin, lot, goods, isNone }) => {
    const [one] = goods.readings
    return [bin, one?.code, isNone ? 0 : one?.quantity, one?.pack, lot].filter(
      (said) => said !== undefined && said !== '',
    )
  })

it.each([
  ['a spreadsheet', 'A-01-2\tMG-1001\t24', [['A-01-2', 'MG-1001', 24]]],
  ['its heads', 'Bin\tSKU\tCounted\nA-01-2\tMG-1001\t24', [['A-01-2', 'MG-1001', 24]]],
  ['a lot', 'A-01-2\tPH-340\t6\tH-261130', [['A-01-2', 'PH-340', 6, 'H-261130']]],
  ['nothing left', 'A-01-2\tMG-1001\t0', [['A-01-2', 'MG-1001', 0]]],
  ['nothing left, with a point', 'A-01-2;MG-1001;0.00', [['A-01-2', 'MG-1001', 0]]],
  ['packs', 'A-01-2;MG-1001;3 cases', [['A-01-2', 'MG-1001', 3, 'XCS']]],
  ['a barcode', 'A-01-2|4006381333931|7', [['A-01-2', '4006381333931', 7]]],
  ['what was typed', 'A-01-2 MG-1001 24', [['A-01-2', 'MG-1001', 24]]],
  ['what was typed with commas', 'A-01-2, MG-1001, 24', [['A-01-2', 'MG-1001', 24]]],
  ['nothing left, typed', 'A-01-2 MG-1001 0', [['A-01-2', 'MG-1001', 0]]],
  [
    'two rows and an empty one',
    'A-01\tX-1\t2\n\nA-02\tX-2\t3',
    [
      ['A-01', 'X-1', 2],
      ['A-02', 'X-2', 3],
    ],
  ],
  ['digits that are no zero', 'A-01-2 MG-1001 1 000', [['A-01-2', 'MG-1001', 1000]]],
  ['tenths that are no zero', 'A-01-2 MG-1001 10,0', [['A-01-2', 'MG-1001', 10]]],
  ['none of a barcode, typed', 'A-01-2 4006381333931 0', [['A-01-2', '4006381333931', 0]]],
  ['no quantity', 'A-01-2\tMG-1001\t', [['A-01-2']]],
  ['no quantity, typed', 'A-01-2 MG-1001', [['A-01-2']]],
  ['a minus', 'A-01-2\tMG-1001\t-3', [['A-01-2']]],
  ['nothing at all', ' \n', []],
])('a count list reads %s', (_, text, rows) => {
  expect(first(text)).toEqual(rows)
})

it('reads the decimal mark of the language', () => {
  expect(first('A-01\tCB-01\t1,25', 'de')).toEqual([['A-01', 'CB-01', 1.25]])
})
