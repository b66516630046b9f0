import { expect, it } from 'vitest'
import { isPostcodeWrong } from '@/server/platform/place/postcode'
import { refuseWithoutState, withPostcode } from './postcode'

const at = (postcode: string | null, country = 'DE') => ({ city: 'Berlin', postcode, country })

it.each([
  ['typed well', at('D-10115'), undefined, '10115'],
  ['typed wrong', at('ABC'), undefined, 'POSTCODE_WRONG'],
  ['of another country', at('10115', 'GB'), undefined, 'POSTCODE_WRONG'],
  ['left out', at(null), undefined, null],
  ['empty', at(''), undefined, ''],
  ['of a country without a form', at('Dublin 4', 'IE'), null, 'Dublin 4'],
  ['wrong, and so before', at('ABC'), at('ABC'), 'ABC'],
  ['as before, not quite as its country writes it', at('D 10115'), at('D 10115'), 'D 10115'],
  ['wrong, and another wrong one before', at('XYZ'), at('ABC'), 'POSTCODE_WRONG'],
  ['as before, in another country that writes it otherwise', at('D 10115', 'FR'), at('D 10115'), '10115'],
  ['another one, in the same country', at('D-20457'), at('10115'), '20457'],
  ['as before, in a country that has no such', at('10115', 'GB'), at('10115'), 'POSTCODE_WRONG'],
])('a postcode that is %s', (_, place, before, expected) => {
  const isWrong = expected === 'POSTCODE_WRONG'
  expect(isPostcodeWrong(place, before)).toBe(isWrong)
  if (!isWrong) return expect(withPostcode(place, before)).toEqual({ ...place, postcode: expected })
  const { country } = place
  expect(() => withPostcode(place, before, ['shipTo.postcode'])).toThrow(
    expect.objectContaining({
      code: 'POSTCODE_WRONG',
      parameters: { field: 'postcode', example: country === 'DE' ? '20457' : 'BS1 4RW', paths: ['shipTo.postcode'] },
    }),
  )
  expect(() => withPostcode(place, before)).toThrow(
    expect.objectContaining({ parameters: { field: 'postcode', example: expect.any(String) } }),
  )
})

it('an address without a postcode stays without one', () => {
  const place: { country: string; postcode?: string } = { country: 'DE' }
  expect(withPostcode(place)).toBe(place)
})

it.each([
  ['of a country of states', { city: 'Dallas', country: 'US' }, null, 'state'],
  ['of one of provinces', { city: 'Ottawa', country: 'CA' }, null, 'province'],
  ['that has it', { city: 'Dallas', region: 'TX', country: 'US' }, null, null],
  ['of another country', { city: 'Berlin', country: 'DE' }, null, null],
  ['that stood so before', { city: 'Dallas', country: 'US' }, { city: 'Dallas', country: 'US' }, null],
])('an address without a state %s', (_, place, before, called) => {
  const refusing = () => refuseWithoutState(place, before)
  if (!called) return expect(refusing).not.toThrow()
  expect(refusing).toThrow(expect.objectContaining({ code: 'STATE_MISSING', parameters: { field: 'region', called } }))
})
