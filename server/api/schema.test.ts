import { describe, expect, it } from 'vitest'
import { openApi } from './documents/openapi'
import { apiOrderInput } from './schema'

const line = { sku: 'CUP', quantity: 1 }
const order = { customer: { number: 'C-1' }, lines: [line] }
const reason = 'loyal'

describe('a discount over the interface', () => {
  it.each<[string, object, boolean]>([
    ['percent', { percent: '12.5', reason }, true],
    ['all of it', { percent: '100', reason }, true],
    ['all of it, to the place', { percent: '100.0000', reason }, true],
    ['an amount', { amount: '100.0001', reason }, true],
    ['neither', { reason }, false],
    ['both', { percent: '1', amount: '1', reason }, false],
    ['no reason', { percent: '1' }, false],
    ['a reason of blanks', { percent: '1', reason: ' ' }, false],
    ['nothing off', { percent: '0.00', reason }, false],
    ['no amount off', { amount: '0', reason }, false],
    ['more than all', { percent: '100.1', reason }, false],
    ['a thousand percent', { percent: '1000', reason }, false],
    ['less than nothing', { percent: '-1', reason }, false],
    ['a fifth place', { percent: '1.00001', reason }, false],
    ['something else', { percent: '1', reason, off: '1' }, false],
  ])('is %s (%j): %s', (_, discount, taken) => {
    expect(apiOrderInput.safeParse({ ...order, discount }).success).toBe(taken)
    expect(apiOrderInput.safeParse({ ...order, lines: [{ ...line, discount }] }).success).toBe(taken)
  })

  it('is described as exactly what is taken: one of two, without further rules', () => {
    const described = JSON.stringify(openApi('http://localhost').components.schemas.OrderInput)
    const { properties } = JSON.parse(described)
    for (const { anyOf } of [properties.discount, properties.lines.items.properties.discount]) {
      expect(anyOf.map(({ required }: { required: string[] }) => required)).toEqual([
        ['percent', 'reason'],
        ['amount', 'reason'],
      ])
      for (const one of anyOf) expect(one.additionalProperties).toBe(false)
      const percent = new RegExp(anyOf[0].properties.percent.pattern)
      expect(['0.01', '99.9999', '100', '100.00'].every((text) => percent.test(text))).toBe(true)
      expect(['0', '0.0000', '100.01', '101', '1,5', ''].some((text) => percent.test(text))).toBe(false)
    }
  })
})
