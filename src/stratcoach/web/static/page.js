// One person's page of a workshop. Texts are only ever set as text.
const T = JSON.parse(document.getElementById('texts').textContent);
const app = document.getElementById('app');
let state = null, ahead = 0, online = true, polling = null, sending = false, tries = 0, parking = false, noted = '', news = 0;
const changing = {};

// What is kept in this browser, for all its tabs. Where that is refused, or full, it is kept as long as the page is open.
let kept = {};
const load = () => { try { kept = JSON.parse(localStorage.room) || {}; } catch (_) { return; } };
const keep = (name, value) => {
  if (value === null) delete kept[name]; else kept[name] = value;
  try { localStorage.room = JSON.stringify(kept); } catch (_) { return; }
};
const draft = (name) => kept['draft.' + name] || '';
const write = (name, text) => keep('draft.' + name, text || null);
const waiting = () => kept.out || [];

// Attributes that are empty are left out; what a person can change or do is a property.
const h = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'value' || key.startsWith('on')) made[key] = value;
    else if (value) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat(9).filter(Boolean));
  return made;
};
const p = (kind, ...children) => h('p', { class: kind, dir: 'auto' }, ...children);
const hint = (role, text) => h('p', { class: 'hint', role }, text);
const words = (text) => h('span', { class: 'text', dir: 'auto' }, text);
const section = (key, kind, title, ...children) => h('section', { 'data-key': key, class: kind }, h('h2', null, title), children);
const does = (...children) => h('span', { class: 'does' }, children);
const button = (text, onclick, attributes) => h('button', { type: 'button', onclick, ...attributes }, text);
const main = (text, disabled, onclick, label) => button(text, onclick, { class: 'main', disabled, 'aria-label': label });
const onWay = () => (online ? T.sending : T.not_sent);

// Makes what is there like what was made; a field that somebody types in stays the same element.
const keyOf = (one) => (one && one.dataset && one.dataset.key) || '';
const cut = (at, end) => { while (at !== end) { const gone = at; at = at.nextSibling; gone.remove(); } return at; };
const patch = (there, made) => {
  if (there.nodeType === 3) { if (there.data !== made.data) there.data = made.data; return; }
  for (const { name } of [...there.attributes]) if (!made.hasAttribute(name)) there.removeAttribute(name);
  for (const { name, value } of made.attributes) if (there.getAttribute(name) !== value) there.setAttribute(name, value);
  for (const on of ['onclick', 'oninput']) there[on] = made[on];
  if (made.nodeName === 'TEXTAREA') { if (there.value !== made.value) there.value = made.value; return; }
  let at = there.firstChild;
  for (const one of [...made.childNodes]) {
    const key = keyOf(one), same = key && [...there.childNodes].find((other) => keyOf(other) === key);
    if (same) at = cut(at, same);
    if (at && at.nodeName === one.nodeName && keyOf(at) === key) { patch(at, one); at = at.nextSibling; }
    else there.insertBefore(one, at);
  }
  cut(at, null);
};

// ---- talking to the server

const ask = async (path, data, signal) => {
  const sent = data && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) };
  const answer = await fetch(path, { signal, cache: 'no-store', ...sent });
  return { status: answer.status, body: answer.status === 204 ? {} : await answer.json() };
};
const connected = (is) => { if (online !== is) { online = is; draw(state); } };
const later = (soonest) => new Promise((go) => setTimeout(go, Math.min(soonest * 2 ** tries, 8000) * (0.7 + Math.random() * 0.6)));

const take = (body) => {
  if (!body.room) return;
  if (body.now) ahead = body.now - Date.now() / 1000;
  if (state && state.v === body.v) return;
  if (body.room !== kept.is) { kept = {}; keep('is', body.room); }
  const before = state;
  state = body;
  const was = before && before.step !== state.step && before.does !== 'ahead' ? draft(before.step).trim() : '';
  if (was) { write('left', (draft('left') + '\n' + was).trim()); write(before.step); }
  if (!before || before.moment !== state.moment) { noted = ''; parking = false; }
  draw(before);
  flush();
};

