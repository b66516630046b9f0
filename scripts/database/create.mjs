import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { command } from '../ground/os.mjs'
import { refuseDisk, stop } from '../ground/sentence.mjs'
import { causeOf } from './diagnosis.mjs'

/** Refuses a disk on which a database would soon run out of space. */
export function refuseFullDisk(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    const { bavail, bsize } = statfsSync(folder)
    const free = Math.round((bavail * bsize) / 1e6)
    if (free < 300)
      stop(`Only ${free} MB are free on the disk that holds ${folder}; free at least 300 MB and start again.`)
  } catch (error) {
    refuseDisk(error, folder)
  }
}

/** Refuses to continue when the secrets of an existing database are missing. */
export function refuseLostSecrets(folder) {
  if (existsSync(join(folder, 'secrets.json')) || !existsSync(join(folder, 'postgres', 'PG_VERSION'))) return
  stop(
    `${folder}/secrets.json is gone, and with it the passwords of the database beside it; restore the file, or move the database away to begin with an empty one.`,
  )
}

/** Creates the data folder of a cluster completely or not at all; does nothing when it exists. */
export async function createData({ bin, data, user, folder, secrets, temporary }) {
  if (existsSync(join(data, 'PG_VERSION'))) return
  if (existsSync(data) && readdirSync(data).length > 0)
    stop(
      `The database in ${data} is incomplete (no PG_VERSION); restore it from a backup, or move it away to begin with an empty one.`,
    )
  const next = `${data}.new`
  const words = join(dirname(data), '.pwfile')
  rmSync(next, { recursive: true, force: true })
  rmSync(data, { recursive: true, force: true })
  // The database user may not write beside the data, so the empty folder is made for it first.
  mkdirSync(next, { recursive: true, mode: 0o700 })
  writeFileSync(words, secrets.databaseAdmin, { mode: 0o600 })
  if (user) for (const path of [next, words]) chownSync(path, user.uid, user.gid)
  const { code, output } = await command(
    join(bin, 'initdb'),
    [
      '-D',
      next,
      '-U',
      'octet_admin',
      '--auth=scram-sha-256',
      `--pwfile=${words}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      '--no-instructions',
      ...(temporary ? ['--no-sync'] : []),
    ],
    { ...user, env: { PATH: process.env.PATH, LC_ALL: 'C' }, cwd: '/' },
  )
  rmSync(words, { force: true })
  if (code !== 0) stop(causeOf(output, { data, folder }))
  renameSync(next, data)
}
