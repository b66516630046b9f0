import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statfsSync } from 'node:fs'
import { withLock } from '../ground/lock.mjs'
import { command } from '../ground/os.mjs'
import { inRoot, kept, readText, root, writeWhole } from '../ground/place.mjs'
import { say, stop } from '../ground/sentence.mjs'

const mark = inRoot('node_modules/.octet-lock')
const npmsOwn = inRoot('node_modules/.package-lock.json')

/** Installs the packages of the lockfile when they are missing or the lockfile has changed. Uses built-in modules only. */
export async function install() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    stop(`This is Node ${process.versions.node}; Octet needs 20.19 or later, 24 is best.`)
  const key = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex')
  if (readText(mark) === key) return
  await withLock(kept('install.lock'), async () => {
    if (readText(mark) === key) return
    if (!isInstalled()) await runNpm()
    writeWhole(mark, key)
  })
}

// Packages that somebody installed with npm are used when npm's own record matches the lockfile.
function isInstalled() {
  if (!existsSync(npmsOwn)) return false
  const versions = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const there = versions(npmsOwn)
  const differs = ([path, wanted]) =>
    path !== '' && (path in there ? there[path].version !== wanted.version : !wanted.optional)
  return !Object.entries(versions(inRoot('package-lock.json'))).some(differs)
}

async function runNpm() {
  const { bavail, bsize } = statfsSync(root)
  const free = (bavail * bsize) / 1e9
  if (free < 2)
    stop(`Only ${free.toFixed(1)} GB are free on the disk that holds ${root}; free at least 2 GB and start again.`)
  say('installing packages (once, a minute or two)')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await command(npm, args, { cwd: root, shell: process.platform === 'win32' }).catch(
    (error) => ({ code: 1, output: error.message }),
  )
  if (code === 0) return
  if (/ENOSPC/.test(output)) stop('The disk is full; free 2 GB and start again.')
  if (/EACCES|EPERM/.test(output))
    stop(`This user may not write ${inRoot('node_modules')}; change its owner, or start as the user who owns it.`)
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/.test(output))
    stop('The package registry cannot be reached; check the network, then start again.')
  stop(`npm ci failed:\n${output.trim().split('\n').slice(0, 20).join('\n')}`)
}
