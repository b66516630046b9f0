import pg from 'pg'

/** Runs work unless another process already does it; then answers null. The lock ends with the process. */
export async function byItself<T>(databaseUrl: string, name: string, work: () => Promise<T>): Promise<T | null> {
  const holder = new pg.Client({ connectionString: databaseUrl })
  await holder.connect()
  try {
    const { rows } = await holder.query('SELECT pg_try_advisory_lock(hashtext($1)) AS mine', [name])
    return rows[0]?.mine ? await work() : null
  } finally {
    await holder.end()
  }
}
