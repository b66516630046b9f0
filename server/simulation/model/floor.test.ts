import { expect, it } from 'vitest'
import { runFloor } from './floor'
import { deeds } from './floor-deeds'

// `npm run prove -- floor` runs a thousand sequences, of another seed each time.
it('stock stays true and nothing gets stuck, whatever people do on the floor in any order', async () => {
  const { wrong, done } = await runFloor(6, 20261129)
  expect(wrong).toBeNull()
  expect(done.size).toBeGreaterThan(9)
})

it('finds a planted fault: a put back that does not book the shelf', async () => {
  const { wrong } = await runFloor(40, 7, { ...deeds, putBack: () => false })
  expect(wrong).toMatch(/lie in a tote/)
})
