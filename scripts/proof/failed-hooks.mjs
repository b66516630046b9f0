// Tests often stage their case in a hook. A change that makes the hook of a file fail leaves no test that failed, and
// Stryker would say that nobody noticed. This is loaded where it runs the tests, and lets such a file fail as one of its
// tests. That the change is tried at all is the work of vitest-staged.mjs.

const { VitestTestRunner } = await import(
  new URL('vitest-test-runner.js', import.meta.resolve('@stryker-mutator/vitest-runner')).href
)
const failed = 1

const hasFailed = (task) => task.result?.state === 'fail' || (task.tasks ?? []).some(hasFailed)

const whole = VitestTestRunner.prototype.run
VitestTestRunner.prototype.run = async function (options = {}) {
  const result = await whole.call(this, options)
  if (result.status !== 'complete' || result.tests.some(({ status }) => status === failed)) return result
  if (!this.ctx.state.getFiles().some(hasFailed)) return result
  const [id = 'a hook'] = options.testIds ?? []
  const hook = { id, name: id, timeSpentMs: 0, status: failed, failureMessage: 'a hook failed' }
  return { ...result, tests: [...result.tests, hook] }
}

export const strykerPlugins = []
