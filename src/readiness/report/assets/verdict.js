// What is said of a number: results/publish.py and scoring/verdict.py, in the browser.
// The double at 9 decimals; between two neighbours (an odd number of 1024ths) the even one, as Python has it.
const nine = x => Math.abs(x * 1024) % 2 === 1 && x.toFixed(10).at(-2) % 2 === 0 ? x.toFixed(10).slice(0, -1) : x.toFixed(9);
const round9 = x => +nine(x) + 0;
const dotted = (n, decimals) => {
const text = String(n < 0n ? -n : n).padStart(decimals + 1, '0'), at = text.length - decimals;
return (n < 0n ? '-' : '') + text.slice(0, at) + (decimals ? '.' + text.slice(at) : '');
};
// half-up from the 9 decimals, as a string with a dot
const published = (x, decimals) => {
const step = 10n ** BigInt(9 - decimals), n = (BigInt(nine(x).replace(/[-.]/g, '')) + step / 2n) / step;
return dotted(x < 0 ? -n : n, decimals);
};
// the difference of two printed numbers, digit for digit
const between = (a, b) => {
const whole = text => BigInt(text.replace('.', ''));
return dotted(whole(a) - whole(b), a.split('.')[1]?.length ?? 0);
};
const spelled = (text, [point, group]) => {
const [whole, rest] = text.split('.');
return whole.replace(/\B(?=(\d{3})+$)/g, group).replace('-', '\u2212') + (rest ? point + rest : '');
};
const bandOf = (m, x, printed) => Math.max(0, m.bands.findLastIndex(from => from <= (m.exact ? round9(x) : +printed)));
// Value, printed number and band (by its place) of an index under its gates; "look" tells of a gate what it looks at: [number or null, whether its node applies].
const verdict = (m, before, look) => {
if (before === null) return {value: null, printed: null, band: -1, lowered: false};
let value = before, cap = m.bands.length;
for (const gate of m.gates) {
const [found, applies] = look(gate), seen = found === null ? null : round9(found);
if (!applies || seen !== null && seen >= (gate.least ?? -Infinity) && seen <= (gate.most ?? Infinity)) continue;
value = Math.min(value, gate.score ?? value);
cap = Math.min(cap, gate.cap ?? cap);
}
const printed = published(value, m.decimals), band = Math.min(cap, bandOf(m, value, printed));
return {value, printed, band, lowered: value !== before || band !== bandOf(m, before, published(before, m.decimals))};
};
