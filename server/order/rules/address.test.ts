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

describe('the ship-to address', () => {
  const bill = {
    name: 'Weber',
    billCountry: 'DE',
    billLine: 'Kai 1',
    billExtra: 'Hof',
    billPostcode: '20457',
    billCity: 'Hamburg',
    billRegion: 'HH',
  }
  const ship = { name: 'Lager', line: 'Gasse 2', city: 'Wien', country: 'AT', deliveryDays: [2], driverNote: 'Tor 3' }
  const to = (facts: object) => shipToOf(facts as BuyerFacts)

  it('is the bill-to address when there is no other', () => {
    const billed = {
      name: 'Weber',
      line: 'Kai 1',
      extra: 'Hof',
      postcode: '20457',
      city: 'Hamburg',
      region: 'HH',
      country: 'DE',
    }
    expect(to({ ...bill, shipAddress: null })).toEqual(billed)
    expect(to({ ...bill, shipAddress: { name: 'Lager', country: 'AT' } })).toEqual(billed)
  })

  it('is the address for goods with all its facts, and none of the bill-to address', () => {
    expect(to({ ...bill, shipAddress: ship })).toEqual(ship)
  })

  it('has no street when no address is known', () => {
    expect(to({ name: 'Weber', billCountry: 'DE', billLine: null, shipAddress: null })).toEqual({
      name: 'Weber',
      line: '',
      country: 'DE',
    })
  })
})
