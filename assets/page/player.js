// @ts-check
// Plays the routines that stand in the page: one, or those of the days of a plan. Time is read from the clock and never counted in ticks; sound
// is scheduled ahead on the audio clock. Nothing is fetched and nothing leaves the phone.

/**
 * @typedef {{segment: number, at: number, length: number, tone?: string, text?: string, lang?: string, clip?: number, end?: boolean}} Cue
 * @typedef {{kind: string, name: string, ms: number, step: number, bout: boolean, work?: number, open?: boolean, side?: string, chip?: string,
 *   dose?: string, next?: string, guide?: number, notes?: string[], link?: string, figure?: number, turned?: boolean, hand?: string,
 *   breath?: number[]}} Segment
 * @typedef {{hz: number, at: number, tau: number, weight: number}} Note
 * @typedef {{notes: Note[], length: number, attack: number, peak: number, partials: number[]}} Tone
 * @typedef {{id: string, name: string, total: string, segments: Segment[], cues: Cue[]}} Routine
 * @typedef {{date: string, items: [number, string][]}} Day
 * @typedef {{lang: string, routines: Routine[], days: Day[], guides: {how: string[], avoid: string[]}[], tones: Record<string, Tone>,
 *   figures: string[], clips: string[], words: Record<string, string>}} Page
 * @typedef {Page & Routine} Plan one routine with what the page holds for all of them
 */

const AHEAD = 12_000; // ms of sound that is scheduled at a time
const SLEPT = 5_000; // ms between two looks at the clock after which the phone must have slept
const KEPT = 3_000; // ms that a cut leaves of a segment, so that no held key runs through a routine
const LEAD = 0.06; // s between now and the first scheduled sample

/** The player without a screen: where it is at a moment of the clock it is given. Times are in milliseconds. */
export class Player {
  /** @param {Plan} plan @param {() => number} now */
  constructor(plan, now) {
    this.plan = plan;
    this.now = now;
    this.index = 0;
    this.base = 0; // how far into the segment it was when the clock last started
    this.since = /** @type {number | null} */ (null); // when that was; null while paused
    this.extra = /** @type {Record<number, number>} */ ({});
    this.waiting = false;
    this.finished = false;
    this.seen = now();
    this.spent = /** @type {Record<number, number>} */ ({}); // how long each segment was really played, in all visits
    this.over = /** @type {Set<number>} */ (new Set()); // the open ones that the person said were over
  }
  get segment() { return this.plan.segments[Math.min(this.index, this.plan.segments.length - 1)]; }
  get playing() { return this.since !== null; }
  /** @param {number} index */
  length(index) { return Math.max(0, this.plan.segments[index].ms + (this.extra[index] ?? 0)); }
  get elapsed() { return this.base + (this.since === null ? 0 : this.now() - this.since); }
  get worked() { return this.plan.segments.reduce((sum, one, n) => sum + (one.bout ? this.spent[n] ?? 0 : 0), 0); }
  /** Whether three quarters of the planned work was done; more than planned of one step makes up for no other. */
  get done() {
    let planned = 0;
    let worked = 0;
    for (const [n, { work = 0 }] of this.plan.segments.entries()) {
      planned += work;
      worked += this.over.has(n) ? work : Math.min(this.spent[n] ?? 0, work);
    }
    return worked * 4 >= planned * 3;
  }
  get left() { return Math.max(0, this.length(this.index) - this.elapsed); }
  play() {
    if (this.finished || this.playing) return;
    this.since = this.seen = this.now();
  }
  pause() {
    this.base = this.elapsed;
    this.since = null;
  }
  /** Look at the clock: move on through what has ended. Returns "slept" where the clock jumped, and pauses there. */
  look() {
    const now = this.now();
    if (this.since !== null && now - this.seen > SLEPT) {
      this.base += Math.max(0, this.seen - this.since);
      this.since = null;
      this.seen = now;
      return "slept";
    }
    this.seen = now;
    while (this.since !== null && !this.finished && this.elapsed >= this.length(this.index)) {
      if (this.segment.open) {
        if (!this.waiting) { this.waiting = true; return "waiting"; }
        return "";
      }
      const over = this.elapsed - this.length(this.index);
      this._enter(this.index + 1, over);
    }
    return "";
  }
  /** Leave the segment for another, `at` ms into it: so much of what has passed belongs to that one. @param {number} index @param {number} at */
  _enter(index, at) {
    this.spent[this.index] = (this.spent[this.index] ?? 0) + this.elapsed - at;
    this.waiting = false;
    if (index >= this.plan.segments.length) {
      this.finished = true;
      this.base = 0;
      this.since = null;
      return;
    }
    this.index = Math.max(0, index);
    this.base = at;
    if (this.since !== null) this.since = this.now();
  }
  goOn() { if (this.segment.open && !this.finished) { this.over.add(this.index); this._enter(this.index + 1, 0); } }
  next() {
    let to = this.index + 1;
    while (to < this.plan.segments.length && this.plan.segments[to].step === this.segment.step) to += 1;
    this._enter(to, 0);
  }
  /** Back to the start of the step, or to the step before it within its first three seconds. */
  back() {
    const segments = this.plan.segments;
    let at = this._first(this.index);
    const played = segments.slice(at, this.index).reduce((sum, _, n) => sum + this.length(at + n), 0) + this.elapsed;
    if (played < 3_000 && at > 0) at = this._first(at - 1);
    this.finished = false;
    this._enter(at, 0);
  }
  again() { this.finished = false; this._enter(this._first(this.index), 0); }
  /** @param {number} at */
  _first(at) {
    while (at > 0 && this.plan.segments[at - 1].step === this.plan.segments[at].step) at -= 1;
    return at;
  }
  /** More or less time; less leaves enough to notice. @param {number} ms */
  more(ms) {
    const least = this.elapsed + KEPT;
    const length = Math.max(this.length(this.index) + ms, Math.min(this.length(this.index), least));
    this.extra[this.index] = (this.extra[this.index] ?? 0) + length - this.length(this.index);
    this.waiting = false;
  }
}

