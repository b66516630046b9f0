import { Worker } from 'node:worker_threads'

// Who changes sources place by place runs the same few tests a hundred times. The tests take a second, loading the
// program takes ten: so the thread that has loaded it is kept from run to run, and only the test files are read again.
// Vitest itself ends its threads after each run. What a module computed once is kept too, so that a change there is not
// noticed; rules, which load in a moment, are therefore loaded anew each time.

let kept = null

/** A thread of vitest's pool that outlives the run. What changes while the program is loaded gets a thread of its own. */
class KeptWorker {
  name = 'kept'
  #listeners = []
  #options
  #thread = null

  constructor(options) {
    this.#options = options
  }

  async start() {
    if (this.#isStatic()) this.#thread = this.#make()
    else {
      kept ??= this.#make()
      this.#thread = kept
    }
  }

  #isStatic() {
    return this.#options.project.getProvidedContext().mutantActivation === 'static'
  }

  #make() {
    const { distPath, env, execArgv } = this.#options
    const thread = new Worker(`${distPath}/workers/threads.js`, { env, execArgv, stdout: true, stderr: true })
    thread.setMaxListeners(0)
    for (const stream of [thread.stdout, thread.stderr]) stream.resume()
    thread.on('error', () => forget(thread))
    thread.once('exit', () => forget(thread))
    return thread
  }

  on(event, callback) {
    this.#listeners.push([event, callback])
    this.#thread.on(event, callback)
  }

  off(event, callback) {
    this.#thread.off(event, callback)
  }

  send(message) {
    // A thread that is told to stop no longer listens.
    if (message.type === 'stop') this.#thread.emit('message', { type: 'stopped', __vitest_worker_response__: true })
    else this.#thread.postMessage(message)
  }

  async stop() {
    for (const [event, callback] of this.#listeners) this.#thread.off(event, callback)
    if (this.#thread !== kept) await this.#thread.terminate()
  }

  deserialize(message) {
    return message
  }
}

function forget(thread) {
  if (thread === kept) kept = null
}

/** A plugin that makes vitest use the kept thread, whatever pool its caller asks for. */
export const keepWorker = {
  name: 'octet:kept-worker',
  configureVitest({ project, vitest }) {
    const createPoolWorker = (options) => new KeptWorker(options)
    for (const config of [project.config, vitest.config])
      Object.assign(config, {
        pool: 'kept',
        poolRunner: { name: 'kept', createPoolWorker },
        isolate: false,
        maxWorkers: 1,
      })
    vitest.onClose(() => kept?.terminate())
  },
}
