// Every unit under other weights of the pillars, as scoring/fold.py and scoring/verdict.py have it, from the model that pages/reweigh.py writes.
const doubles = packed => {
const view = new DataView(Uint8Array.from(atob(packed), c => c.charCodeAt(0)).buffer);
return Array.from({length: view.byteLength / 8}, (_, i) => view.getFloat64(8 * i, true)).map(x => x === x ? x : null);
};
// The lowest and the highest of a row, whatever is missing; null where they cannot be told. A row that is not told of has all its data.
const boundsOf = (m, k, weights, before) => {
const coverage = m.coverage[k];
if (!coverage) return [before, before];
if (!m.bounds || m.a[0] === 'mean_minus_sd') return [null, null];
m.ends ??= doubles(m.bounds);
const n = weights.length, at = 2 * n * Object.keys(m.coverage).indexOf(String(k));
return [at, at + n].map((from, end) => {
const kids = weights.map((weight, i) => [m.ends[from + i], weight]).filter((_, i) => coverage[i] !== null), counted = kids.filter(kid => kid[1] > 0);
if (!counted.length) return kids.length ? m.scale[end] : null;
return counted.every(kid => kid[0] !== null) ? MEANS[m.a[0]](counted, m.a[1]) + 0 : null;
});
};
// verdict, coverage, bounds and rank of every row, in their order
const reweighed = (m, weights) => {
m.known ??= doubles(m.scores);
const n = weights.length;
const units = Array.from({length: m.known.length / n}, (_, k) => {
const kids = weights.map((weight, i) => {
const coverage = m.coverage[k] ? m.coverage[k][i] : 1;
return {score: m.known[n * k + i], weight, coverage, applies: coverage !== null, gap: false};
});
const root = foldNode(kids, m.a, m.m, m.scale[0]), before = root.score === null || m.failed.includes(k) ? null : root.score + 0;
// what the gates below the root hold this unit to stands for one more gate, not passed
const held = m.caps[k] ? {...m, gates: [...m.gates, {cap: m.caps[k][0], score: m.caps[k][1]}]} : m;
const look = gate => [gate.on && root.score !== null ? root[gate.of] ?? null : null, true];
return {...verdict(held, before, look), coverage: root.coverage, bounds: boundsOf(m, k, weights, before)};
});
const places = new Map();
units.map(unit => unit.value).filter(x => x !== null).map(round9).sort((a, b) => b - a).forEach((x, at) => { if (!places.has(x)) places.set(x, at + 1); });
for (const unit of units) unit.rank = unit.value === null ? null : places.get(round9(unit.value));
return units;
};
