import { expect, it } from 'vitest'
import { formulasIn } from './cells'

it.each([
  ['note', '=1+1', false],
  ['description', '-5 (cool)', false],
  ['packerNote', '@Uwe (late)', false],
  ['driverNote', '+1 box (heavy)', false],
  ['openingHours', '=8-12', false],
  ['note', '#REF!', true],
  ['phone', '+44 (0)20 7946 0000', false],
  ['contactPhone', '+49 (30) 1', false],
  ['phone', '=49+30', true],
  ['notes', '=1+1', true],
])('of %s, %s is taken for a formula: %s', (field, text, isFormula) => {
  expect(formulasIn({ [field]: text })).toEqual(isFormula ? [{ field, code: 'CELL_IS_FORMULA' }] : [])
})
