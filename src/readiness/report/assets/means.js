// The means of scoring/means.py, of one node: kids is a list of [score, weight], none without a score, no weight of 0.
// first to last, as Python adds
const sum = (xs, f = x => x) => xs.reduce((total, x) => total + f(x), 0);
const shared = kids => { const total = sum(kids, k => k[1]); return kids.map(k => k[1] / total); };
const least = kids => Math.min(...kids.map(k => k[0]));
// how far each stands above the least; dust is level with it
const lifted = kids => kids.map(k => k[0] - least(kids)).map(x => x > 1e-12 ? x : 0);
const power = (kids, p) => {
const unit = p > 0 ? Math.max(...kids.map(k => k[0])) : least(kids), shares = shared(kids);
if (p > 0 ? kids.every(k => k[0] === 0) : kids.some(k => k[0] === 0)) return 0;
return unit * sum(kids.map((k, i) => shares[i] * (k[0] / unit) ** p)) ** (1 / p);
};
// a straight line from corner to corner, level beyond the ends
const line = (x, xs, ys) => {
const i = xs.findLastIndex(at => at <= x);
return i < 0 ? ys[0] : i > xs.length - 2 ? ys.at(-1) : (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) * (x - xs[i]) + ys[i];
};
const at12 = x => { const y = x * 1e12, n = Math.round(y); return (y % 1 === .5 ? n - n % 2 : n) / 1e12; };
const owa = (kids, places) => {
const above = lifted(kids), told = above.map(at12), shares = shared(kids), all = sum(places);
const corners = [0, ...places].map((_, i) => i === places.length ? 1 : i * (1 / places.length));
let height = 0, until = 0;
const heights = [0, ...places].map(place => (height += place) / all), parts = [];
const order = told.map((_, i) => i).sort((a, b) => told[b] - told[a]);
while (order.length) {
// equal children divide what their places give, by share
const same = order.filter(i => told[i] === told[order[0]]), since = until;
for (const i of order.splice(0, same.length)) until += shares[i];
const rise = line(until, corners, heights) - line(since, corners, heights), span = until > since ? until - since : 1;
for (const i of same) parts[i] = shares[i] / span * rise;
}
return least(kids) + sum(above.map((x, i) => parts[i] * x));
};
const MEANS = {
arithmetic: kids => sum(kids, k => k[1] * k[0]) / sum(kids, k => k[1]),
geometric: kids => {
const top = Math.max(...kids.map(k => k[0])), shares = shared(kids);
return kids.some(k => k[0] === 0) ? 0 : top * Math.exp(sum(kids.map((k, i) => shares[i] * Math.log(k[0] / top))));
},
harmonic: kids => power(kids, -1),
minimum: least,
power,
owa,
mean_minus_sd: (kids, times) => {
const above = lifted(kids), shares = shared(kids), mean = sum(above.map((x, i) => shares[i] * x));
return least(kids) + mean - times * Math.sqrt(sum(above.map((x, i) => shares[i] * (x - mean) ** 2)));
}
};
// a coverage of 0.65 that was summed is 0.65
const SLACK = 1e-9;
// One inner node, as scoring/fold.py folds it: of kids {score, weight, coverage, applies, gap}, null for no score.
const foldNode = (kids, [mean, option], [policy, least], low) => {
const here = kids.filter(k => k.applies);
if (policy === 'worst') for (const k of here) if (k.gap) k.score = low;
const scored = here.filter(k => k.score !== null), counted = scored.filter(k => k.weight > 0);
const coverage = here.length ? sum(scored, k => k.weight * k.coverage) / (sum(here, k => k.weight) || 1) : null;
const enough = here.length && (policy === 'worst' || coverage >= least - SLACK);
const failed = policy === 'fail' && here.some(k => k.gap);
const score = counted.length && enough && !failed ? MEANS[mean](counted.map(k => [k.score, k.weight]), option) : null;
return {score, coverage, applies: here.length > 0, failed: failed || kids.some(k => k.failed)};
};
