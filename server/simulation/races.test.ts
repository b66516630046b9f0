import { describe, expect, it } from 'vitest'
import { races } from './races'

describe('races of 32 clients, short; npm run prove runs a thousand rounds', () => {
  it.each(races)('$name has exactly one winner', async ({ run }) => {
    expect(await run(3)).toEqual([])
  })
})
