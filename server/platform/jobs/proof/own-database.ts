import pg from 'pg'

/** An empty database beside the given one, for a test that must be alone with its executor. */
export async function ownDatabase(name: string): Promise<{ url: string; drop(): Promise<void> }> {
  const address = new URL(process.env.DATABASE_URL!)
  const database = `${address.pathname.slice(1)}_${name}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await run(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  await run(`CREATE DATABASE "${database}"`)
  address.pathname = `/${database}`
  return { url: address.href, drop: () => run(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`) }
}
