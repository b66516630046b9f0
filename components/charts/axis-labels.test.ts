import { expect, it } from 'vitest'
import { axisLabels } from './axis-labels'

const stages = [
  'Order entry',
  'Credit',
  'Waiting for stock',
  'Pick and pack',
  'Waiting for carrier',
  'Transit',
  'Invoicing',
]
const weeks = Array.from({ length: 26 }, (_, week) => `${(week % 28) + 1} Nov`)

it('writes labels in lines where they fit, and turns them where they do not', () => {
  expect(axisLabels(['Not due', '1–30'], 600)).toEqual({ angle: 0, lines: [['Not due'], ['1–30']], height: 29 })
  expect(axisLabels(stages, 700).angle).toBe(0)
  expect(axisLabels(stages, 700).lines[4]).toEqual(['Waiting for', 'carrier'])
  expect(axisLabels(stages, 320).angle).toBe(-45)
  expect(axisLabels(weeks, 320).angle).toBe(-90)
})

it.each([280, 320, 390, 640, 820, 1100, 1440])(
  'leaves none out at %s pixels, and none across its neighbour',
  (width) => {
    for (const labels of [stages, weeks, weeks.slice(0, 13), ['Not due', '1–30', '31–60', '61–90', 'Over 90']]) {
      const { lines, angle, height } = axisLabels(labels, width)
      expect(lines.map((one) => one.join(' '))).toEqual(labels)
      const place = width / labels.length
      if (angle === 0) expect(Math.max(...lines.flat().map((line) => line.length)) * 6.1).toBeLessThanOrEqual(place)
      else expect(place).toBeGreaterThan(angle === -45 ? 16 : 10)
      expect(height).toBeLessThan(140)
    }
  },
)