const poll = async () => {
  if (polling) polling.abort();
  const mine = polling = new AbortController();
  while (polling === mine) {
    const patience = setTimeout(() => mine.abort(), 40000);
    try {
      const { status, body } = await ask('/state?v=' + ((state && state.v) || ''), null, mine.signal);
      if (body.does === 'join') { polling = state = null; online = true; comeIn(); return; }
      if (status > 204) { tries += 1; await later(900); continue; }
      tries = 0;
      news += 1;
      take(body);
      connected(true);
    } catch (_) {
      if (polling !== mine) return;
      if (mine.signal.aborted) { poll(); return; }
      tries += 1;
      connected(false);
      await later(500);
    } finally { clearTimeout(patience); }
  }
};

// What was done and isn't confirmed yet goes in as soon as it can, and is taken once.
const act = (what, more) => {
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, '0')).join('');
  keep('out', [...waiting(), { id, do: what, moment: state.moment, ...more }]);
  noted = '';
  draw(state);
  flush();
};
const flush = async () => {
  if (sending || !state || state.does === 'outside') return;
  sending = true;
  try {
    for (let one; (one = waiting()[0]);) {
      const before = news;
      const { status, body } = await ask('/act', one);
      connected(true);
      if (status === 429 || status >= 500) throw status;
      keep('out', waiting().filter((other) => other.id !== one.id));
      if (status > 200 || body.refused) back(one, body.refused || T.not_taken);
      else if (one.do === 'park') noted = T.is_parked;
      if (status === 401) { poll(); break; }
      if (news !== before) poll();  // what came meanwhile may be newer than this answer
      else if (body.state) take({ ...body.state, now: body.now });
      draw(state);
    }
  } catch (error) {
    if (!(error > 0)) connected(false);
    setTimeout(() => { sending = false; flush(); }, 1500 + Math.random() * 1500);
    return;
  }
  sending = false;
};
const back = (one, why) => {  // nothing that was written is thrown away
  noted = why;
  const name = one.do === 'park' ? 'park' : one.step || one.moment.split('.')[0];
  if (one.text) write(name, (draft(name) + '\n' + one.text).trim());
};

// ---- coming in

const show = (name, title, ...children) => {
  app.className = 'is-' + name;
  app.replaceChildren(h('main', null, h('h1', null, title), children));
};
const form = (go, label, field, ...children) => h('form', { onsubmit: (event) => { event.preventDefault(); go(field.value.trim()); } },
  h('label', { for: field.id }, label), field, children);

