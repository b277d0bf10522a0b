'use strict';
// Keeps a page live: takes the pieces that the daemon sends and puts them in their places. Without
// a stream the page is fetched anew now and then; without this script it stays as it was loaded.
(() => {
  const region = document.getElementById('live');
  const state = document.getElementById('state');
  const acts = document.getElementById('acts');
  // A page whose address held a password must not send it in others.
  const absolute = path => location.origin + path;
  let stream = null;
  let reload = 0;
  let again = 0;

  function say(text, kind) {
    if (state.textContent !== text) {
      state.textContent = text;
      state.className = kind;
    }
  }

  // What is replaced may hold the focus: the same link is looked for in what comes instead.
  function keepingFocus(change) {
    const held = document.activeElement;
    const inside = held && held !== region && region.contains(held);
    const href = inside ? held.getAttribute('href') : null;
    const label = inside ? held.getAttribute('aria-labelledby') : null;
    change();
    if (inside && !held.isConnected) {
      const same = href !== null
        ? [...region.querySelectorAll('a')].find(link => link.getAttribute('href') === href)
        : region.querySelector(`[tabindex][aria-labelledby="${label}"]`);
      (same || region).focus({preventScroll: true});
    }
  }

  function whole(html) {
    keepingFocus(() => { region.innerHTML = html; });
    offer();
  }

  // The element stays, for who has been told to listen to it; what is in it is replaced.
  function replace(piece, html) {
    const holder = document.createElement('template');
    holder.innerHTML = html;
    const fresh = holder.content.firstElementChild;
    for (const name of piece.getAttributeNames()) {
      if (!fresh.hasAttribute(name)) {
        piece.removeAttribute(name);
      }
    }
    for (const name of fresh.getAttributeNames()) {
      piece.setAttribute(name, fresh.getAttribute(name));
    }
    piece.replaceChildren(...fresh.childNodes);
  }

  function pieces(list) {
    keepingFocus(() => {
      for (const [id, html] of list) {
        const piece = document.getElementById(id);
        if (piece) {
          replace(piece, html);
        }
      }
    });
    offer();
  }

  async function fetched(path) {
    const answer = await fetch(absolute(path), {headers: {Accept: 'text/html'}});
    if (!answer.ok) {
      throw new Error(`${answer.status}`);
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return page.getElementById('live');
  }

  async function lookAgain() {
    try {
      const fresh = await fetched(location.pathname + location.search);
      whole(fresh.innerHTML);
      say('no live updates: looking again every 15 s', 'off');
    } catch (problem) {
      say('the daemon does not answer: trying again', 'off');
    }
  }

  function withoutStream() {
    say('no live updates: looking again every 15 s', 'off');
    if (!reload) {
      reload = setInterval(lookAgain, 15000);
      again = setInterval(open, 60000);
    }
  }

  function close() {
    if (stream) {
      stream.close();
      stream = null;
    }
  }

  function open() {
    close();
    const opened = new EventSource(absolute(region.dataset.live));
    stream = opened;
    opened.addEventListener('open', () => {
      clearInterval(reload);
      clearInterval(again);
      reload = again = 0;
      say('live', 'on');
    });
    opened.addEventListener('all', event => whole(JSON.parse(event.data).html));
    opened.addEventListener('part', event => pieces(JSON.parse(event.data)));
    opened.addEventListener('error', () => {
      if (opened !== stream) {
        return;
      }
      if (opened.readyState === EventSource.CLOSED) {
        withoutStream();
      } else {
        say('the daemon does not answer: trying again', 'off');
      }
    });
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close();
    } else if (!stream) {
      open();
    }
  });

  // The filter: the slash goes to it, and what is typed is shown at once and stands in the address.
  const filter = document.getElementById('filter');
  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, select, textarea, dialog');
    if (event.key === '/' && filter && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      filter.elements.q.focus();
      filter.elements.q.select();
    }
  });

  function asked() {
    const search = new URLSearchParams();
    for (const [name, value] of new FormData(filter)) {
      if (value.trim() !== '') {
        search.append(name, value.trim());
      }
    }
    const text = search.toString();
    return text === '' ? '/' : '/?' + text;
  }

  let wait = 0;

  async function show(path) {
    try {
      const fresh = await fetched(path);
      if (path !== asked()) {
        return;
      }
      history.replaceState(null, '', absolute(path));
      region.dataset.live = fresh.dataset.live;
      whole(fresh.innerHTML);
      open();
    } catch (problem) {
      say('the daemon does not answer: trying again', 'off');
      showSoon(3000);
    }
  }

  function showSoon(millis) {
    clearTimeout(wait);
    wait = setTimeout(() => show(asked()), millis);
  }

  if (filter) {
    filter.addEventListener('input', () => showSoon(250));
    filter.addEventListener('submit', event => {
      event.preventDefault();
      clearTimeout(wait);
      show(asked());
    });
  }

  // What a person may do with a table.
  const words = {
    trigger: {
      title: 'Start a run',
      means: 'Asks the controller for one run of this table. The rules hold as they do for the'
        + ' daemon; a reason passes over those that a person may pass over, and is kept with your'
        + ' name.',
      reason: 'Reason to pass over the rules (leave it empty and every rule holds)',
      path: 'trigger',
      body: (reason, span) => reason === '' ? {} : {force: reason},
    },
    pause: {
      title: 'Pause the auto-trigger',
      means: 'Nothing triggers this table until the pause is over or taken back, not even a person.',
      reason: 'Reason',
      path: 'pause',
      body: (reason, span) => span === '' ? {reason} : {reason, forSeconds: Number(span)},
    },
    resume: {
      title: 'Resume the auto-trigger',
      means: 'Takes the pause of this table back.',
      reason: 'Reason',
      path: 'resume',
      body: (reason, span) => ({reason}),
    },
    circuit: {
      title: 'Close the circuit',
      means: 'Forgives the table its attempts in vain: the auto-trigger may try it again.',
      reason: 'Reason',
      path: 'circuit/close',
      body: (reason, span) => ({reason}),
    },
  };

  function told(act, status, body) {
    if (status === 202) {
      return `Started: attempt ${body.seq}. What comes of it is followed below.`;
    }
    if (status === 200) {
      return {
        pause: body.until ? `Paused until ${body.until}.` : 'Paused until it is taken back.',
        resume: body.paused ? 'Resumed.' : 'It was not paused.',
        circuit: `Closed: attempts in vain that no longer count: ${body.forgiven}.`,
      }[act];
    }
    const detail = body.detail || `the daemon answered ${status}`;
    return status === 409
      ? `Refused: ${detail}.` + (body.forcible ? ' A reason passes over that.' : '')
      : `Not done: ${detail}.`;
  }

  async function act(name, reason, span) {
    const answer = document.getElementById('answer');
    answer.textContent = 'Asking …';
    try {
      const reply = await fetch(absolute(acts.dataset.api + words[name].path), {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Accept: 'application/json'},
        body: JSON.stringify(words[name].body(reason, span)),
      });
      const body = await reply.json().catch(() => ({}));
      answer.textContent = told(name, reply.status, body);
    } catch (problem) {
      answer.textContent = 'Not known whether it was done: the daemon did not answer.';
    }
  }

  function ask(name) {
    const dialog = document.getElementById('ask');
    const reason = document.getElementById('reason');
    const span = document.getElementById('for');
    document.getElementById('asked').textContent = words[name].title;
    document.getElementById('means').textContent = words[name].means;
    document.getElementById('reason-label').textContent = words[name].reason;
    document.getElementById('yes').textContent = words[name].title;
    span.hidden = document.getElementById('for-label').hidden = name !== 'pause';
    reason.value = '';
    reason.required = name !== 'trigger';
    dialog.returnValue = '';
    dialog.onclose = () => {
      if (dialog.returnValue === 'yes') {
        act(name, reason.value.trim(), span.value);
      }
    };
    dialog.showModal();
    reason.focus();
  }

  // Resuming is offered while there is a pause, closing while the circuit is open.
  function offer() {
    const standing = document.getElementById('standing');
    if (acts && standing) {
      acts.querySelector('[data-act=resume]').hidden = standing.dataset.paused !== 'true';
      acts.querySelector('[data-act=circuit]').hidden = standing.dataset.circuit !== 'true';
    }
  }

  if (acts) {
    acts.hidden = false;
    acts.addEventListener('click', event => {
      const name = event.target.dataset.act;
      if (name) {
        ask(name);
      } else if (event.target.value === 'no') {
        document.getElementById('ask').close('no');
      }
    });
  }

  open();
})();
