import { bequeath } from '../ground/bequeath.mjs'
import { onLeave } from '../ground/leaving.mjs'
import { inRoot, kept } from '../ground/place.mjs'
import { secretsOf } from '../ground/secrets.mjs'
import { startCluster } from './cluster.mjs'
import { prepareCluster, prepareExternal } from './roles.mjs'

/**
 * Opens the running database of this installation with its roles: the one in DATABASE_URL, otherwise the embedded one.
 * Returns `{ url, appUrl, secrets, embedded, adopted, stop() }`; `url` is the owner's address, `appUrl` the serving
 * role's.
 */
export async function openDatabase({ folder = kept(), temporary = false } = {}) {
  const given = process.env.DATABASE_URL
  if (given) {
    const appUrl = process.env.APP_DATABASE_URL ?? (await prepareExternal(given))
    return { url: given, appUrl, secrets: await secretsOf(folder), embedded: null, adopted: true, stop: async () => {} }
  }
  const cluster = await startCluster({ folder, temporary })
  await prepareCluster(cluster)
  return {
    url: cluster.url('owner'),
    appUrl: cluster.url('app'),
    secrets: cluster.secrets,
    embedded: cluster,
    adopted: cluster.adopted,
    stop: cluster.stop,
  }
}

/**
 * Opens the database of this installation for exactly as long as this program runs, however it ends. With
 * `leaveAdopted`, a database that already ran stays running.
 */
export async function openWhileRunning({ leaveAdopted = false } = {}) {
  const takeBack = bequeath({ module: inRoot('scripts/database/cluster.mjs'), name: 'stopAbandoned', args: [kept()] })
  const opening = openDatabase()
  onLeave(async () => {
    const opened = await opening.catch(() => null)
    if (opened && !(leaveAdopted && opened.adopted)) await opened.stop()
    takeBack()
  })
  const opened = await opening
  if (!opened.embedded || (leaveAdopted && opened.adopted)) takeBack()
  return opened
}
