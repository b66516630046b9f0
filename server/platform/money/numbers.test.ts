import { expect, it } from 'vitest'
import { readDecimal } from './written'

it.each<[string, '.' | ',', string | null]>([
  ['1234.5678', '.', '1234.5678'],
  ['1.234,5678', ',', '1234.5678'],
  ['-12.5', '.', '-12.5'],
  ['(12.5)', '.', '-12.5'],
  ['-0.00', '.', '0'],
  ['0', ',', '0'],
  ['', '.', null],
  ['twelve', '.', null],
  ['1.2.3', '.', null],
  ['1.5 5', '.', null],
  ['1234567890123456789012345678901', '.', null],
  ['123456789012345678901234567890', '.', '123456789012345678901234567890'],
])('%j with the decimal sign %j is the number %s', (text, sign, number) => expect(readDecimal(text, sign)).toBe(number))
