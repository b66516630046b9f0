import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The folder of all data of this installation: database, secrets, ports, builds, logs. `OCTET_HOME` moves it. */
export const home = resolve(root, process.env.OCTET_HOME ?? '.octet')

/** A path inside the installation's folder. */
export const kept = (...parts) => join(home, ...parts)

/** A path inside the repository. */
export const inRoot = (...parts) => (isAbsolute(parts[0] ?? '') ? join(...parts) : join(root, ...parts))

/** The JSON in `file`, or `otherwise` when the file is missing or damaged. */
export function readJson(file, otherwise) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return otherwise
  }
}

/** Writes `file` completely or not at all: after a crash it has the old text. */
export function writeWhole(file, text, mode = 0o644) {
  mkdirSync(dirname(file), { recursive: true })
  const next = `${file}.${process.pid}.next`
  writeFileSync(next, text, { mode })
  renameSync(next, file)
}

/** The text of `file`, trimmed, or '' when there is none. */
export const readText = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '')
