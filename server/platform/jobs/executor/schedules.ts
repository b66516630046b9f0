import { createHash } from 'node:crypto'
import { type Engine, queue } from './engine'
import { RegistrationRefused } from './registration'
import type { RegisteredFunction } from './wire'

interface Planned {
  key: string
  fn: string
  cron: string
  tz: string
}

/** Reads "TZ=Europe/Berlin 0 6 * * *", or an expression without a zone, which is in UTC. */
function readCron(text: string): { cron: string; tz: string } {
  const match = /^\s*TZ=(\S+)\s+(.*)$/.exec(text)
  return match ? { tz: match[1]!, cron: match[2]! } : { tz: 'UTC', cron: text }
}

function plannedOf(functions: Iterable<RegisteredFunction>): Planned[] {
  const planned: Planned[] = []
  for (const fn of functions) {
    for (const trigger of fn.triggers) {
      if (!('cron' in trigger)) continue
      const key = createHash('sha256').update(`${fn.id}\n${trigger.cron}`).digest('hex').slice(0, 32)
      planned.push({ key, fn: fn.id, ...readCron(trigger.cron) })
    }
  }
  return planned
}

/** Refuses a schedule that cannot be read, with RegistrationRefused. */
export function checkSchedules(engine: Engine, functions: RegisteredFunction[]): void {
  for (const { fn, cron, tz } of plannedOf(functions)) {
    try {
      engine.boss.previewSchedule(cron, { tz, count: 1 })
    } catch (error) {
      const reason = (error as Error).message
      throw new RegistrationRefused(`The function "${fn}" has the unreadable schedule "${cron}" (${reason}).`)
    }
  }
}

/** Makes the schedules of the queue equal to those of the functions. A schedule that was missed runs once. */
export async function keepSchedules(engine: Engine): Promise<void> {
  const planned = plannedOf(engine.functions.values())
  const present = await engine.boss.getSchedules(queue)
  const wanted = new Set(planned.map((schedule) => schedule.key))
  for (const schedule of present) {
    if (!wanted.has(schedule.key)) await engine.boss.unschedule(queue, schedule.key)
  }
  for (const { key, fn, cron, tz } of planned) {
    const same = present.some((schedule) => schedule.key === key && schedule.cron === cron && schedule.timezone === tz)
    if (!same) await engine.boss.schedule(queue, cron, { kind: 'CRON', fn, cron }, { key, tz, missed: 'once' })
  }
}
