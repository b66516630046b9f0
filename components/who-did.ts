import type { TimelineRow } from '@/server/platform/events/timeline'

const actors: Record<string, string> = { SYSTEM: 'Octet', PORTAL: 'the customer', KEY: 'the shop' }

/** Who or what did something. A credit decision without a person is the program's own, whoever entered the order. */
export function whoDid({ name, actorKind, actorName, payload }: TimelineRow): string {
  if (name === 'credit/decision.made' && payload.by !== 'PERSON') return 'Octet'
  return actorName ?? actors[actorKind] ?? 'Octet'
}
