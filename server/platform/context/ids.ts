import { randomFillSync, randomInt } from 'node:crypto'
import { v7 } from 'uuid'

const bytesOfAnId = 16
const pool = new Uint8Array(256 * bytesOfAnId)
let taken = pool.length

/** Random bytes for one id; they are drawn for many at a time. */
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
 * A new version 7 id whose time is `now`: ids are made by the program, so that a virtual clock rules them too.
 * Ids made one after the other at the same time sort in that order, so that the events of one verb do.
 */
export function newId(now: Date): string {
  const msecs = now.getTime()
  sequence = msecs === latestMs ? sequence + 1 : randomInt(0x7fffffff)
  latestMs = msecs
  return v7({ msecs, seq: sequence, random: randomBytes() })
}
