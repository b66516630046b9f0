import { kept } from '../ground/place.mjs'
import { secretsOf } from '../ground/secrets.mjs'
import { startCluster } from './cluster.mjs'
import { prepareCluster, prepareExternal } from './roles.mjs'

/**
 * The database of this installation, running, with its roles: the one named by DATABASE_URL, else the embedded one.
 * Returns `{ url, appUrl, secrets, embedded, adopted, stop() }`; `url` is the owner's address, `appUrl` the serving role's.
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
