import { describe, expect, it } from 'vitest'
import type { Tracking } from '@/server/catalog/rules'
import { withPasted } from './arrived'

const product = (tracking: Tracking) => ({ productId: tracking, sku: tracking, tracking })
const line = (tracking: Tracking, quantity: number, lot?: string) => ({
  product: product(tracking),
  quantity,
  ...(lot ? { lot } : {}),
})
const told = (lines: ReturnType<typeof line>[] | null) => lines?.map((one) => [one.quantity, one.lot ?? ''])

describe('a pasted row of goods in', () => {
  it('joins the line of its product', () => {
    expect(told(withPasted([line('NONE', 2)], line('NONE', 3)))).toEqual([[5, '']])
  })

  it('does not join goods of a lot that was named already', () => {
    const named = line('LOT', 2, 'A')
    expect(told(withPasted([named], line('LOT', 3)))).toEqual([
      [2, 'A'],
      [3, ''],
    ])
    expect(told(withPasted([named, line('LOT', 3)], line('LOT', 4)))).toEqual([
      [2, 'A'],
      [7, ''],
    ])
  })

  it('is a line for each piece with a serial number, and refused for several', () => {
    expect(told(withPasted([line('SERIAL', 1)], line('SERIAL', 1)))).toEqual([
      [1, ''],
      [1, ''],
    ])
    expect(withPasted([line('SERIAL', 1)], line('SERIAL', 2))).toBeNull()
  })
})
