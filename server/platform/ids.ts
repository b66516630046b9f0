import { randomInt } from 'node:crypto'
import { v7 } from 'uuid'

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
  return v7({ msecs, seq: sequence })
}
