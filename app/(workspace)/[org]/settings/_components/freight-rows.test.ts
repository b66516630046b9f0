import { describe, expect, it } from 'vitest'
import { byValue, byWeight } from '@/prisma/seed/freight'
import { freightProblems } from '@/server/carrier/rules'
import { newRow, pastedRows, rowsOf, sortedRows, stepsOf } from './freight-rows'

const manner = { currency: 'EUR', locale: 'de-DE', countries: [{ value: 'IE', label: 'Ireland' }] }

describe('the rows in which a freight table is typed', () => {
  it.each([byValue([0, 9_90], [50_00, 5_90], [0, 19_90, 'IE']), byWeight([0, 6_90], [5000, 12_90], [31_500, 0])])(
    'are the table again',
    (table) => {
      const rows = rowsOf(table, 'EUR')
      expect(stepsOf(table.by, rows, 'EUR')).toEqual(table.steps)
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
    },
  )

  it('keep what cannot be read, and an empty cell is empty', () => {
    const [row] = rowsOf(byValue([0, 1]), 'EUR')
    const steps = (amount: string) => stepsOf('VALUE', row ? [{ ...row, amount }] : [], 'EUR')
    expect([steps('1.5'), steps('1.505'), steps('-3'), steps(' ')].map(([one]) => one?.amountMinor)).toEqual([
      '150',
      '1.505',
      '-300',
      '',
    ])
    expect(freightProblems(steps('-3'))).toMatchObject([{ step: 0, field: 'amountMinor' }])
  })

  it('begin at nought, and a further one is for the country of the last', () => {
    expect(stepsOf('WEIGHT', [newRow([])], 'EUR')).toEqual([{ country: null, from: '0', amountMinor: '' }])
    expect(newRow(rowsOf(byValue([0, 1], [0, 2, 'IE']), 'EUR'))).toMatchObject({ country: 'IE', value: '', grams: '' })
  })

  it('are put in order by the size that counts', () => {
    const rows = rowsOf(byValue([50_00, 1], [0, 2, 'IE'], [0, 3]), 'EUR')
    expect(sortedRows('VALUE', rows, 'EUR').map(({ amount }) => amount)).toEqual(['0.03', '0.01', '0.02'])
  })
})

describe('rows of a spreadsheet', () => {
  const told = (text: string) =>
    pastedRows(text, manner).map(({ country, value, grams, amount }) => [country, value, grams, amount])

  it('say from where on and what it costs, with the country or without; a head is left out', () => {
    expect(told('To\tFrom\tFreight\nIreland\t0\t€ 19,90\r\nie\t31,5\t49\nEverywhere else\t0\t5')).toEqual([
      ['IE', '0', '0', '19.90'],
      ['IE', '31.5', '31500', '49'],
      ['', '0', '0', '5'],
    ])
    expect(told('0\t9,90\n\n50\t5,90\n')).toEqual([
      ['', '0', '0', '9.90'],
      ['', '50', '50000', '5.90'],
    ])
  })

  it('that cannot be read stay as they are written', () => {
    expect(told('Atlantis\tfrom 5\t$ 3')).toEqual([['Atlantis', 'from 5', 'from 5', '$ 3']])
  })
})
