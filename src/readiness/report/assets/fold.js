// The index of one unit anew, as scoring/again.py does it, from the model that pages/what_if.py writes.
const BENT = {log: x => x > 0 ? Math.log(x) : NaN, log10: x => x > 0 ? Math.log10(x) : NaN, sqrt: x => x >= 0 ? Math.sqrt(x) : NaN};
const ends = form => [Math.min(...form.posts), Math.max(...form.posts)];
const scoreOf = (form, [low, high], raw, x) => {
if (form.choices) return typeof raw === 'string' && Object.hasOwn(form.choices, raw) ? form.choices[raw] : null;
const bent = BENT[form.bend] ?? (y => y);
if (form.clip) x = Math.min(Math.max(x, ends(form)[0]), ends(form)[1]);
x = bent(x);
let score;
if (form.steps) {
const at = form.steps.map(s => bent(s[0])), to = form.steps.map(s => s[1]);
score = x !== x ? x : form.linear ? line(x, at, to) : to[Math.max(0, at.findLastIndex(y => y <= x))];
} else {
const [a, b, c, d] = form.posts.map(bent);
let part = (x - a) / (b - a);
if (d !== undefined) part = Math.min(part, (d - x) / (d - c), 1);
if (form.held) part = Math.min(Math.max(part, 0), 1);
score = low + part * (high - low);
}
return score !== score ? null : Math.abs(score) < 1e-12 ? 0 : score;
};
const formOf = (m, leaf) => m.forms[leaf.f ?? 0];
const leavesOf = node => node.c ? node.c.flatMap(leavesOf) : [node];
// "set" is a Map from ids to what is supposed (null: no data); answers the verdict and every node by its id
const reckon = (m, set) => {
const nodes = {}, leaves = new Map(leavesOf(m.tree).map(leaf => [leaf.i, leaf]));
const rawOf = leaf => set.has(leaf.i) ? set.get(leaf.i) : leaf.v ?? null;
const number = raw => typeof raw === 'number' ? raw : NaN;
const leafOf = leaf => {
if (leaf.x === 'na') return {score: null, coverage: null, applies: false, raw: null};
if (leaf.x) return {score: leaf.s ?? null, coverage: leaf.d, applies: true, gap: !!leaf.g, raw: rawOf(leaf)};
const raw = rawOf(leaf), [of, times] = leaf.p ?? [1, 1];
const under = typeof of === 'string' ? number(rawOf(leaves.get(of))) : of ?? NaN;
const observed = raw !== null && under > 0, estimated = !observed && leaf.e !== undefined && !set.has(leaf.i);
const x = estimated ? leaf.e : leaf.p ? number(raw) / under * times : number(raw);
const score = observed || estimated ? scoreOf(formOf(m, leaf), m.scale, raw, x) : null;
return {score, coverage: +observed, applies: true, gap: !observed && !estimated, raw};
};
const walk = node => {
const found = node.c ? foldNode(node.c.map(walk), node.a ?? m.tree.a, node.m ?? m.tree.m, m.scale[0]) : leafOf(node);
return nodes[node.i ?? 'index'] = {...found, weight: node.w ?? 1};
};
const root = walk(m.tree), before = root.failed || root.score === null ? null : root.score + 0;
const look = gate => {
const node = nodes[gate.on], of = gate.of === 'raw' && typeof node.raw !== 'number' ? null : node[gate.of];
return [node.score === null ? null : of ?? null, node.applies];
};
return {...verdict(m, before, look), coverage: root.coverage, nodes};
};
