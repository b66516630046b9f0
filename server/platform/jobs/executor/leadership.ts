import pg from 'pg'

const lockKey = 7_301_182_114

export interface Leadership {
  leading(): boolean
  resign(): Promise<void>
}

/**
 * Waits until this process is the one executor of its database: a session lock that PostgreSQL gives up by itself when
 * the process dies. When the session is lost (a restart of the database) `onLost` is called once.
 */
export async function lead(databaseUrl: string, stopping: () => boolean, onLost: () => void): Promise<Leadership> {
  for (;;) {
    if (stopping()) throw new Error('stopped before it could lead')
    const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true, application_name: 'octet executor' })
    let leading = false
    client.on('error', () => {
      if (leading) {
        leading = false
        onLost()
      }
    })
    try {
      await client.connect()
      while (!stopping()) {
        const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [lockKey])
        if (rows[0]?.got) {
          leading = true
          return { leading: () => leading, resign: () => close(client) }
        }
        await pause(300)
      }
    } catch (error) {
      console.error(`executor: waiting for the database: ${(error as Error).message}`)
    }
    await client.end().catch(() => {})
    await pause(500)
  }
}

async function close(client: pg.Client): Promise<void> {
  client.removeAllListeners('error')
  client.on('error', () => {})
  await client.end().catch(() => {})
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