const comeIn = (refused) => {
  const inPath = location.pathname.slice(1);
  const value = kept.code || (/^[A-Za-z0-9]{4,12}$/.test(inPath) ? inPath : '');
  const code = h('input', { id: 'code', value, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', enterkeyhint: 'next', maxlength: 12 });
  history.replaceState(null, '', '/');
  const go = async (typed) => {
    try {
      const { status, body } = await ask('/names', { code: typed });
      keep('code', status === 200 ? typed : null);
      if (status === 200) choose(typed, body.names); else comeIn(status === 403 ? T.wrong_code : T.try_later);
    } catch (_) { comeIn(T.offline); }
  };
  show('come-in', T.come_in, form(go, T.code, code, refused && h('p', { class: 'wrong', role: 'alert' }, refused), h('button', { class: 'main' }, T.next)));
  if (value && !refused) go(value); else code.focus();
};

const choose = (code, names) => {
  const late = h('input', { id: 'name', maxlength: 40, autocomplete: 'name', enterkeyhint: 'send' });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const join = async (name) => {
    try {
      const { status, body } = await ask('/join', { code, name });
      if (status === 200) { keep('code', null); state = null; take(body); poll(); }
      else if (status === 403) comeIn(T.wrong_code);
      else wrong.textContent = body.refused || T.try_later;
    } catch (_) { wrong.textContent = T.offline; }
  };
  const listed = names.map(({ name, taken }) => h('li', null, button(name, () => join(name)), taken && h('small', null, T.taken)));
  show('choose', T.who_are_you, listed.length > 0 && h('ul', { class: 'names' }, listed),
    form(join, listed.length ? T.not_on_list : T.your_name, late, h('button', null, T.come_in_late)), wrong);
};

const leave = async () => {
  if (!window.confirm(T.leave_sure)) return;
  const { status } = await ask('/leave', {}).catch(() => ({}));
  if (status !== 200) { noted = T.not_taken; draw(state); return; }
  kept = {};
  keep('is', null);
  const last = polling;
  polling = state = null;
  if (last) last.abort();
  comeIn();
};

// ---- parts of a page

const area = (key, label, rows, value, onchange, most) => h('textarea', { 'data-key': key, rows, maxlength: most || 4000, 'aria-label': label, placeholder: label, value,
  oninput: (event) => { onchange(event.target.value); draw(state); } });
const field = (name, label, rows) => area('field.' + name, label, rows, draft(name), (text) => write(name, text));
const give = (name, what, label) => main(label, !draft(name).trim(), () => {
  const text = draft(name).trim();
  write(name);
  act(what, { text });
});
const list = (rows, kind) => rows.length > 0 && h('ul', { class: kind }, rows.map((row) => h('li', { class: [row.out && 'out', row.part].filter(Boolean).join(' ') },
  row.n && h('span', { class: /^\d+$/.test(row.n) ? 'n' : 'lead' }, row.n), words(row.text), row.aside && h('span', { class: 'aside' }, row.aside))));
const done = (label) => button(state.done ? T.done_undo : label, () => act('done', { done: !state.done }), { class: state.done && 'is-done', 'aria-pressed': String(state.done) });
const company = () => state.beside.length > 0 && p('with', T.with + ' ', h('b', null, state.beside.join(', ')), ' ', T.group_writes);
const pending = (what) => waiting().filter((one) => one.do === what);

const ownNote = ({ n, text, aside }) => {
  const number = Number(n), now = changing[n];
  const change = (to) => { if (to === undefined) delete changing[n]; else changing[n] = to; draw(state); };
  const save = () => { change(); if (now.trim() && now.trim() !== text) act('change', { number, text: now.trim() }); };
  return h('li', { 'data-key': n }, now === undefined
    ? [words(text), aside && h('small', null, aside), does(button(T.change, () => change(text), { 'aria-label': T.change + ': ' + text }),
      button(T.take_back, () => act('back', { number }), { 'aria-label': T.take_back + ': ' + text }))]
    : [area('change', T.change, 3, now, change, 1000), does(main(T.save, false, save), button(T.cancel, () => change()))]);
};
const own = () => {
  const coming = pending('note').map((one) => h('li', { class: 'coming' }, words(one.text), h('small', null, onWay())));
  return state.own.length + coming.length > 0 && section('own', '', T.your_notes, state.own.length > 0 && hint('', T.only_you),
    h('ul', { class: 'own', 'data-key': 'notes' }, state.own.map(ownNote), coming));
};

const vote = () => {
  const name = 'ballot.' + state.moment, options = [];
  for (const row of state.rows) {  // the notes of a group are shown with it
    if (row.part === 'inside') options[options.length - 1].notes.push(row); else options.push({ ...row, id: Number(row.n), notes: [] });
  }
  const given = (kept[name] || state.given).filter((one) => options.some((option) => option.id === one));
  const put = (to) => { keep(name, to); draw(state); };
  const isFull = given.length >= state.dots, isSent = pending('vote').length > 0;
  const isIn = state.given.length > 0 && [...given].sort().join() === [...state.given].sort().join();
  const shown = options.map(({ id, n, text, notes }) => {
    const count = given.filter((one) => one === id).length, barred = state.barred.includes(id);
    const less = () => put(given.filter((_, at) => at !== given.lastIndexOf(id)));
    return h('li', { class: count && 'chosen', 'data-key': n },
      button([h('span', { class: 'n' }, n), ' ', words(text), barred && [' ', h('small', null, T.yours)], h('span', { class: 'dots', 'aria-hidden': 'true' }, '●'.repeat(count)),
        h('span', { class: 'unseen' }, ' ' + T.given_dots + ' ' + count)], () => { if (!isFull) put([...given, id]); }, { class: 'option', disabled: barred, 'aria-disabled': String(isFull) }),
      count > 0 && button('−', less, { class: 'less', 'aria-label': T.one_less + ': ' + n }), list(notes, 'inside-group'));
  });
  const status = isSent ? onWay() : isIn ? T.vote_in : given.length || state.given.length ? T.vote_changed : '';
  return [h('ul', { class: 'options' }, shown), h('div', { class: 'foot' },
    h('p', { 'aria-live': 'polite' }, h('b', null, state.left[Math.max(state.dots - given.length, 0)]), h('span', null, status)),
    main(T.hand_in, !given.length || isIn || isSent, () => act('vote', { options: given })))];
};

const fingers = () => {
  const name = 'fingers.' + state.step, why = 'missing.' + state.step, typed = draft(why).trim();
  const chosen = name in kept ? kept[name] : state.score, isLow = chosen >= 0 && chosen < 3, isSent = pending('fingers').length > 0;
  const isIn = chosen >= 0 && chosen === state.score && !typed, missing = isLow ? typed || (chosen === state.score ? state.missing : '') : '';
  const choose = (one) => button(String(one), () => { keep(name, one); draw(state); }, { 'aria-pressed': String(one === chosen) });
  return [list(state.rows, 'rows'), h('div', { class: 'hand', role: 'group', 'aria-label': state.question }, [0, 1, 2, 3, 4, 5].map(choose)),
    isLow && field(why, T.what_is_missing, 2), isIn && state.missing && p('mine', state.missing), hint('status', isSent ? onWay() : isIn ? T.fingers_in : ''),
    main(T.show_fingers, chosen < 0 || isIn || isSent || (isLow && !missing), () => { act('fingers', { score: chosen, missing }); write(why); keep(name, null); })];
};

// Before the workshop: a question with all of somebody's answer to it, which they can change.
const question = ({ step, title, question: asked, example, answer }) => {
  const sent = pending('answer').filter((one) => one.step === step).pop(), before = sent ? sent.text : answer;
  const name = 'draft.' + step, text = name in kept ? kept[name] : before, isSame = text.trim() === before;
  const box = area('field', T.write_here + ': ' + asked, 4, text, (to) => keep(name, to), 9000);
  box.placeholder = T.write_here;
  return section(step, '', title, p('ask', asked), example && hint('', example), box,
    hint('status', sent ? onWay() : !isSame ? T.vote_changed : before ? T.answer_kept : ''),
    main(T.hand_in, isSame, () => { keep(name, null); act('answer', { step, text: text.trim() }); }, T.hand_in + ': ' + title));
};

const work = {
  wait: () => [list(state.rows, 'rows'), hint('', T.look_up)],
  think: () => [company(), field(state.step, T.write_here, 4), done(T.i_am_done)],
  write: () => [company(), field(state.step, T.write_here, 4), hint('', T.several_lines), give(state.step, 'note', T.hand_in), done(T.i_am_done), own(), list(state.rows, 'rows beside')],
  speak: () => [state.turn && [p('turn', T.your_turn), field(state.step, T.write_here, 2), give(state.step, 'note', T.hand_in), button(T.say_nothing, () => act('pass'))], list(state.rows, 'rows')],
  read: () => [list(state.rows, 'cards'), done(T.i_have_read)],
  vote,
  object: () => [list(state.rows, 'rows'), state.objection && p('mine', T.said_so + ' ' + state.objection),
    section('object', '', T.cannot_live, field('object.' + state.step, T.why_not, 2), give('object.' + state.step, 'object', T.say_so))],
  fingers,
  rest: () => [state.back && p('back', state.back), list(state.rows, 'rows')],
  ahead: () => [hint('', T.until_it_begins), state.ahead.map(question), done(T.that_is_all)],
};
const leftOver = () => {
  const name = draft('left').trim() ? 'left' : state.step, text = draft(name).trim(), isOpen = name !== 'left';
  if (!text || ['ahead', 'outside'].includes(state.does)) return null;
  if (isOpen && (['write', 'think'].includes(state.does) || state.turn)) return null;
  const put = (what) => { write(name); if (what) act(what, { text }); else draw(state); };
  return section('left', 'left-over', T.left_over, p('mine', text), does(isOpen && state.does === 'read' && main(T.hand_in, false, () => put('note')),
    button(T.put_there, () => put('park')), button(T.throw_away, () => put())));
};
const park = (is) => { parking = is; draw(state); };
const carPark = () => parking && section('park', 'park', T.car_park, field('park', T.park_thought, 2), does(give('park', 'park', T.put_there), button(T.cancel, () => park(false))));

// ---- drawing

const loud = h('p', { class: 'unseen', 'aria-live': 'assertive' });
document.body.append(loud);
const time = () => {
  const now = state && state.time;
  if (!now) return '';
  const left = Math.round('left' in now ? now.left : now.ends - (Date.now() / 1000 + ahead));
  return left > 0 ? Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0') : T.time_is_up;
};
setInterval(() => { const clock = app.querySelector('.clock'); if (clock) clock.textContent = time(); }, 500);

const draw = (before) => {
  if (!state) return;
  const { title, question: asked, place, status, does: doing } = state, isOver = doing === 'over';
  const open = () => { park(!parking); if (parking) app.querySelector('.park textarea').focus(); };
  const made = h('div', { id: 'app', class: 'is-' + doing },
    h('header', { 'data-key': 'head' }, p('place', title !== asked && title, place && h('span', null, ' · ' + place)), h('p', { class: 'clock', 'data-key': 'clock' }, time())),
    h('main', { 'data-key': 'main' }, h('h1', { tabindex: -1, dir: 'auto', 'data-key': 'title' }, isOver ? T.over : asked), noted && h('p', { class: 'noted', role: 'alert', 'data-key': 'noted' }, noted),
      status && h('p', { class: 'status', 'data-key': 'status' }, status), work[doing] && work[doing](), leftOver(), carPark()),
    h('footer', { 'data-key': 'foot' }, !isOver && !['outside', 'ahead'].includes(doing) && button(T.car_park, open, { 'aria-expanded': String(parking) }),
      h('span', { class: 'me' }, state.me), !isOver && button(T.not_me, leave, { class: 'quiet' })),
    h('p', { class: online ? 'line' : 'line off', role: 'status', 'data-key': 'line' }, !online && T.offline));
  patch(app, made);
  if (before && before.moment === state.moment && before.does === doing) return;
  const heading = app.querySelector('h1'), at = document.activeElement;
  loud.textContent = T.new_question + ' ' + heading.textContent;
  if (at && at.nodeName === 'TEXTAREA') return;
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
};

const awake = () => { if (document.visibilityState === 'visible' && (state || polling)) { tries = 0; poll(); flush(); } };
document.addEventListener('visibilitychange', awake);
window.addEventListener('online', awake);
window.addEventListener('pageshow', (event) => { if (event.persisted) awake(); });
window.addEventListener('storage', load);
let isNew = false;
try { isNew = !localStorage.room; } catch (_) { isNew = false; }
load();
if (isNew) comeIn(); else poll();  // a browser in which nobody was in has nothing to ask for
