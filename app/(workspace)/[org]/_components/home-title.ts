import { timeIn } from '@/server/platform/time/calendar'

/** Greets by the time of day in the organisation's zone. */
export function homeTitle(name: string, zone: string, now: Date): string {
  const hour = Number(timeIn(zone, now).slice(0, 2))
  const part = hour < 5 ? 'evening' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  const first = name.trim().split(/\s+/)[0]
  return `Good ${part}${first ? `, ${first}` : ''}`
}
