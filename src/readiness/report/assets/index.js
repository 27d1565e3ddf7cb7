// Other weights of the pillars: every unit is ranked anew, as scoring does it, from the model that pages/reweigh.py writes.
if (document.getElementById('model')) {
const m = JSON.parse(document.getElementById('model').textContent), w = m.words;
const el = (tag, props, ...kids) => { const e = Object.assign(document.createElement(tag), props); e.append(...kids); return e; };
const box = document.getElementById('weights'), bar = document.getElementById('reweighed'), out = bar.querySelector('output');
const n = m.weights.length;
if (w.unbounded) box.querySelector('.lead').append(' ' + w.unbounded);
const rows = many.rows, written = rows.map(row => [row.innerHTML, row.dataset.band, row.dataset.at]);
const codes = rows.map(row => row.cells[1].textContent);
const looks = [...document.querySelectorAll('.tiles .band:not(.none)')].reverse();
const ids = [...document.querySelectorAll('.tools [name=band] option')].map(option => option.value).filter(id => id && id !== '-').reverse();
const figure = text => text === null ? '\u2013' : spelled(text, m.marks);
const percent = part => part === null ? '\u2013' : figure(published(part * 100, 0)) + '%';
const span = ends => {
if (ends.includes(null)) return '\u2013';
const [low, high] = ends.map(end => figure(published(end, m.decimals))), dash = (low + high).includes('\u2212') ? ' \u2013 ' : '\u2013';
return low === high ? low : low + dash + high;
};
let weights = m.weights, changed = false;
const differ = () => weights.some((weight, i) => weight !== m.weights[i]);
const now = reweighed(m, weights);
const show = () => {
const then = reweighed(m, weights), any = differ();
if (any || changed) rows.forEach((row, k) => {
[row.innerHTML, row.dataset.band, row.dataset.at] = written[k];
if (any) fill(row, then[k]);
});
changed = any;
const order = rows.map((_, k) => k).sort((a, b) => (then[a].rank ?? Infinity) - (then[b].rank ?? Infinity) || (codes[a] < codes[b] ? -1 : 1));
if (any) order.forEach((k, at) => { many.place[k] = at; }); else many.place.forEach((_, k) => { many.place[k] = k; });
const count = key => then.filter((unit, k) => unit[key] !== now[k][key]).length;
bar.hidden = !any;
out.textContent = any ? w.moved.replace('{bands}', count('band')).replace('{ranks}', count('rank')) : '';
const total = sum(weights);
inputs.forEach(([range, number, share], i) => {
range.value = weights[i];
if (document.activeElement !== number) number.value = weights[i];
share.textContent = w.share.replace('{share}', percent(weights[i] / total));
range.ariaValueText = `${number.value}, ${share.textContent}`;
});
many.sort();
many.show();
};
const fill = (row, unit) => {
const cells = [...row.cells], at = cells.findIndex(cell => cell.className === 'i');
cells[0].textContent = unit.rank ?? '\u2013';
cells[at].textContent = figure(unit.printed);
// second opinions weigh too: what they say holds for the weights as written
cells.slice(at + 1, -3 - n).forEach(cell => { cell.textContent = '\u2013'; });
row.dataset.band = ids[unit.band] ?? '-';
row.dataset.at = unit.band;
const [band, coverage, bounds] = cells.slice(-3);
band.replaceChildren(...unit.band < 0 ? [w.none] : [...looks[unit.band].cloneNode(true).childNodes, unit.lowered ? '*' : '']);
coverage.textContent = percent(unit.coverage);
bounds.textContent = span(unit.bounds);
};
let waits = 0;
const weigh = found => {
if (!found.some(weight => weight > 0)) return;
weights = found;
many.extra.w = differ() ? weights.join() : '';
cancelAnimationFrame(waits);
waits = requestAnimationFrame(() => { show(); many.save(); });
};
// a round number that leaves room: 100 where the weights are percentages, else three times the greatest or more
const most = Math.max(...m.weights), top = Math.abs(sum(m.weights) - 100) < 1e-9 ? 100 : [1, 2, 5, 10, 20, 50].map(x => x * 10 ** Math.floor(Math.log10(most))).find(x => x >= 3 * most);
const inputs = m.weights.map((_, i) => {
const take = x => { if (Number.isFinite(x) && x >= 0) weigh(weights.map((weight, k) => k === i ? x : weight)); };
const range = el('input', {type: 'range', min: 0, max: top, step: 'any', ariaLabel: m.labels[i]});
range.oninput = () => take(+(Math.round(range.value / top * 100) * top / 100).toFixed(6));
const number = el('input', {type: 'number', min: 0, step: 'any', ariaLabel: w.weight.replace('{pillar}', () => m.labels[i])});
number.oninput = () => { if (number.value !== '') take(+number.value); };
number.onblur = () => { number.value = weights[i]; };
const share = el('span', {className: 'soft'});
box.querySelector('div').append(el('p', {}, el('span', {textContent: m.labels[i]}), range, number, share));
return [range, number, share];
});
const load = () => {
const found = (new URLSearchParams(location.hash.slice(1)).get('w') ?? '').split(',').map(Number);
const usable = found.length === n && found.every(x => x >= 0 && x < Infinity) && found.some(x => x > 0);
weights = usable ? found : m.weights;
many.extra.w = differ() ? weights.join() : '';
if (differ()) box.open = true;
show();
};
bar.querySelector('button').onclick = () => { weigh(m.weights); box.querySelector('summary').focus(); };
box.hidden = false;
addEventListener('hashchange', () => { if (location.hash.includes('=')) load(); });
load();
}
