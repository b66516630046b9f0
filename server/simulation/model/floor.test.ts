import { expect, it } from 'vitest'
import { runFloor } from './floor'
import { deeds } from './floor-deeds'

// `npm run prove -- floor` runs a thousand sequences, of another seed each time.
it('whatever people do on the floor, in any order: the stock is true and nothing is stuck', async () => {
  const { wrong, done } = await runFloor(6, 20261129)
  expect(wrong).toBeNull()
  expect(done.size).toBeGreaterThan(9)
})

it('finds a put back that forgets the shelf', async () => {
  const { wrong } = await runFloor(40, 7, { ...deeds, putBack: () => false })
  expect(wrong).toMatch(/lie in a tote/)
})
