// The large screen of a workshop. It only reads.
const T = JSON.parse(document.getElementById('texts').textContent);
const app = document.getElementById('app');
let state = null, ahead = 0, online = true, tries = 0;

const h = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) if (key.startsWith('on')) made[key] = value; else if (value || key === 'alt') made.setAttribute(key, value);
  for (const child of children.flat(9)) if (child || child === 0) made.append(child);
  return made;
};
const ask = async (path, data) => {
  const sent = data && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) };
  const answer = await fetch(path, { cache: 'no-store', ...sent });
  return { status: answer.status, body: answer.status === 200 ? await answer.json() : {} };
};

const open = (refused) => {
  const code = h('input', { id: 'code', autocomplete: 'off', spellcheck: 'false', maxlength: 12 });
  const go = async (event) => {
    event.preventDefault();
    try {
      const { status } = await ask('/wall/join', { code: code.value });
      if (status === 200) poll(); else open(T.wrong_code);
    } catch (_) { open(T.offline); }
  };
  app.className = 'open';
  app.replaceChildren(h('main', null, h('h1', null, T.open_wall), h('form', { onsubmit: go }, h('label', { for: 'code' }, T.code), code,
    refused && h('p', { role: 'alert' }, refused), h('button', null, T.next))));
  code.focus();
};

const time = () => {
  const now = state && state.time;
  if (!now) return '';
  const left = Math.max(Math.round(now.left !== undefined ? now.left : now.ends - (Date.now() / 1000 + ahead)), 0);
  return Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0');
};
setInterval(() => { const clock = app.querySelector('.clock'); if (clock && clock.textContent !== time()) clock.textContent = time(); }, 250);

const words = (row) => [row.n && h('span', { class: /^\d+$/.test(row.n) ? 'n' : 'lead' }, row.n), h('span', { class: 'text', dir: 'auto' }, row.text), row.aside && h('span', { class: 'aside' }, row.aside)];
const one = (row) => h('li', { class: row.out ? 'out' : '' }, words(row));
const cards = () => {  // the notes of a group are inside it, below its title
  const kind = state.cards ? 'cards' : 'rows', list = h('ul', { class: kind });
  let inside = list;
  for (const row of state.rows) {
    if (row.part === 'title') {
      inside = h('ul', { class: kind });
      list.append(h('li', { class: 'group' + (row.out ? ' out' : '') }, h('h2', {}, words(row)), inside));
    } else (row.part === 'inside' ? inside : list).append(one(row));
  }
  return list;
};
const way = () => state.way.code && h('section', { class: 'way' }, h('img', { src: '/wall/code.svg', alt: '' }),
  h('div', null, h('p', null, T.come_in), h('p', { class: 'address' }, state.way.address.replace(/^https?:\/\//, '')), h('p', null, T.type_code), h('p', { class: 'code' }, state.way.code)));

const fits = () => app.querySelector('main').scrollHeight <= app.querySelector('main').clientHeight + 1;
const fit = () => {  // as large as all of it fits on one page
  if (!app.querySelector('main')) return;
  let low = 8, high = Math.max(window.innerHeight * 0.05, 12);
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    app.style.setProperty('--size', middle + 'px');
    if (fits()) low = middle; else high = middle;
  }
  app.style.setProperty('--size', low + 'px');
};
const draw = () => {
  app.className = state.kind + (state.way.code ? ' joining' : '') + (online ? '' : ' off');
  app.replaceChildren(
    h('header', null, h('p', { class: 'place' }, state.title, state.place && h('span', null, ' · ' + state.place)), h('p', { class: 'clock', role: 'timer' }, time()),
      h('h1', { dir: 'auto' }, state.kind === 'over' ? T.over : state.question), state.back && h('p', { class: 'back' }, state.back)),
    h('main', null, state.kind !== 'over' && state.rows.length > 0 && cards(), way()),
    h('footer', null, h('p', null, online ? state.status : T.offline), state.decided.length > 0 && h('ul', { class: 'decided' }, state.decided.map((one) => h('li', { dir: 'auto' }, one)))));
  fit();
};
const poll = async () => {
  for (;;) {
    try {
      const { status, body } = await ask('/wall/state?v=' + (state ? state.v : ''));
      if (body.kind === 'open') { state = null; open(); return; }
      const was = online;
      online = true;
      if (status === 200) { tries = 0; ahead = body.now - Date.now() / 1000; state = body; draw(); } else if (!was && state) draw();
      if (status > 204) throw new Error(status);
    } catch (_) {
      if (online) { online = false; if (state) draw(); }
      tries += 1;
      await new Promise((go) => setTimeout(go, Math.min(500 * 2 ** Math.min(tries, 4), 6000)));
    }
  }
};
window.addEventListener('resize', () => { if (state) fit(); });
poll();
