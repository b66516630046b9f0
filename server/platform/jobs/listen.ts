import pg from 'pg'

/** Keeps a listening connection. It calls `wake` after each connection too, because a notification may have been missed. */
export function listenFor(databaseUrl: string, channel: string, wake: () => void): { stop(): Promise<void> } {
  let session: pg.Client | null = null
  let stopped = false
  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'octet relay' })
    let ended = false
    const reconnect = () => {
      if (ended || stopped) return
      ended = true
      setTimeout(connect, 500).unref()
    }
    fresh.on('error', reconnect)
    fresh.on('end', reconnect)
    fresh.on('notification', wake)
    session = fresh
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${channel}`)
      wake()
    } catch {
      reconnect()
    }
  }
  void connect()
  return {
    async stop() {
      stopped = true
      await session?.end().catch(() => {})
    },
  }
}
