import { afterEach, expect, it, vi } from 'vitest'
import { forgetPages, keepShown, leavePages } from './kept-pages'

afterEach(() => vi.unstubAllGlobals())

it('keeps pages, also after they were forgotten, until their person leaves: none of before is kept after that', async () => {
  // A browser in which the worker becomes ready when the test says so.
  const told: string[] = []
  let beReady = () => {}
  const serviceWorker = { getRegistration: async () => ({}), ready: Promise.resolve({}) }
  const worker = { postMessage: ({ kind }: { kind: string }) => told.push(kind) }
  const asked = () => {
    serviceWorker.ready = new Promise((done) => {
      beReady = () => done({ active: worker })
    })
    return keepShown()
  }
  const names = new Set(['octet-pages:1', 'octet-files', 'octet-who'])
  const caches = { keys: async () => [...names], delete: async (name: string) => names.delete(name) }
  vi.stubGlobal('navigator', { onLine: true, serviceWorker })
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('window', { location: { href: 'http://localhost/eu/fulfilment' }, caches })
  vi.stubGlobal('caches', caches)

  await forgetPages()
  expect([...names]).toEqual(['octet-files'])
  const first = asked()
  beReady()
  await first
  expect(told).toEqual(['keep'])

  names.add('octet-pages:1')
  const second = asked()
  await leavePages()
  beReady()
  await second
  const third = asked()
  beReady()
  await third
  expect([told, [...names]]).toEqual([['keep'], ['octet-files']])
})
