import { v7 } from 'uuid'

/** A new version 7 id whose time is `now`: ids are made by the program, so that a virtual clock rules them too. */
export function newId(now: Date): string {
  return v7({ msecs: now.getTime() })
}