/**
 * The samples of a tone: sines with overtones, raised-cosine attack, exponential decay, and 20 ms to zero at the end.
 * @param {Tone} tone @param {number} rate samples a second
 */
export function samples(tone, rate) {
  const out = new Float32Array(Math.round((tone.length / 1000) * rate));
  for (const note of tone.notes) {
    const first = Math.round((note.at / 1000) * rate);
    for (let n = first; n < out.length; n += 1) {
      const t = (n - first) / rate;
      const late = t * 1000 - tone.attack;
      const level = late < 0 ? 0.5 - 0.5 * Math.cos((Math.PI * t * 1000) / tone.attack) : Math.exp(-late / note.tau);
      let wave = 0;
      tone.partials.forEach((part, p) => { wave += part * Math.sin(2 * Math.PI * note.hz * (p + 1) * t); });
      out[n] += note.weight * level * wave;
    }
  }
  const fade = Math.round(0.02 * rate);
  for (let n = 0; n < fade && n < out.length; n += 1) out[out.length - 1 - n] *= 0.5 - 0.5 * Math.cos((Math.PI * n) / fade);
  const peak = out.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  return out.map((value) => (value / peak) * 10 ** (tone.peak / 20));
}

/**
 * A breath: a glide up from A4 to D5 (in) or down again (out), swelling and fading.
 * @param {boolean} rising @param {number} ms @param {number} rate
 */
export function glide(rising, ms, rate) {
  const out = new Float32Array(Math.max(2, Math.round((ms / 1000) * rate)));
  const [low, high] = rising ? [440, 587.33] : [587.33, 440];
  let turn = 0;
  for (let n = 0; n < out.length; n += 1) {
    const part = n / out.length;
    turn += (2 * Math.PI * low * (high / low) ** part) / rate;
    out[n] = 10 ** (-28 / 20) * Math.sin(Math.PI * part) * ((Math.sin(turn) + 0.22 * Math.sin(2 * turn) + 0.08 * Math.sin(3 * turn)) / 1.15);
  }
  return out;
}

