import pg from 'pg'

const lockKey = 7_301_182_114

export interface Leadership {
  leading(): boolean
  resign(): Promise<void>
}

/**
 * Waits until this process is the only executor of its database. It holds a session lock, which PostgreSQL releases by
 * itself when the process dies. When the session is lost (a restart of the database), `onLost` is called once.
 */
export async function lead(databaseUrl: string, stopping: () => boolean, onLost: () => void): Promise<Leadership> {
  for (;;) {
    if (stopping()) throw new Error('stopped before it could lead')
    const session = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      application_name: 'octet executor',
    })
    let leading = false
    session.on('error', () => {
      if (leading) {
        leading = false
        onLost()
      }
    })
    try {
      await session.connect()
      while (!stopping()) {
        const { rows } = await session.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [lockKey])
        if (rows[0]?.got) {
          leading = true
          return { leading: () => leading, resign: () => close(session) }
        }
        await pause(300)
      }
    } catch (error) {
      console.error(`executor: waiting for the database: ${(error as Error).message}`)
    }
    await session.end().catch(() => {})
    await pause(500)
  }
}

async function close(session: pg.Client): Promise<void> {
  session.removeAllListeners('error')
  session.on('error', () => {})
  await session.end().catch(() => {})
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
