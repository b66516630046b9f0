import type pg from 'pg'

/** Each entry brings the executor's own tables to the next version. Entries are only added, never changed. */
const versions = [
  `CREATE TABLE executor.fn (
    id text PRIMARY KEY, app text NOT NULL, definition jsonb NOT NULL);
  CREATE TABLE executor.event (
    id text PRIMARY KEY, name text NOT NULL, body jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp());
  CREATE INDEX event_received ON executor.event (received_at);
  CREATE TABLE executor.run (
    id text PRIMARY KEY, fn_id text NOT NULL, event_id text NOT NULL REFERENCES executor.event,
    state text NOT NULL DEFAULT 'RUNNING' CHECK (state IN ('RUNNING', 'COMPLETED', 'FAILED')),
    parallel boolean NOT NULL DEFAULT false, output jsonb, parent_run text, parent_step text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(), ended_at timestamptz, UNIQUE (event_id, fn_id));
  CREATE INDEX run_ended ON executor.run (state, ended_at);
  CREATE SEQUENCE executor.completion;
  CREATE TABLE executor.step (
    run_id text NOT NULL REFERENCES executor.run ON DELETE CASCADE, id text NOT NULL, op text NOT NULL, name text,
    race boolean NOT NULL DEFAULT false, result jsonb, completion bigint, PRIMARY KEY (run_id, id));
  CREATE TABLE executor.wait (
    run_id text NOT NULL, step_id text NOT NULL, event_name text NOT NULL, expression text,
    PRIMARY KEY (run_id, step_id), FOREIGN KEY (run_id, step_id) REFERENCES executor.step ON DELETE CASCADE);
  CREATE INDEX wait_event ON executor.wait (event_name);`,
]

/** Creates or extends the executor's own tables, in one transaction; does nothing when they are up to date. */
export async function prepareSchema(c: pg.ClientBase): Promise<void> {
  await c.query('BEGIN')
  try {
    await c.query(`CREATE SCHEMA IF NOT EXISTS executor;
      CREATE TABLE IF NOT EXISTS executor.version (version int NOT NULL)`)
    const { rows } = await c.query<{ version: number }>('SELECT version FROM executor.version FOR UPDATE')
    const from = rows[0]?.version ?? 0
    for (const version of versions.slice(from)) await c.query(version)
    if (rows.length === 0) await c.query('INSERT INTO executor.version VALUES ($1)', [versions.length])
    else if (from < versions.length) await c.query('UPDATE executor.version SET version = $1', [versions.length])
    await c.query('COMMIT')
  } catch (error) {
    await c.query('ROLLBACK').catch(() => {})
    throw error
  }
}