/** What is heard: tones and recorded speech on the audio clock, the browser's own voice beside it. */
export class Sound {
  /** @param {Plan} plan @param {BaseAudioContext} context */
  constructor(plan, context) {
    this.plan = plan;
    this.context = context;
    this.buffers = /** @type {Record<string, AudioBuffer>} */ ({});
    this.clips = /** @type {(AudioBuffer | null)[]} */ (plan.clips.map(() => null));
    this.placed = new Set();
    this.nodes = /** @type {AudioScheduledSourceNode[]} */ ([]);
    this.timers = /** @type {number[]} */ ([]);
    this.muted = false;
  }
  /** @param {string} name @param {number} ms */
  _buffer(name, ms) {
    const key = name.startsWith("breath-") ? `${name} ${ms}` : name;
    if (!this.buffers[key]) {
      const rate = this.context.sampleRate;
      const data = key === name ? samples(this.plan.tones[name], rate) : glide(name === "breath-in", ms, rate);
      this.buffers[key] = this.context.createBuffer(1, data.length, rate);
      this.buffers[key].copyToChannel(data, 0);
    }
    return this.buffers[key];
  }
  async load() {
    await Promise.all(this.plan.clips.map(async (clip, n) => {
      const bytes = Uint8Array.from(atob(clip), (char) => char.charCodeAt(0));
      this.clips[n] = await this.context.decodeAudioData(bytes.buffer);
    }));
  }
  /** Place what is due within the next seconds of play. @param {Player} player */
  schedule(player) {
    const ended = this.plan.segments.length;
    if (this.muted || !(player.playing || player.finished)) return;
    const zero = this.context.currentTime + LEAD;
    let start = player.finished ? 0 : -player.elapsed;
    // One past the last segment stands for what is heard after the end.
    for (let index = player.finished ? ended : player.index; index <= ended && start < AHEAD; index += 1) {
      for (const [number, cue] of this.plan.cues.entries()) {
        if (cue.segment !== index || this.placed.has(number)) continue;
        const shift = cue.end ? (player.extra[index] ?? 0) : 0;
        const due = start + cue.at + shift;
        if (due < -40 || due > AHEAD) continue;
        this.placed.add(number);
        this._place(cue, Math.max(0, due), zero);
      }
      if (index === ended || this.plan.segments[index].open) break;
      start += player.length(index);
    }
  }
  /** @param {Cue} cue @param {number} due ms from now @param {number} zero the audio clock's now */
  _place(cue, due, zero) {
    const buffer = cue.tone ? this._buffer(cue.tone, cue.length) : cue.clip !== undefined ? this.clips[cue.clip] : null;
    if (buffer) {
      const node = this.context.createBufferSource();
      node.buffer = buffer;
      node.connect(this.context.destination);
      node.start(zero + due / 1000);
      this.nodes.push(node);
    } else if (cue.text && globalThis.speechSynthesis) {
      this.timers.push(setTimeout(() => this.speak(cue.text ?? "", cue.lang ?? this.plan.lang), due + LEAD * 1000));
    }
  }
  /** @param {string} text @param {string} lang */
  speak(text, lang) {
    const voices = speechSynthesis.getVoices();
    // No voice reads another language: without one of its own a text stays on the screen.
    if (voices.length && !voices.some((voice) => voice.lang.slice(0, 2) === lang.slice(0, 2))) return;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = lang;
    speechSynthesis.speak(words);
  }
  /** After a pause, a jump or a change: what was placed is taken back. */
  cancel() {
    for (const node of this.nodes) { try { node.stop(); } catch { /* it has ended */ } }
    this.timers.forEach(clearTimeout);
    globalThis.speechSynthesis?.cancel();
    this.nodes = [];
    this.timers = [];
    this.placed.clear();
  }
}

