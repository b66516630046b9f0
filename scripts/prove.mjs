// `npm run prove`: the races, a program on a database of its own; `npm run prove -- days` and `-- mutants`: proofs that run the tests.
const proofs = { days: './proof/prove-days.mjs', mutants: './proof/prove-mutants.mjs' }

const [name] = process.argv.slice(2)
if (Object.hasOwn(proofs, name ?? '')) await import(proofs[name])
else {
  process.argv.splice(2, 0, 'prove')
  await import('./run.mjs')
}
