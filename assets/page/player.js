// @ts-check
// Plays one routine from the plan that stands in the page. Time is read from the clock and never counted in ticks; sound
// is scheduled ahead on the audio clock. Nothing is fetched and nothing leaves the phone.

/**
 * @typedef {{segment: number, at: number, length: number, tone?: string, text?: string, lang?: string, clip?: number, end?: boolean}} Cue
 * @typedef {{kind: string, name: string, ms: number, open: boolean, bout: boolean, step: number, side: string, chip: string,
 *   dose: string, next: string, how: string[], avoid: string[], note: string, link: string, figure: number,
 *   breath: number[] | null}} Segment
 * @typedef {{hz: number, at: number, tau: number, weight: number}} Note
 * @typedef {{notes: Note[], length: number, attack: number, peak: number, partials: number[]}} Tone
 * @typedef {{id: string, name: string, lang: string, segments: Segment[], cues: Cue[], tones: Record<string, Tone>,
 *   figures: string[], clips: string[], words: Record<string, string>}} Plan
 */

const AHEAD = 12_000; // ms of sound that is scheduled at a time
const SLEPT = 5_000; // ms between two looks at the clock after which the phone must have slept
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
    this.worked = 0;
  }
  get segment() { return this.plan.segments[Math.min(this.index, this.plan.segments.length - 1)]; }
  get playing() { return this.since !== null; }
  /** @param {number} index */
  length(index) { return Math.max(0, this.plan.segments[index].ms + (this.extra[index] ?? 0)); }
  get elapsed() { return this.base + (this.since === null ? 0 : this.now() - this.since); }
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
      if (this.segment.bout) this.worked += this.length(this.index);
      this._enter(this.index + 1, over);
    }
    return "";
  }
  /** @param {number} index @param {number} at */
  _enter(index, at) {
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
  goOn() { if (this.segment.open && !this.finished) { if (this.segment.bout) this.worked += this.elapsed; this._enter(this.index + 1, 0); } }
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
  /** More or less time; never so little that the segment ends at once. @param {number} ms */
  more(ms) {
    const least = this.elapsed + 1_000;
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

const TONES = { rest: "--rest", pause: "--rest", ready: "--rest", position: "--rest", switch: "--switch" };

/** The screen. @param {Plan} plan @param {Document} page */
function show(plan, page) {
  const by = (/** @type {string} */ id) => /** @type {HTMLElement} */ (page.getElementById(id));
  const words = plan.words;
  const player = new Player(plan, () => performance.now());
  let sound = /** @type {Sound | null} */ (null);
  let lock = /** @type {WakeLockSentinel | null} */ (null);
  let shown = "";
  let notice = "";
  const total = plan.segments.reduce((sum, one) => sum + one.ms, 0) || 1;
  const ribbon = by("ribbon");
  const parts = [...new Set(plan.segments.map((one) => one.step))].map((step) => {
    const part = page.createElement("i");
    const ms = plan.segments.filter((one) => one.step === step).reduce((sum, one) => sum + one.ms, 0);
    part.style.setProperty("--part", String(ms / total));
    ribbon.append(part);
    return { part, step, ms };
  });

  /** A picture as an image of its own, so that nothing in it reaches the page. @param {number} at */
  function picture(at) { return `data:image/svg+xml,${encodeURIComponent(plan.figures[at])}`; }
  for (const image of page.querySelectorAll("img[data-figure]"))
    /** @type {HTMLImageElement} */ (image).src = picture(Number(/** @type {HTMLElement} */ (image).dataset.figure));
  function resound() { sound?.cancel(); sound?.schedule(player); }
  async function awake() {
    try { lock = player.playing && "wakeLock" in navigator ? await navigator.wakeLock.request("screen") : (await lock?.release(), null); } catch { lock = null; }
  }
  /** @param {() => void} act */
  function command(act) { notice = ""; act(); resound(); draw(); void awake(); }
  function toggle() {
    if (player.finished) player.again();
    if (player.playing && !player.waiting) player.pause();
    else if (player.waiting) player.goOn();
    else player.play();
  }
  function begin() {
    if (!sound) {
      const made = new Sound(plan, new AudioContext());
      sound = made;
      void made.load().then(() => made.schedule(player));
    }
    void (/** @type {AudioContext} */ (sound.context)).resume?.();
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
  const keys = /** @type {Record<string, string>} */ ({ " ": "play", Enter: "play", n: "next", ArrowRight: "next", p: "back", ArrowLeft: "back", r: "again", "+": "more", "=": "more", "-": "less", m: "sound" });
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    const act = keys[event.key];
    if (!act || event.target instanceof HTMLElement && event.target.closest("details")) return;
    event.preventDefault();
    if (!sound) begin(); else if (!event.repeat || act === "more" || act === "less") command(actions[act]);
  });
  for (const [name, act] of /** @type {[MediaSessionAction, string][]} */ ([["play", "play"], ["pause", "play"], ["nexttrack", "next"], ["previoustrack", "back"]])) {
    try { navigator.mediaSession?.setActionHandler(name, () => command(actions[act])); } catch { /* not known here */ }
  }
  page.addEventListener("visibilitychange", () => { if (!page.hidden) { look(); void awake(); } });

  function look() {
    const what = player.look();
    if (what === "slept") { notice = words.slept; sound?.cancel(); }
    if (player.finished && !page.body.dataset.done) { page.body.dataset.done = "yes"; remember(); sound?.schedule(player); void awake(); }
    sound?.schedule(player);
    draw();
  }
  function draw() {
    const one = player.segment;
    const finished = player.finished;
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
    const state = finished ? words.done : notice || (player.waiting ? words.waiting : !player.playing ? words.paused : breath ? words[breath.word] : one.chip);
    const key = `${player.index}|${state}|${sound?.muted}`;
    if (key === shown) return;
    shown = key;
    page.documentElement.style.setProperty("--tone", `var(${player.waiting ? "--wait" : /** @type {Record<string, string>} */ (TONES)[one.kind] ?? "--work"})`);
    by("chip").textContent = state;
    by("name").textContent = finished ? plan.name : one.name;
    by("side").textContent = finished ? "" : [one.side, one.dose].filter(Boolean).join(" · ");
    by("then").textContent = finished ? "" : one.next;
    const figure = /** @type {HTMLImageElement} */ (by("picture"));
    figure.hidden = one.figure < 0 || finished;
    if (one.figure >= 0 && figure.dataset.at !== String(one.figure)) {
      figure.dataset.at = String(one.figure);
      figure.src = picture(one.figure);
      figure.alt = one.name;
    }
    const how = by("how");
    how.replaceChildren(...(finished ? [] : [...one.how, one.note].filter(Boolean).map((text) => item(text, ""))), ...(finished ? [] : one.avoid.map((text) => item(text, "avoid"))));
    by("play").textContent = finished ? words.again : player.waiting ? words.goOn : player.playing ? words.pause : words.play;
    by("sound").setAttribute("aria-pressed", String(!sound?.muted));
    by("said").textContent = finished ? words.done : `${state}. ${one.name}. ${one.side} ${one.dose}`;
  }
  /** @param {string} text @param {string} kind */
  function item(text, kind) {
    const line = page.createElement("li");
    line.textContent = text;
    line.className = kind;
    return line;
  }
  // --- what was done, kept on this phone alone
  const store = `stretchplayer:${plan.id}`;
  function past() { try { return /** @type {string[]} */ (JSON.parse(localStorage.getItem(store) ?? "[]")); } catch { return []; } }
  function remember() {
    const ended = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
    try { localStorage.setItem(store, JSON.stringify([...past(), `${ended} ${Math.round(player.worked / 1000)}s`].slice(-400))); } catch { /* a private window keeps nothing */ }
    list();
  }
  function list() {
    const all = past();
    by("history").hidden = !all.length;
    by("dates").textContent = all.slice(-14).map((one) => one.slice(0, 16).replace("T", " ")).join(", ");
    by("copy").textContent = `stretchplayer-done ${plan.id} ${all.join(", ")}`;
  }
  list();
  draw();
  setInterval(look, 200);
  return player;
}

if (globalThis.document?.getElementById("plan")) {
  const plan = JSON.parse(document.getElementById("plan")?.textContent ?? "{}");
  Object.assign(globalThis, { stretchplayer: { player: show(plan, document), Player, Sound, samples, clock, phase, plan } });
}
