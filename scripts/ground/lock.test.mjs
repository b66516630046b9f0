import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { giveLock, takeLock, withLock } from './lock.mjs'

const file = join(mkdtempSync(join(tmpdir(), 'octet-lock-')), 'lock.json')

test('respects and names the holder of a lock while it lives, and takes the lock over when it is gone', async () => {
  const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(file, JSON.stringify({ pid: holder.pid, url: 'http://localhost:3000' }))
  expect(takeLock(file)).toMatchObject({ pid: holder.pid, url: 'http://localhost:3000' })
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(takeLock(file)).toBe(null)
  giveLock(file)
})

test('ignores a damaged lock file', () => {
  writeFileSync(file, '{"pid":')
  expect(takeLock(file)).toBe(null)
  giveLock(file)
})

test('releases the lock when the work fails', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(existsSync(file)).toBe(false)
})
