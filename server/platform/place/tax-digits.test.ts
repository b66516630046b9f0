import { expect, it } from 'vitest'
import { taxNumberOf } from './country'
import { taxDigitsRight } from './tax-digits'

const numbers =
  'ATU13585627 BE0776091951 BG175074752 CY10259033P CZ25123891 DE136695976 DK13585628 EE100931558 ESA28015865 FI20774740 FR40303265045 GB980780684 ' +
  'GREL094259216 HR33392005961 HU12892312 IE1234567T IT00743110157 LT119511515 LU15027442 LV40003521600 MT11679112 NL004495445B01 PL8567346215 PT501964843 ' +
  'RO18547290 SE556703748501 SI50223054 SK2022749619'

it.each(numbers.split(' '))(
  'a VAT number with right check digits is right, and one with a wrong digit is not: %s',
  (text) => {
    const [country, number] = [text.slice(0, 2), text.startsWith('GREL') ? text.slice(2) : text]
    expect(taxNumberOf(country, number)).toBe(number)
    expect(taxDigitsRight(country, number)).toBe(true)
    // Two digits that have changed places are what a check digit is for.
    const at = [...number].findIndex(
      (one, index) => index > 2 && /\d/.test(one) && /\d/.test(number[index + 1] ?? '') && one !== number[index + 1],
    )
    const typed = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
    expect(taxDigitsRight(country, typed)).toBe(false)
  },
)

it.each([
  ['GB', 'XI980780684', true],
  ['DE', 'FR40303265045', true],
  ['DE', 'FR41303265045', false],
  ['CH', 'CHE116281710MWST', true],
  ['NO', 'NO923609016MVA', true],
  ['US', '12-3456789', true],
  ['BR', 'anything', true],
])('by the country of its letters, else of the customer; of others nobody knows: %s %s', (country, number, right) => {
  expect(taxDigitsRight(country, number)).toBe(right)
})
