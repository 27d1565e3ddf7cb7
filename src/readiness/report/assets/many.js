// Sorts, searches and filters a table of units: the one under ".tools", where a page has it. Its state is the address
// after "#". The last row of the head has a cell for every column; the first three are rank, code and name. Needs page.js before it.
const many = (tools => {
if (!tools) return null;
const all = (q, e = document) => [...e.querySelectorAll(q)];
const table = tools.parentElement.querySelector('table');
const body = table.tBodies[0], heads = all('thead tr:last-child th', table), rows = all('tr', body), out = tools.querySelector('output');
const comma = document.documentElement.lang === 'id';
// "Kab." is "Kabupaten", and accents and double spaces do not matter
const plain = s => s.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/\bkab\b\.?/g, 'kabupaten').replace(/\badm\b\.?/g, 'administrasi').replace(/\s+/g, ' ').trim();
const number = s => { const m = s.replace(/\u2212/g, '-').match(/-?\d[\d.,]*/); return m ? parseFloat(comma ? m[0].replace(/\./g, '').replace(',', '.') : m[0].replace(/,/g, '')) : NaN; };
const text = rows.map(r => plain(r.cells[1].textContent + ' ' + r.cells[2].textContent));
const value = (r, i) => { const h = heads[i], c = r.cells[i].textContent; return h.dataset.by ? +r.dataset.at : h.className === 'n' ? number(c) : c; };
const province = r => r.dataset.province ?? r.cells[3].textContent;
const inputs = all('input,select', tools);
// the order among equals, and what else the address is to hold: a script that ranks anew changes both
const place = rows.map((_, k) => k), extra = {};
let by = 0, down = false;
const compare = (a, b) => typeof a === 'string' ? a.localeCompare(b, 'id') : a - b;
const show = () => {
const want = Object.fromEntries(inputs.map(e => [e.name, e.value]));
const words = plain(want.q);
let n = 0;
rows.forEach((r, k) => {
const yes = text[k].includes(words) && (!want.kind || r.dataset.kind === want.kind) && (!want.band || r.dataset.band === want.band) && (!want.province || province(r) === want.province);
r.hidden = !yes;
n += yes;
});
out.textContent = out.dataset.words.replace('{n}', n).replace('{of}', rows.length);
};
const sort = () => {
const keyed = rows.map((r, k) => [value(r, by), k, r]);
const none = v => v !== v || v === -1 && heads[by].dataset.by;
keyed.sort((a, b) => none(a[0]) - none(b[0]) || (none(a[0]) ? 0 : (down ? -1 : 1) * compare(a[0], b[0])) || place[a[1]] - place[b[1]]);
// rows that stand as they should stay: to lay them out again takes long
if (keyed.some((x, k) => x[2] !== body.rows[k])) body.append(...keyed.map(x => x[2]));
heads.forEach((h, i) => i === by ? h.setAttribute('aria-sort', down ? 'descending' : 'ascending') : h.removeAttribute('aria-sort'));
};
const save = () => {
const p = new URLSearchParams(inputs.filter(e => e.value).map(e => [e.name, e.value]));
if (by || down) p.set('sort', by + (down ? 'd' : ''));
for (const [key, text] of Object.entries(extra)) if (text) p.set(key, text);
history.replaceState(null, '', p.size ? '#' + p : location.pathname + location.search);
follow();
};
const load = () => {
const p = new URLSearchParams(location.hash.slice(1)), s = /^(\d+)(d?)$/.exec(p.get('sort') || '0');
inputs.forEach(e => { e.value = p.get(e.name) || ''; });
by = s && heads[+s[1]] ? +s[1] : 0;
down = !!s && s[2] === 'd';
sort();
show();
};
heads.forEach((h, i) => {
const b = document.createElement('button');
b.type = 'button';
// a head that is a link keeps it: its button stands beside it
if (h.querySelector('a')) b.setAttribute('aria-label', table.dataset.sort.replace('{what}', h.textContent));
else b.append(...h.childNodes);
h.append(b);
b.onclick = () => { down = by === i ? !down : i > 0 && (h.className === 'n' || !!h.dataset.by); by = i; sort(); save(); };
});
tools.addEventListener('input', () => { show(); save(); });
addEventListener('hashchange', () => { if (location.hash.includes('=')) load(); });
tools.hidden = false;
load();
return {table, heads, rows, place, extra, show, sort, save};
})(document.querySelector('.tools'));
