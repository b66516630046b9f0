import { describe, expect, it } from 'vitest'
import type { BuyerFacts } from '../queries/facts'
import { lacksAddress, shipToOf } from './promise'

describe('an address is missing', () => {
  const whole = { name: 'Anna', line: 'Mill Lane 1', city: 'Bristol', country: 'GB' }
  it.each([
    ['when goods go to half of one', 'DELIVERY', ['SERVICE', 'GOODS'], { ...whole, city: '' }, true],
    ['not when it is whole', 'DELIVERY', ['GOODS'], whole, false],
    ['not for services', 'DELIVERY', ['SERVICE'], { ...whole, line: '' }, false],
    ['not when the customer collects', 'CUSTOMER_COLLECTS', ['GOODS'], { ...whole, line: '' }, false],
  ])('%s', (_, serviceKind, kinds, shipTo, missing) => {
    const lines = kinds.map((kind) => ({ kind }))
    expect(lacksAddress(serviceKind, lines, shipTo)).toBe(missing)
  })
})

describe('goods go', () => {
  const bill = {
    name: 'Weber',
    country: 'DE',
    billLine: 'Kai 1',
    billExtra: 'Hof',
    billPostcode: '20457',
    billCity: 'Hamburg',
    billRegion: 'HH',
  }
  const ship = {
    shipName: 'Lager',
    shipLine: 'Gasse 2',
    shipExtra: 'Tor 3',
    shipPostcode: '1010',
    shipCity: 'Wien',
    shipRegion: 'W',
    shipCountry: 'AT',
  }
  const none = Object.fromEntries(Object.keys(ship).map((key) => [key, null]))
  const to = (facts: object) => shipToOf(facts as BuyerFacts)
  const billed = {
    name: 'Weber',
    line: 'Kai 1',
    extra: 'Hof',
    postcode: '20457',
    city: 'Hamburg',
    region: 'HH',
    country: 'DE',
  }

  it('where the customer is, when nothing else is said', () => {
    expect(to({ ...bill, ...none })).toEqual(billed)
    expect(to({ ...bill, ...ship, shipLine: null })).toEqual(billed)
  })

  it('where the customer wants them, with nothing of the other address', () => {
    expect(to({ ...bill, ...ship })).toEqual({
      name: 'Lager',
      line: 'Gasse 2',
      extra: 'Tor 3',
      postcode: '1010',
      city: 'Wien',
      region: 'W',
      country: 'AT',
    })
    expect(to({ ...bill, ...none, shipLine: 'Gasse 2' })).toEqual({ name: 'Weber', line: 'Gasse 2', country: 'DE' })
  })

  it('nowhere, when no address is known', () => {
    expect(to({ ...none, name: 'Weber', country: 'DE', billLine: null })).toEqual({
      name: 'Weber',
      line: '',
      country: 'DE',
    })
  })
})