/** @param {number} ms */
export function clock(ms) {
  const seconds = Math.ceil(ms / 1000 - 1e-6);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What fills and empties with the breath, 0 to 1, and the word for its phase. @param {number[]} breath @param {number} at */
export function phase(breath, at) {
  const [inhale, keep, exhale, empty] = breath;
  const t = at % (inhale + keep + exhale + empty);
  if (t < inhale) return { size: t / inhale, word: "in", left: inhale - t };
  if (t < inhale + keep) return { size: 1, word: "keep", left: inhale + keep - t };
  if (t < inhale + keep + exhale) return { size: 1 - (t - inhale - keep) / exhale, word: "out", left: inhale + keep + exhale - t };
  return { size: 0, word: "empty", left: inhale + keep + exhale + empty - t };
}

/** @param {Page} data @param {number} n @returns {Plan} */
function routine(data, n) { return { ...data, ...data.routines[n] }; }

/** Six seconds of silence as a file: keys for media reach only a page in which an element plays. */
function silence() {
  const length = 48_000;
  const bytes = new Uint8Array(44 + length).fill(128);
  const view = new DataView(bytes.buffer);
  [0x52494646, 36 + length, 0x57415645, 0x666d7420, 16, 0x10001, 8000, 8000, 0x80001, 0x64617461, length].forEach((value, n) =>
    view.setUint32(n * 4, value, ![0, 2, 3, 9].includes(n)));
  return URL.createObjectURL(new Blob([bytes], { type: "audio/wav" }));
}

const TONES = /** @type {Record<string, string>} */ ({ rest: "--rest", pause: "--rest", ready: "--rest", position: "--rest", switch: "--switch" });
const KEYS = /** @type {Record<string, string>} */ ({ " ": "play", Enter: "play", n: "next", ArrowRight: "next", p: "back", ArrowLeft: "back", r: "again", "+": "more", "=": "more", "-": "less", m: "sound" });

/** The screen. @param {Page} data @param {Document} page */
function show(data, page) {
  const by = (/** @type {string} */ id) => /** @type {HTMLElement} */ (page.getElementById(id));
  /** @param {string} tag @param {string} [text] @param {string} [kind] */
  const made = (tag, text = "", kind = "") => Object.assign(page.createElement(tag), { textContent: text, className: kind });
  const words = data.words;
  let plan = routine(data, 0);
  let player = new Player(plan, () => performance.now());
  let sound = /** @type {Sound | null} */ (null);
  let lock = /** @type {WakeLockSentinel | null} */ (null);
  const quiet = new Audio();
  quiet.loop = true;
  let shown = "";
  let notice = "";
  let parts = /** @type {{part: HTMLElement, step: number, ms: number}[]} */ ([]);

  function ribbon() {
    const total = plan.segments.reduce((sum, one) => sum + one.ms, 0) || 1;
    parts = [...new Set(plan.segments.map((one) => one.step))].map((step) => {
      const part = made("i");
      const ms = plan.segments.filter((one) => one.step === step).reduce((sum, one) => sum + one.ms, 0);
      part.style.setProperty("--part", String(ms / total));
      return { part, step, ms };
    });
    by("ribbon").replaceChildren(...parts.map(({ part }) => part));
  }
  const still = matchMedia("(prefers-reduced-motion: reduce), print");
  /** A picture as an image of its own, so that nothing in it reaches the page. @param {number} at @param {boolean} calm */
  function picture(at, calm = still.matches) {
    const svg = calm ? data.figures[at].replace("@media (prefers-reduced-motion:reduce)", "@media all") : data.figures[at];
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }
  for (const image of page.querySelectorAll("img[data-figure]"))
    /** @type {HTMLImageElement} */ (image).src = picture(Number(/** @type {HTMLElement} */ (image).dataset.figure), true);
  still.addEventListener("change", () => { by("picture").dataset.at = ""; shown = ""; draw(); });
  function resound() { sound?.cancel(); sound?.schedule(player); }
  async function awake() {
    try {
      if (!player.playing) { const held = lock; lock = null; await held?.release(); }
      else if (!lock || lock.released) lock = await navigator.wakeLock?.request("screen");
    } catch { lock = null; }
  }
  /** @param {() => void} act */
  function command(act) {
    notice = "";
    act();
    resound();
    draw();
    void awake();
    if (player.playing) quiet.play().catch(() => {}); else quiet.pause();
  }
  function toggle() {
    if (player.finished) { player.again(); delete page.body.dataset.done; }
    if (player.playing && !player.waiting) player.pause();
    else if (player.waiting) player.goOn();
    else player.play();
  }
  function begin() {
    const context = /** @type {AudioContext} */ (sound?.context ?? new AudioContext());
    const mine = sound?.plan === plan ? sound : new Sound(plan, context);
    if (mine !== sound) { sound = mine; void mine.load().then(() => mine.schedule(player)); }
    if (!quiet.src) quiet.src = silence();
    void context.resume?.();
    by("start").hidden = true;
    by("controls").hidden = false;
    command(() => player.play());
    by("play").focus();
  }
  const actions = /** @type {Record<string, () => void>} */ ({
    play: toggle, next: () => player.next(), back: () => player.back(), again: () => player.again(),
    more: () => player.more(10_000), less: () => player.more(-10_000),
    sound: () => { if (sound) sound.muted = !sound.muted; },
  });
  by("begin").addEventListener("click", begin);
  for (const [id, act] of Object.entries(actions)) by(id).addEventListener("click", () => command(act));
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || by("player").hidden) return;
    if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    const act = KEYS[event.key];
    if (!act || event.target instanceof HTMLElement && event.target.closest("details")) return;
    event.preventDefault();
    if (by("controls").hidden) begin(); else if (!event.repeat || act === "more" || act === "less") command(actions[act]);
  });
  for (const [name, act] of /** @type {[MediaSessionAction, string][]} */ ([["play", "play"], ["pause", "play"], ["nexttrack", "next"], ["previoustrack", "back"]])) {
    try { navigator.mediaSession?.setActionHandler(name, () => command(actions[act])); } catch { /* not known here */ }
  }
  page.addEventListener("visibilitychange", () => { if (!page.hidden) { look(); void awake(); } });

  function look() {
    if (player.look() === "slept") { notice = words.slept; sound?.cancel(); quiet.pause(); }
    if (player.finished && !page.body.dataset.done) { page.body.dataset.done = "yes"; if (player.done) remember(); quiet.pause(); void awake(); }
    sound?.schedule(player);
    draw();
  }
  function draw() {
    const one = player.segment;
    const finished = player.finished;
    const ended = player.done ? words.done : words.end;
    const breath = one.breath && !finished ? phase(one.breath, player.elapsed) : null;
    by("digits").textContent = finished ? clock(player.worked) : one.open && player.waiting ? clock(player.elapsed) : clock(player.left);
    by("breath").hidden = !breath;
    if (breath) by("breath-bar").style.transform = `scaleX(${Math.max(0.02, breath.size).toFixed(3)})`;
    let done = true;
    for (const { part, step, ms } of parts) {
      const now = step === one.step && !finished;
      if (now) done = false;
      part.className = now ? "now" : done ? "done" : "";
      if (now && ms) {
        const before = plan.segments.slice(player._first(player.index), player.index).reduce((sum, other) => sum + other.ms, 0);
        part.style.setProperty("--at", `${Math.min(100, ((before + player.elapsed) / ms) * 100).toFixed(1)}%`);
      }
    }
    const state = finished ? ended : notice || (player.waiting ? words.waiting : !player.playing ? words.paused : breath ? words[breath.word] : one.chip) || "";
    const key = `${plan.id}|${player.index}|${state}|${sound?.muted}`;
    if (key === shown) return;
    shown = key;
    page.documentElement.style.setProperty("--tone", `var(${player.waiting ? "--wait" : TONES[one.kind] ?? "--work"})`);
    by("chip").textContent = state;
    by("name").textContent = finished ? plan.name : one.name;
    by("side").textContent = finished ? "" : [one.side, one.dose].filter(Boolean).join(" · ");
    by("then").textContent = finished ? "" : one.next ?? "";
    const figure = /** @type {HTMLImageElement} */ (by("picture"));
    const at = one.figure ?? -1;
    figure.hidden = at < 0 || finished;
    figure.className = one.turned ? "turned" : "";
    by("hand").textContent = figure.hidden ? "" : one.hand ?? "";
    if (at >= 0 && figure.dataset.at !== String(at)) {
      figure.dataset.at = String(at);
      figure.src = picture(at);
      figure.alt = one.name;
    }
    const guide = data.guides[one.guide ?? -1] ?? { how: [], avoid: [] };
    const told = finished ? [] : [...[...one.notes ?? [], ...guide.how].map((text) => made("li", text)), ...guide.avoid.map((text) => made("li", text, "avoid"))];
    if (!finished && /^https?:\/\//.test(one.link ?? "")) {
      const link = made("li");
      link.append(Object.assign(made("a", one.link), { href: one.link, rel: "noreferrer noopener" }));
      told.push(link);
    }
    by("how").replaceChildren(...told);
    by("play").textContent = finished ? words.again : player.waiting ? words.goOn : player.playing ? words.pause : words.play;
    by("sound").setAttribute("aria-pressed", String(!sound?.muted));
    by("said").textContent = finished ? ended : [state, one.name, one.side, one.dose].filter(Boolean).join(". ");
    if (sound && navigator.mediaSession) {
      navigator.mediaSession.playbackState = player.playing ? "playing" : "paused";
      if (globalThis.MediaMetadata) navigator.mediaSession.metadata = new MediaMetadata({ title: by("name").textContent ?? "", artist: plan.name });
    }
  }
  // --- the days of a plan, and what was done, kept on this phone alone
  const ids = [...new Set(data.routines.map((one) => one.id))];
  const store = (/** @type {string} */ id) => `stretchplayer:${id}`;
  const local = (/** @type {number} */ ms) => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString();
  const today = () => local(Date.now() - 4 * 3_600_000).slice(0, 10); // a day ends at four in the morning
  /** @param {string} id */
  function past(id) { try { return /** @type {string[]} */ (JSON.parse(localStorage.getItem(store(id)) ?? "[]")); } catch { return []; } }
  function remember() {
    const one = `${local(Date.now()).slice(0, 16)} ${Math.round(player.worked / 1000)}s`;
    try { localStorage.setItem(store(plan.id), JSON.stringify([...past(plan.id), one].slice(-400))); } catch { /* a private window keeps nothing */ }
    list();
  }
  function list() {
    const done = ids.map((id) => ({ id, all: past(id) })).filter(({ all }) => all.length);
    by("history").hidden = !done.length;
    by("dates").textContent = done.flatMap(({ all }) => all).sort().slice(-14).map((one) => one.slice(0, 16).replace("T", " ")).join(", ");
    by("copy").textContent = done.map(({ id, all }) => `stretchplayer-done ${id} ${all.join(", ")}`).join("\n");
    if (data.days.length) listDays();
  }
  /** What the phone calls a week or today in the page's language. @param {() => string | undefined} named @param {string} otherwise */
  function local_word(named, otherwise) {
    try { const word = named() || otherwise; return word[0].toLocaleUpperCase(data.lang) + word.slice(1); } catch { return otherwise; }
  }
  function listDays() {
    const week_word = local_word(() => new Intl.DisplayNames(data.lang, { type: "dateTimeField" }).of("weekOfYear"), words.week);
    const today_word = local_word(() => new Intl.RelativeTimeFormat(data.lang, { numeric: "auto" }).format(0, "day"), words.today);
    const now = today();
    const first = Date.parse(data.days[0].date);
    const current = data.days.find((day) => day.date >= now)?.date;
    const weeks = /** @type {Map<number, Day[]>} */ (new Map());
    for (const day of data.days) {
      const week = Math.floor((Date.parse(day.date) - first) / (7 * 86_400_000)) + 1;
      weeks.set(week, [...(weeks.get(week) ?? []), day]);
    }
    by("days").replaceChildren(...[...weeks].map(([week, days]) => {
      const box = /** @type {HTMLDetailsElement} */ (made("details"));
      box.open = days.some((day) => day.date === current);
      box.append(made("summary", `${week_word} ${week}`));
      for (const day of days) {
        const called = new Date(`${day.date}T12:00`).toLocaleDateString(data.lang, { weekday: "long", day: "numeric", month: "long" });
        box.append(made("h3", day.date === now ? `${today_word}, ${called}` : called, day.date === current ? "current" : ""));
        for (const [n, note] of day.items) {
          const one = data.routines[n];
          const done = past(one.id).some((when) => local(Date.parse(`${when.slice(0, 16)}Z`) - 4 * 3_600_000 + new Date().getTimezoneOffset() * 60_000).slice(0, 10) === day.date);
          const button = made("button", `${done ? "✓ " : ""}${one.name}, ${one.total}${note ? ` (${note})` : ""}`, "day");
          button.setAttribute("type", "button");
          button.addEventListener("click", () => choose(n));
          box.append(button);
        }
      }
      return box;
    }));
  }
  /** @param {number} n */
  function choose(n) {
    sound?.cancel();
    plan = routine(data, n);
    player = new Player(plan, () => performance.now());
    delete page.body.dataset.done;
    ribbon();
    lay(true);
    by("begin").focus();
  }
  /** Either the days or the player is on show. @param {boolean} playing */
  function lay(playing) {
    by("player").hidden = !playing;
    by("days").hidden = playing;
    by("start").hidden = !playing;
    by("controls").hidden = true;
    shown = "";
    draw();
  }
  page.getElementById("leave")?.addEventListener("click", () => { command(() => player.pause()); lay(false); });
  ribbon();
  list();
  draw();
  setInterval(look, 200);
}

if (globalThis.document?.getElementById("plan")) {
  const data = JSON.parse(document.getElementById("plan")?.textContent ?? "{}");
  show(data, document);
  Object.assign(globalThis, { stretchplayer: { Player, Sound, samples, clock, phase, plan: routine(data, 0) } });
}
