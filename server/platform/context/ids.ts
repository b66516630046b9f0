import { randomFillSync, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

const bytesOfAnId = 16
const pool = new Uint8Array(256 * bytesOfAnId)
let taken = pool.length

/** Random bytes for one id. They are drawn for many ids at once, which is faster. */
function randomBytes(): Uint8Array {
  if (taken === pool.length) {
    randomFillSync(pool)
    taken = 0
  }
  taken += bytesOfAnId
  return pool.subarray(taken - bytesOfAnId, taken)
}

let latestMs = 0
let sequence = 0

/**
 * A new version 7 id with `now` as its time. The program makes ids, so that a virtual clock applies to them too. Ids
 * made in sequence at the same time sort in that sequence, and so do the events of one verb.
 */
export function newId(now: Date): string {
  const msecs = now.getTime()
  sequence = msecs === latestMs ? sequence + 1 : randomInt(0x7fffffff)
  latestMs = msecs
  return v7({ msecs, seq: sequence, random: randomBytes() })
}
