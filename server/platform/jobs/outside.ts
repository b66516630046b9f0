export type Environment = Record<string, string | undefined>

export interface Outside {
  eventUrl: string
  eventKey: string
}

/** The Inngest server that the environment names, hosted or self-hosted; null means that the embedded executor runs. */
export function outsideServer(environment: Environment): Outside | null {
  const { INNGEST_DEV: dev } = environment
  const isDev = dev !== undefined && !['', '0', 'false'].includes(dev)
  const local = isDev ? (/^https?:/.test(dev) ? dev : 'http://127.0.0.1:8288') : undefined
  const base = environment.INNGEST_BASE_URL ?? local
  const eventUrl = environment.INNGEST_EVENT_API_BASE_URL ?? base
  return eventUrl ? { eventUrl, eventKey: environment.INNGEST_EVENT_KEY || 'octet' } : null
}
