// One person's page of a workshop. Texts are only ever set as text.
(() => {
  'use strict';
  const T = JSON.parse(document.getElementById('texts').textContent);
  const app = document.getElementById('app');
  const kept = (() => {  // what is kept in this browser; a private window may refuse
    let held = {}, store = null;
    try { store = window.localStorage; store.getItem('room'); } catch (_) { store = null; }
    return {
      get: (name) => (store ? store.getItem(name) : held[name] || null),
      set: (name, value) => {
        if (!value) { delete held[name]; if (store) store.removeItem(name); return; }
        try { if (store) store.setItem(name, value); else held[name] = value; } catch (_) { held = { ...store, [name]: value }; store = null; }  // full
      },
      names: () => Object.keys(store || held),
    };
  })();
  let state = null, ahead = 0, online = true, polling = null, sending = false, tries = 0, parking = false, noted = '';
  const changing = {};

  const h = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith('on')) made[key] = value;
      else if (key === 'key') made.dataset.key = value;
      else made.setAttribute(key, value === true ? '' : value);
    }
    for (const child of children.flat(9)) if (child !== null && child !== undefined && child !== false) made.append(child);
    return made;
  };
  const p = (kind, ...children) => h('p', { class: kind, dir: 'auto' }, ...children);
  const words = (text) => h('span', { class: 'text', dir: 'auto' }, text);
  const h2 = (text) => h('h2', null, text);
  const onWay = () => (online ? T.sending : T.not_sent);
  const does = (...children) => h('span', { class: 'does' }, ...children);
  const button = (text, onclick, attributes) => h('button', { type: 'button', onclick, ...attributes }, text);
  const number = () => {
    const bytes = new Uint8Array(16);
    crypto.getRandomValues(bytes);
    return Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');
  };

  // Makes what is there like what was made; a field that somebody types in stays the same element.
  const patch = (there, made) => {
    if (there.nodeType === 3) { if (there.data !== made.data) there.data = made.data; return; }
    for (const one of Array.from(there.attributes)) if (!made.hasAttribute(one.name)) there.removeAttribute(one.name);
    for (const one of Array.from(made.attributes)) if (there.getAttribute(one.name) !== one.value) there.setAttribute(one.name, one.value);
    for (const on of ['onclick', 'oninput', 'onsubmit']) there[on] = made[on];
    if (made.nodeName === 'TEXTAREA') { if (there.value !== made.value) there.value = made.value; return; }
    const key = (one) => (one && one.dataset && one.dataset.key) || '';
    let at = there.firstChild;
    for (const one of Array.from(made.childNodes)) {
      const same = key(one) && Array.from(there.childNodes).find((other) => key(other) === key(one));
      if (same) while (at !== same) { const gone = at; at = at.nextSibling; gone.remove(); }
      if (at && at.nodeName === one.nodeName && key(at) === key(one)) { patch(at, one); at = at.nextSibling; }
      else there.insertBefore(one, at);
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  };

  // ---- talking to the server

  const ask = async (path, data, signal) => {
    const how = { cache: 'no-store', signal };
    if (data) Object.assign(how, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data) });
    const answer = await fetch(path, how);
    return { status: answer.status, body: answer.status === 200 || answer.status === 409 ? await answer.json() : {} };
  };
  const connected = (is) => {
    if (online !== is) { online = is; draw(state); }
  };
  const later = (soonest) => new Promise((go) => setTimeout(go, Math.min(soonest * 2 ** Math.min(tries, 4), 8000) * (0.7 + Math.random() * 0.6)));

  const take = (body) => {
    if (!body.room) return;
    if (body.now) ahead = body.now - Date.now() / 1000;
    if (state && state.v === body.v) return;
    if (body.room !== kept.get('room.is')) {
      for (const name of kept.names()) if (name.startsWith('room.')) kept.set(name, null);
      kept.set('room.is', body.room);
    }
    const before = state;
    state = body;
    const was = before && before.step !== state.step && before.does !== 'ahead' ? draft(before.step).trim() : '';
    if (was) { draft('left', (draft('left') + '\n' + was).trim()); draft(before.step, null); }
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
        const { status, body } = await ask('/state?v=' + (state && state.v ? state.v : ''), null, mine.signal);
        clearTimeout(patience);
        if (body.does === 'join') { polling = null; state = null; online = true; comeIn(); return; }
        if (status === 200) { tries = 0; take(body); connected(true); }
        else if (status === 204) { tries = 0; connected(true); }
        else { tries += 1; await later(900); }
      } catch (_) {
        clearTimeout(patience);
        if (polling !== mine) return;
        if (mine.signal.aborted) { poll(); return; }
        tries += 1; connected(false); await later(500);
      }
    }
  };

  // What was done and isn't confirmed yet goes in as soon as it can, and is taken once.
  const read = (name) => { try { return JSON.parse(kept.get(name)); } catch (_) { return null; } };
  const waiting = () => read('room.out') || [];
  const act = (what, more) => {
    kept.set('room.out', JSON.stringify([...waiting(), { id: number(), do: what, moment: state.moment, ...more }]));
    noted = '';
    draw(state);
    flush();
  };
  const flush = async () => {
    if (sending || !state || state.does === 'outside') return;
    sending = true;
    try {
      for (let one = waiting()[0]; one; one = waiting()[0]) {
        const { status, body } = await ask('/act', one);
        connected(true);
        if (status === 429 || status >= 500) throw new RangeError(status);
        kept.set('room.out', JSON.stringify(waiting().filter((other) => other.id !== one.id)));
        if (status === 401) { poll(); break; }
        if (body.refused) back(one, body.refused);
        else if (one.do === 'park') noted = T.is_parked;
        if (body.state) take({ ...body.state, now: body.now });
        draw(state);
      }
    } catch (error) {
      if (!(error instanceof RangeError)) connected(false);
      setTimeout(() => { sending = false; flush(); }, 1500 + Math.random() * 1500);
      return;
    }
    sending = false;
  };
  const back = (one, why) => {  // nothing that was written is thrown away
    noted = why;
    if (!one.text) return;
    const name = one.do === 'park' ? 'park' : one.step || (one.moment || '').split('.')[0];
    const now = draft(name);
    draft(name, now ? now + '\n' + one.text : one.text);
  };
  const draft = (name, text) => {
    if (text === undefined) return kept.get('room.draft.' + name) || '';
    kept.set('room.draft.' + name, text);
    return text;
  };

  // ---- coming in

  const comeIn = (refused) => {
    const inPath = location.pathname.slice(1);
    const code = h('input', { id: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', enterkeyhint: 'next', maxlength: 12 });
    code.value = kept.get('code') || (/^[A-Za-z0-9]{4,12}$/.test(inPath) && inPath !== 'wall' ? inPath : '');
    if (inPath) history.replaceState(null, '', '/');
    const go = async (event) => {
      if (event) event.preventDefault();
      const typed = code.value.trim();
      try {
        const { status, body } = await ask('/names', { code: typed });
        if (status === 200) { kept.set('code', typed); choose(typed, body.names); }
        else { kept.set('code', null); comeIn(status === 429 ? T.try_later : T.wrong_code); }
      } catch (_) { connected(false); comeIn(T.offline); }
    };
    show('come-in', h('h1', { tabindex: -1 }, T.come_in), h('form', { onsubmit: go },
      h('label', { for: 'code' }, T.code), code,
      refused && h('p', { class: 'wrong', role: 'alert' }, refused), h('button', { class: 'main' }, T.next)));
    if (code.value && !refused) go(); else code.focus();
  };

  const choose = (code, names) => {
    const late = h('input', { id: 'name', maxlength: 40, autocomplete: 'name', enterkeyhint: 'send' });
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const join = async (name) => {
      try {
        const { status, body } = await ask('/join', { code, name });
        if (status === 200) { kept.set('code', null); state = null; take(body); poll(); }
        else if (status === 403) comeIn(T.wrong_code);
        else wrong.textContent = body.refused || T.try_later;
      } catch (_) { wrong.textContent = T.offline; }
    };
    const listed = names.map((one) => h('li', null, button(one.name, () => join(one.name), { class: 'name' }, one.taken), one.taken && h('small', null, T.taken)));
    show('choose', h('h1', { tabindex: -1 }, T.who_are_you), names.length > 0 && h('ul', { class: 'names' }, listed),
      h('form', { onsubmit: (event) => { event.preventDefault(); join(late.value); } },
        h('label', { for: 'name' }, names.length ? T.not_on_list : T.your_name), late, h('button', null, T.come_in_late)), wrong);
  };

  const leave = async () => {
    if (!window.confirm(T.leave_sure)) return;
    try { await ask('/leave', {}); } catch (_) { return; }
    for (const name of kept.names()) if (name.startsWith('room.')) kept.set(name, null);
    if (polling) { const last = polling; polling = null; last.abort(); }
    state = null;
    comeIn();
  };

  // ---- parts of a page

  const show = (name, ...children) => {
    app.className = 'is-' + name;
    app.replaceChildren(h('main', null, ...children));
  };
  const loud = h('p', { class: 'unseen', 'aria-live': 'assertive' });
  document.body.append(loud);

  const area = (name, label, rows) => {
    const field = h('textarea', { key: 'field.' + name, rows: rows || 3, maxlength: 4000, 'aria-label': label, placeholder: label, oninput: (event) => { draft(name, event.target.value); draw(state); } });
    field.value = draft(name);
    return field;
  };
  const give = (name, what, label) => button(label, () => {
    const text = draft(name).trim();
    draft(name, '');
    act(what, { text });
  }, { class: 'main', disabled: !draft(name).trim() });
  const list = (rows, kind) => rows.length > 0 && h('ul', { class: kind }, rows.map((row) => h('li', { class: [row.out && 'out', row.part].filter(Boolean).join(' ') || null },
    row.n && h('span', { class: /^\d+$/.test(row.n) ? 'n' : 'lead' }, row.n), words(row.text), row.aside && h('span', { class: 'aside' }, row.aside))));
  const done = (label) => button(state.done ? T.done_undo : label, () => act('done', { done: !state.done }), { class: state.done ? 'is-done' : '', 'aria-pressed': String(state.done) });
  const company = () => state.beside.length > 0 && p('with', T.with + ' ', h('b', null, state.beside.join(', ')), ' ', T.group_writes);
  const pending = (what) => waiting().filter((one) => one.do === what);

  const own = () => {
    const mine = state.own.map((row) => {
      const id = Number(row.n);
      if (changing[row.n] === undefined) {
        return h('li', { key: row.n }, words(row.text), row.aside && h('small', null, row.aside), does(
          button(T.change, () => { changing[row.n] = row.text; draw(state); }, { 'aria-label': T.change + ': ' + row.text }),
          button(T.take_back, () => act('back', { number: id }), { 'aria-label': T.take_back + ': ' + row.text })));
      }
      const field = h('textarea', { key: 'change', rows: 3, maxlength: 1000, 'aria-label': T.change, oninput: (event) => { changing[row.n] = event.target.value; } });
      field.value = changing[row.n];
      return h('li', { key: row.n }, field, does(
        button(T.save, () => { const text = changing[row.n].trim(); delete changing[row.n]; if (text && text !== row.text) act('change', { number: id, text }); else draw(state); }, { class: 'main' }),
        button(T.cancel, () => { delete changing[row.n]; draw(state); })));
    });
    const coming = pending('note').map((one) => h('li', { class: 'coming' }, words(one.text), h('small', null, onWay())));
    return mine.length + coming.length > 0 && h('section', { key: 'own' }, h2(T.your_notes), mine.length > 0 && p('hint', T.only_you), h('ul', { class: 'own', key: 'notes' }, mine, coming));
  };

  const vote = () => {
    const name = 'room.ballot.' + state.moment;
    let given = read(name) || state.given;
    const sent = pending('vote').length > 0;
    const choices = state.rows.filter((row) => row.part !== 'inside');
    const known = new Set(choices.map((row) => Number(row.n)));
    given = given.filter((one) => known.has(one));
    const put = (to) => { kept.set(name, JSON.stringify(to)); draw(state); };
    const isSame = [...given].sort().join() === [...state.given].sort().join();
    const inside = (row) => {
      const after = state.rows.slice(state.rows.indexOf(row) + 1), end = after.findIndex((other) => other.part !== 'inside');
      return row.part === 'title' ? after.slice(0, end < 0 ? after.length : end) : [];
    };
    const options = choices.map((row) => {
      const id = Number(row.n), count = given.filter((one) => one === id).length, barred = state.barred.includes(id);
      const full = given.length >= state.dots;
      return h('li', { class: count ? 'chosen' : null, key: row.n },
        button([h('span', { class: 'n' }, row.n), words(row.text), barred && h('small', null, T.yours),
          h('span', { class: 'dots', 'aria-hidden': 'true' }, '●'.repeat(count))],
        () => { if (!full) put([...given, id]); }, { class: 'option', disabled: barred, 'aria-disabled': String(full), 'aria-label': row.n + '. ' + row.text + '. ' + T.given_dots + ' ' + count }),
        count > 0 && button('−', () => { const at = given.lastIndexOf(id); put(given.filter((_, place) => place !== at)); }, { class: 'less', 'aria-label': T.one_less + ': ' + row.n }), list(inside(row), 'inside-group'));
    });
    const isIn = state.given.length > 0 && isSame;
    return [h('ul', { class: 'options' }, options), h('div', { class: 'foot' }, h('p', { 'aria-live': 'polite' }, h('b', null, state.left[Math.max(state.dots - given.length, 0)]),
      h('span', null, sent ? onWay() : isIn ? T.vote_in : given.length || state.given.length ? T.vote_changed : '')),
    button(T.hand_in, () => { act('vote', { options: given }); }, { class: 'main', disabled: !given.length || isIn || sent }))];
  };

  const fingers = () => {
    const name = 'fingers.' + state.step;
    const chosen = kept.get('room.' + name) !== null ? Number(kept.get('room.' + name)) : state.score;
    const sent = pending('fingers').length > 0, low = chosen >= 0 && chosen < 3;
    const field = area('missing.' + state.step, T.what_is_missing, 2);
    const missing = draft('missing.' + state.step).trim() || (chosen === state.score ? state.missing : '');
    const isIn = state.score >= 0 && chosen === state.score && !draft('missing.' + state.step).trim();
    return [h('div', { class: 'hand', role: 'group', 'aria-label': state.question }, [0, 1, 2, 3, 4, 5].map((one) => button(String(one), () => { kept.set('room.' + name, String(one)); draw(state); }, { 'aria-pressed': String(one === chosen) }))),
      low && field, state.missing && isIn && p('mine', state.missing),
      h('p', { class: 'hint', 'aria-live': 'polite' }, sent ? onWay() : isIn ? T.fingers_in : ''),
      button(T.show_fingers, () => { act('fingers', { score: chosen, missing: low ? missing : '' }); draft('missing.' + state.step, ''); kept.set('room.' + name, null); }, { class: 'main', disabled: chosen < 0 || isIn || sent || (low && !missing) })];
  };

  // Before the workshop: a question with all of somebody's answer to it, which they can change.
  const question = (one) => {
    const sent = pending('answer').filter((other) => other.step === one.step).pop(), before = sent ? sent.text : one.answer;
    const typed = kept.get('room.draft.' + one.step), text = typed === null ? before : typed, isSame = text.trim() === before;
    const name = T.write_here + ': ' + one.question;
    const field = h('textarea', { key: 'field', rows: 4, maxlength: 9000, 'aria-label': name, placeholder: T.write_here, oninput: (event) => { keep(one.step, event.target.value); draw(state); } });
    field.value = text;
    return h('section', { key: one.step }, h2(one.title), p('ask', one.question), one.example && p('hint', one.example), field,
      h('p', { class: 'hint', role: 'status' }, sent ? onWay() : !isSame ? T.vote_changed : before ? T.answer_kept : ''),
      button(T.hand_in, () => { kept.set('room.draft.' + one.step, null); act('answer', { step: one.step, text: text.trim() }); }, { class: 'main', disabled: isSame, 'aria-label': T.hand_in + ': ' + one.title }));
  };
  const keep = (step, text) => kept.set('room.draft.' + step, text || ' ');

  const work = {
    wait: () => [list(state.rows, 'rows'), p('hint', T.look_up)],
    think: () => [company(), area(state.step, T.write_here, 4), done(T.i_am_done)],
    write: () => [company(), area(state.step, T.write_here, 4), p('hint', T.several_lines), give(state.step, 'note', T.hand_in), done(T.i_am_done), own(), list(state.rows, 'rows beside')],
    speak: () => [state.turn && p('turn', T.your_turn), state.turn && area(state.step, T.write_here, 2), state.turn && give(state.step, 'note', T.hand_in), state.turn && button(T.say_nothing, () => act('pass')), list(state.rows, 'rows')],
    read: () => [list(state.rows, 'cards'), done(T.i_have_read)],
    vote,
    object: () => [list(state.rows, 'rows'), state.objection && p('mine', T.said_so + ' ' + state.objection),
      h('section', { key: 'object' }, h2(T.cannot_live), area('object.' + state.step, T.why_not, 2), give('object.' + state.step, 'object', T.say_so))],
    fingers: () => [list(state.rows, 'rows'), fingers()],
    rest: () => [state.back && p('back', state.back), list(state.rows, 'rows')],
    ahead: () => [p('hint', T.until_it_begins), state.ahead.map(question), done(T.that_is_all)],
    over: () => [],
    outside: () => [],
  };
  const leftOver = () => {
    const name = draft('left').trim() ? 'left' : state.step, text = draft(name).trim();
    if (!text || ['ahead', 'outside'].includes(state.does)) return null;
    if (name !== 'left' && (['write', 'think'].includes(state.does) || (state.does === 'speak' && state.turn))) return null;
    return h('section', { class: 'left-over', key: 'left' }, h2(T.left_over), p('mine', text),
      does(state.does === 'read' && name !== 'left' && button(T.hand_in, () => { draft(name, ''); act('note', { text }); }, { class: 'main' }),
        button(T.put_there, () => { draft(name, ''); act('park', { text }); }), button(T.throw_away, () => { draft(name, ''); draw(state); })));
  };
  const carPark = () => parking && h('section', { class: 'park', key: 'park' }, h2(T.car_park), area('park', T.park_thought, 2),
    does(give('park', 'park', T.put_there), button(T.cancel, () => { parking = false; draw(state); })));

  // ---- drawing

  const time = () => {
    const now = state && state.time;
    if (!now) return '';
    const left = Math.round(now.left !== undefined ? now.left : now.ends - (Date.now() / 1000 + ahead));
    return left > 0 ? Math.floor(left / 60) + ':' + String(left % 60).padStart(2, '0') : T.time_is_up;
  };
  setInterval(() => { const clock = app.querySelector('.clock'); if (clock) clock.textContent = time(); }, 500);

  const draw = (before) => {
    if (!state) return;
    const isNew = !before || before.moment !== state.moment || before.does !== state.does;
    const isOut = state.does === 'outside' || state.does === 'over';
    const made = h('div', null,
      h('header', { key: 'head' }, p('place', state.title && state.title !== state.question ? state.title : '', state.place && h('span', null, ' · ' + state.place)), h('p', { class: 'clock', key: 'clock' }, time())),
      h('main', { key: 'main' }, h('h1', { tabindex: -1, dir: 'auto', key: 'title' }, state.does === 'over' ? T.over : state.question), noted && h('p', { class: 'noted', role: 'alert', key: 'noted' }, noted),
        state.status && h('p', { class: 'status', key: 'status' }, state.status), work[state.does](), leftOver(), carPark()),
      h('footer', { key: 'foot' }, !isOut && state.does !== 'ahead' && button(T.car_park, () => { parking = !parking; draw(state); const field = app.querySelector('.park textarea'); if (field) field.focus(); }, { 'aria-expanded': String(parking) }),
        h('span', { class: 'me' }, state.me), state.does !== 'over' && button(T.not_me, leave, { class: 'quiet' })),
      h('p', { class: online ? 'line' : 'line off', role: 'status', key: 'line' }, online ? '' : T.offline));
    made.id = 'app';
    made.className = 'is-' + state.does;
    patch(app, made);
    if (!isNew) return;
    const title = app.querySelector('h1'), at = document.activeElement;
    loud.textContent = T.new_question + ' ' + title.textContent;
    if (at && at.nodeName === 'TEXTAREA') return;
    window.scrollTo(0, 0);
    title.focus({ preventScroll: true });
  };

  const awake = () => { if (document.visibilityState === 'visible' && (state || polling)) { tries = 0; poll(); flush(); } };
  document.addEventListener('visibilitychange', awake);
  window.addEventListener('online', awake);
  window.addEventListener('pageshow', (event) => { if (event.persisted) awake(); });
  poll();
})();
