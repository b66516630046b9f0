import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync } from 'node:fs'
import { withLock } from './lock.mjs'
import { freePort } from './os.mjs'
import { kept, readJson, writeWhole } from './place.mjs'
import { refuseDisk } from './sentence.mjs'

const make = {
  databaseAdmin: () => randomBytes(24).toString('hex'),
  databaseOwner: () => randomBytes(24).toString('hex'),
  databaseApp: () => randomBytes(24).toString('hex'),
  session: () => randomBytes(32).toString('hex'),
  eventKey: () => randomBytes(16).toString('hex'),
  signingKey: () => `signkey-prod-${randomBytes(32).toString('hex')}`,
}

/** The secrets of an installation: made once and kept in a file that only its owner can read. */
export async function secretsOf(folder = kept()) {
  const file = `${folder}/secrets.json`
  const known = readJson(file, {})
  if (Object.keys(make).every((name) => known[name])) return known
  return withLock(`${folder}/secrets.lock`, () => {
    const secrets = { ...readJson(file, {}) }
    for (const [name, fresh] of Object.entries(make)) secrets[name] ??= fresh()
    try {
      writeWhole(file, `${JSON.stringify(secrets, null, 2)}\n`, 0o600)
      chmodSync(file, 0o600)
    } catch (error) {
      refuseDisk(error, file)
    }
    return secrets
  })
}

/** A password that every program with the same owner's password computes in the same way, so that it is never transmitted. */
export const derived = (secret, purpose) => createHmac('sha256', secret).update(purpose).digest('hex').slice(0, 48)

/** The port of this installation for `name`: the one of the last start when it is free, otherwise a new one. */
export async function portOf(name, folder = kept()) {
  const file = `${folder}/ports.json`
  const port = await freePort(readJson(file, {})[name])
  writeWhole(file, `${JSON.stringify({ ...readJson(file, {}), [name]: port }, null, 2)}\n`)
  return port
}
