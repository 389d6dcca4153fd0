// @ts-check
// Plays the routines that stand in the page: one, or those of the days of a plan. It goes on from `run.js`, with which it is one script. Sound is
// scheduled ahead on the audio clock. Nothing is fetched and nothing leaves the phone.

const AHEAD = 12_000; // ms of sound that is scheduled at a time
const LEAD = 0.06; // s between now and the first scheduled sample
const LATE = 1_500; // ms that words wait for others
const APART = 80; // ms between the words of a key and others
const STEP = 10_000; // ms by which the keys change a step
const SOON = 1_200; // ms for which the program hands its sound on ahead

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
 * @param {boolean} rising @param {number} ms @param {number} rate @param {number} peak in decibels below full scale
 */
export function glide(rising, ms, rate, peak) {
  const out = new Float32Array(Math.max(2, Math.round((ms / 1000) * rate)));
  const [low, high] = rising ? [440, 587.33] : [587.33, 440];
  let turn = 0;
  for (let n = 0; n < out.length; n += 1) {
    const part = n / out.length;
    turn += (2 * Math.PI * low * (high / low) ** part) / rate;
    out[n] = 10 ** (peak / 20) * Math.sin(Math.PI * part) * ((Math.sin(turn) + 0.22 * Math.sin(2 * turn) + 0.08 * Math.sin(3 * turn)) / 1.057);
  }
  return out;
}

/** The cues that are heard of a segment of some length. @param {number[][]} plan @param {number} length */
function at_length(plan, length) {
  const heard = new Set();
  for (const [n, [from = 0, ...changes]] of plan.entries()) {
    if (n && from > length) break;
    for (const cue of changes) if (cue < 0) heard.delete(-1 - cue); else heard.add(cue);
  }
  return [...heard];
}

const TELLS = /** @type {Record<string, string>} */ ({ paused: "rest", resumed: "tick", longer: "half", shorter: "half", muted: "end", unmuted: "half" });

/** What is heard: tones and recorded speech on the audio clock, the browser's own voice beside it. */
export class Sound {
  /** @param {Plan} plan @param {BaseAudioContext} context */
  constructor(plan, context) {
    this.plan = plan;
    this.context = context;
    this.buffers = /** @type {Record<string, AudioBuffer>} */ ({});
    this.clips = /** @type {(AudioBuffer | null)[]} */ (plan.clips.map(() => null));
    this.nodes = /** @type {{node: AudioScheduledSourceNode, at: number, ends: number, words: boolean}[]} */ ([]);
    this.timers = /** @type {{timer: number, at: number}[]} */ ([]); // what the browser's voice will say
    this.toldUntil = 0; // while the words of a key are heard
    this.placed = new Set();
    this.heard = /** @type {Map<number, {n: number, at: number}[]>} */ (new Map()); // what has begun to be heard, by segment
    this.undecoded = new Set(); // what waits for its recording
    this.muted = plan.rules.muted;
    this.busy = 0; // when the words are over that were placed last, on the audio clock in ms
    this.told = /** @type {Map<number, number>} */ (new Map()); // the bouts that were announced, and when that was over
    this.fresh = -1; // the visit to which a key has led
  }
  get time() { return this.context.currentTime * 1000; }
  /** @param {string} name @param {number} ms */
  _buffer(name, ms) {
    const key = name.startsWith("breath-") ? `${name} ${ms}` : name;
    if (!this.buffers[key]) {
      const rate = this.context.sampleRate;
      const data = key === name ? samples(this.plan.tones[name], rate) : glide(name === "breath-in", ms, rate, this.plan.rules.breath);
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
    const { segments, cues } = this.plan;
    if (this.muted || !(player.running || player.finished)) return;
    let start = this.time + LEAD * 1000 - (player.finished ? 0 : player.elapsed);
    const told = new Set(this.told.keys());
    for (let index = player.finished ? segments.length : player.index; start < this.time + AHEAD; index += 1) {
      if (index === segments.length) {
        // What is said at the end depends on how the run has gone: only the tone is placed ahead.
        const planned = segments.slice(1).reduce((sum, one) => sum + one.estimate, 0);
        const { closing: timely, closing_done: done, closing_end: end } = this.plan;
        const closing = player.finished && !player.done ? end : Math.abs(player.played - planned) < 2_000 ? timely : done;
        for (const n of closing ?? []) if (player.finished || cues[n].tone) this._due(`end ${cues[n].text}`, cues[n], start + cues[n].at);
        return;
      }
      const one = segments[index];
      const here = index === player.index;
      const extra = here ? player.extra : 0;
      const length = player.planned(index) + extra;
      const plan = told.has(index) ? one.cues : here && this.fresh === player.visits ? one.fresh ?? one.named ?? one.cues : one.named ?? one.cues;
      const heard = this.heard.get(index) ?? at_length(plan ?? [], length).map((n) => ({ n, at: cues[n].at + Math.floor((cues[n].shift ?? 0) * length) }));
      for (const { n, at } of heard.sort((a, b) => a.at - b.at)) {
        const { names } = cues[n];
        if (this._due(`${index} ${n}`, cues[n], start + at) && names !== undefined) told.add(names);
        // What has begun stays as it was planned.
        if (this.placed.has(`${index} ${n} heard`)) this.heard.set(index, heard);
      }
      if (player.waits(index)) {
        for (const n of one.then ?? []) this._due(`${index} then ${n}`, cues[n], start + length + cues[n].at);
        return;
      }
      start += length;
    }
  }
  /** Place a cue once, if its moment is near and its recording is there; whether it is or was heard. @param {string} key @param {Cue} cue @param {number} at */
  _due(key, cue, at) {
    if (this.placed.has(key)) return this.placed.has(`${key} heard`);
    if (at > this.time + AHEAD) return true;
    const soonest = this.time + LEAD * 1000;
    const undecoded = cue.clip !== undefined && !this.clips[cue.clip];
    const patience = undecoded || this.undecoded.has(key) ? LATE : 40;
    if (undecoded && at >= soonest - patience) return Boolean(this.undecoded.add(key));
    this.placed.add(key);
    if (at < soonest - patience || !this._place(cue, Math.max(at, soonest - 40))) return false;
    this.placed.add(`${key} heard`);
    return true;
  }
  /** Have something sound at a moment of the audio clock; words after others that are near. @param {Cue} cue @param {number} at */
  _place(cue, at) {
    const length = cue.length ?? (cue.tone ? this.plan.tones[cue.tone].length : 0);
    if (cue.tone === undefined) {
      const late = this.toldUntil - at;
      if (late > 0 && (cue.brief || late > LATE)) {
        if (cue.names !== undefined) this.told.set(cue.names, this.toldUntil);
        return true;
      }
      if (late > 0) {
        at = this.toldUntil;
        this.toldUntil += length + APART;
      }
      if (this.busy - at > LATE) return false;
      at = Math.max(at, this.busy);
      this.busy = at + length;
      if (cue.names !== undefined) this.told.set(cue.names, this.busy);
    }
    const buffer = cue.tone ? this._buffer(cue.tone, length) : cue.clip !== undefined ? this.clips[cue.clip] : null;
    if (buffer) {
      const node = this.context.createBufferSource();
      node.buffer = buffer;
      const level = cue.tone ? this.plan.rules.tones : this.plan.rules.voice;
      if (level === 1) node.connect(this.context.destination);
      else node.connect(new GainNode(this.context, { gain: level })).connect(this.context.destination);
      node.start(at / 1000);
      this.nodes.push({ node, at, ends: at + length, words: !cue.tone });
    } else if (cue.text && globalThis.speechSynthesis) {
      this.timers.push({ timer: setTimeout(() => this.speak(cue.text ?? "", cue.lang ?? this.plan.lang), at - this.time), at });
    }
    return true;
  }
  /** @param {string} text @param {string} lang */
  speak(text, lang) {
    const voices = speechSynthesis.getVoices();
    // No voice reads another language: without one of its own a text stays on the screen.
    if (voices.length && !voices.some((voice) => voice.lang.slice(0, 2) === lang.slice(0, 2))) return;
    const words = Object.assign(new SpeechSynthesisUtterance(text), { lang, volume: this.plan.rules.voice, rate: this.plan.rules.rate });
    speechSynthesis.speak(words);
  }
  /** Say what a key has done; a tone is in its place where there are no words, or others are still heard. @param {string} what @param {boolean} [usual] by how much it does that */
  tell(what, usual = true) {
    const cue = usual ? this.plan.told?.[what] : undefined;
    if (this.muted) return;
    const words = cue === undefined || this.busy > this.time ? null : this.plan.cues[cue];
    this._place(words ?? { at: 0, tone: TELLS[what] }, this.time + LEAD * 1000);
    if (words) this.toldUntil = this.busy + APART;
  }
  /** Whether something begins so soon that it is taken back with what sounds. */
  get soon() {
    const now = this.time + LEAD * 1000;
    return [...this.nodes, ...this.timers].some(({ at }) => at > now && at <= now + SOON);
  }
  /** So many ticks, a second apart. @param {number} count */
  ticks(count) { for (let n = 0; !this.muted && n < count; n += 1) this._place({ at: 0, tone: "tick" }, this.time + LEAD * 1000 + n * 1000); }
  /** After a key what was placed is taken back; of what sounds already only `all`. @param {boolean} all @param {number} [fresh] the visit to which it led */
  cancel(all, fresh = -1) {
    const now = this.time;
    this.nodes = this.nodes.filter(({ node, at, ends }) => {
      const stays = !all && at <= now && ends > now;
      if (!stays) try { node.stop(); } catch { /* it has ended */ }
      return stays;
    });
    this.timers.forEach(({ timer }) => clearTimeout(timer));
    this.timers = [];
    if (all) globalThis.speechSynthesis?.cancel();
    this.busy = Math.max(0, ...this.nodes.map(({ ends }) => ends));
    this.toldUntil = Math.max(0, ...this.nodes.map(({ ends, words }) => (words ? ends + APART : 0)));
    for (const [bout, ends] of this.told) if (fresh >= 0 || ends > now) this.told.delete(bout);
    this.placed.clear();
    this.heard.clear();
    this.fresh = fresh;
  }
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

const minutes = (/** @type {number} */ ms) => (ms < 45_000 ? "Under a minute" : `${Math.max(1, Math.round(ms / 60_000))} minute${Math.round(ms / 60_000) > 1 ? "s" : ""}`);

const TONES = /** @type {Record<string, string>} */ ({ rest: "--rest", pause: "--rest", ready: "--rest", position: "--rest", switch: "--switch" });
/** What the buttons do, as the table of keys calls it. */
const BUTTONS = /** @type {Record<string, string>} */ ({ play: "main", jump: "jump", back: "back", less: "shorter", more: "longer", next: "next", last: "last", undo: "undo", again: "restart", sound: "mute" });

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
  let saved = ""; // what is kept of this run
  let open = /** @type {Asked[]} */ ([]); // what is asked of it still
  let before = ""; // what was answered before it began
  let answered = ""; // what is said of the last answer
  let heldIn = 0; // the segment in which a key began to be held
  let parts = /** @type {{part: HTMLElement, step: number, ms: number}[]} */ ([]);

  function ribbon() {
    const total = plan.segments.reduce((sum, one) => sum + one.estimate, 0) || 1;
    parts = [...new Set(plan.segments.map((one) => one.step))].map((step) => {
      const part = made("i");
      const ms = plan.segments.filter((one) => one.step === step).reduce((sum, one) => sum + one.estimate, 0);
      part.style.setProperty("--part", String(ms / total));
      return { part, step, ms };
    });
    by("ribbon").replaceChildren(...parts.map(({ part }) => part));
  }
  const still = matchMedia("(prefers-reduced-motion: reduce), print");
  /** A picture as an image of its own, so that nothing in it reaches the page. @param {number} at @param {boolean} calm */
  function picture(at, calm = still.matches || data.rules.still) {
    const svg = calm ? data.figures[at].replace("@media (prefers-reduced-motion:reduce)", "@media all") : data.figures[at];
    return `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }
  for (const image of page.querySelectorAll("img[data-figure]"))
    /** @type {HTMLImageElement} */ (image).src = picture(Number(/** @type {HTMLElement} */ (image).dataset.figure), true);
  still.addEventListener("change", () => { by("picture").dataset.at = ""; shown = ""; draw(); });
  async function awake() {
    try {
      if (!player.running) { const held = lock; lock = null; await held?.release(); }
      else if (!lock || lock.released) lock = await navigator.wakeLock?.request("screen");
    } catch { lock = null; }
  }
  /** @param {() => void} act */
  function command(act) {
    look();
    const before = player;
    const { visits, extra, state, running, resumesAt } = player;
    notice = "";
    act();
    const moved = player !== before || player.visits !== visits;
    if (moved || player.state !== state || player.extra !== extra) sound?.cancel(moved || !player.running || sound.soon, moved ? player.visits : -1);
    const stopped = player.state === "paused" && (running || (resumesAt !== null && player.resumesAt === null));
    if (stopped && !moved && player.extra === extra) sound?.tell("paused");
    else if (state === "paused" && player.running) sound?.tell("resumed");
    else if (!moved && player.extra !== extra) sound?.tell(player.extra > extra ? "longer" : "shorter", Math.abs(player.extra - extra) === STEP);
    if (player.resumesAt !== null && resumesAt === null) sound?.ticks(Math.floor(data.rules.lead / 1000));
    look();
    void awake();
    if (player.running) quiet.play().catch(() => {}); else quiet.pause();
  }
  function anew() {
    player = new Player(plan, () => performance.now());
    anew_asked();
    player.start();
  }
  function main() {
    if (player.finished) anew();
    else if (player.state === "waiting") player.move(() => player.goOn());
    else player.toggle();
  }
  function mute() {
    if (!sound) return;
    const muted = !sound.muted;
    sound.muted = false;
    sound.cancel(muted);
    sound.tell(muted ? "muted" : "unmuted");
    sound.muted = muted;
    look();
  }
  function begin() {
    const context = /** @type {AudioContext} */ (sound?.context ?? new AudioContext());
    const mine = sound?.plan === plan ? sound : new Sound(plan, context);
    if (mine !== sound) { sound = mine; void mine.load().then(() => mine.schedule(player)); }
    if (!quiet.src) quiet.src = silence();
    void context.resume?.();
    by("start").hidden = true;
    by("controls").hidden = false;
    command(() => { if (player.state === "new") player.start(); else player.resume(); });
    by("play").focus();
  }
  const actions = /** @type {Record<string, () => void>} */ ({
    pause: () => player.toggle(), "go-on": () => player.move(() => player.enter()),
    next: () => player.move(() => player.next()), back: () => player.move(() => player.back()), restart: () => player.move(() => player.restart()),
    longer: () => player.move(() => player.change(STEP)), shorter: () => player.move(() => player.change(-STEP)), undo: () => player.undo(),
  });
  const fromTheEnd = /** @type {Record<string, () => void>} */ ({ main: anew, again: anew, restart: anew, last: () => player.last(), undo: () => player.undo() });
  /** @param {string} verb */
  function act(verb) {
    const does = (player.finished ? fromTheEnd : { main, ...actions })[verb];
    if (verb === "mute") mute();
    else if (verb === "jump") choose_step();
    else if (does) command(does);
  }
  // --- the list of steps, to go to one
  const steps = /** @type {HTMLDialogElement} */ (by("steps"));
  function choose_step() {
    const rows = plan.steps ?? [];
    if (player.finished || !rows.length) return;
    const here = (rows.find(([index]) => index >= player.index) ?? rows[rows.length - 1])[0];
    by("list").replaceChildren(...rows.flatMap(([index, name, dose, around], n) => {
      const button = made("button", name, "step");
      button.setAttribute("type", "button");
      if (index === here) button.setAttribute("aria-current", "step");
      button.append(made("small", dose));
      button.addEventListener("click", () => { steps.close(); command(() => player.move(() => player.jump(index, 0))); });
      return around && around !== rows[n - 1]?.[3] ? [made("h2", around), button] : [button];
    }));
    steps.showModal();
    /** @type {HTMLElement | null} */ (steps.querySelector("[aria-current]"))?.focus();
  }
  by("stay").addEventListener("click", () => steps.close());
  // --- what is asked at the end
  function anew_asked() {
    saved = before = answered = page.body.dataset.done = "";
    open = plan.asks ?? [];
  }
  /** @param {string} key */
  function answer(key) {
    const question = open[0];
    const number = key === "+" ? 10 : /^\d+$/.test(key) ? Number(key) : -1;
    const said = question?.answered[number - question.least];
    if (!question || said === undefined) return;
    if (player.finished) keep(`${saved} ${question.name} ${number}`);
    else before = ` ${question.name} ${number}`;
    open = open.slice(1);
    answered = said;
    shown = "";
    draw();
  }
  by("begin").addEventListener("click", begin);
  for (const [id, verb] of Object.entries(BUTTONS)) by(id).addEventListener("click", () => act(verb));
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || by("player").hidden || steps.open) return;
    if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    if ((player.finished || player.state === "new") && !event.repeat) answer(event.key);
    // A capital does what its letter does.
    const keys = data.keys[Number(player.finished)];
    const verb = keys[event.key] ?? (event.key.length === 1 ? keys[event.key.toLowerCase()] : "");
    if (!verb || !(verb in actions || verb in fromTheEnd || verb === "jump" || verb === "mute") || event.target instanceof HTMLElement && event.target.closest("details")) return;
    event.preventDefault();
    if (!event.repeat) heldIn = player.index;
    if (by("controls").hidden) begin();
    // A held key stops at the segment in which it began to be held.
    else if (!event.repeat || verb === "longer" || (verb === "shorter" && player.index === heldIn)) act(verb);
  });
  for (const [name, does] of /** @type {[MediaSessionAction, string][]} */ ([["play", "main"], ["pause", "main"], ["nexttrack", "next"], ["previoustrack", "back"]])) {
    try { navigator.mediaSession?.setActionHandler(name, () => act(does)); } catch { /* not known here */ }
  }
  page.addEventListener("visibilitychange", () => { if (!page.hidden) { look(); void awake(); } });

  function look() {
    const looked = player.look();
    if (looked === "slept") { notice = words.slept; sound?.cancel(true); quiet.pause(); void awake(); }
    if (looked === "resumed") { sound?.cancel(false); sound?.tell("resumed"); quiet.play().catch(() => {}); void awake(); }
    if (player.finished && !page.body.dataset.done) {
      answered = "";
      open = player.done && keep(`${local(Date.now()).slice(0, 16)} ${Math.round(player.played / 1000)}s${before}`) ? plan.asked ?? [] : [];
      steps.close();
      quiet.pause();
      void awake();
    }
    page.body.dataset.done = player.finished ? "yes" : "";
    sound?.schedule(player);
    draw();
  }
  function draw() {
    const one = player.segment;
    const finished = player.finished;
    const ended = player.done ? words.done : words.end;
    const now = moment(player);
    const breath = finished ? null : now.breath;
    by("digits").textContent = finished ? clock(player.played) : now.digits;
    by("hint").textContent = finished ? `${minutes(player.played)}, ${player.ending.join(", ") || words.all}.` : notice || now.hint;
    by("side").textContent = finished ? "" : now.side;
    by("place").textContent = finished || player.state === "new" ? plan.total : put(words.place, { n: one.step, count: parts.length, left: countdown(player.left) });
    by("breath").hidden = !breath;
    if (breath) by("breath-bar").style.transform = `scaleX(${Math.max(0.02, breath.size).toFixed(3)})`;
    let done = true;
    for (const { part, step, ms } of parts) {
      const here = step === one.step && !finished;
      if (here) done = false;
      part.className = here ? "now" : done ? "done" : "";
      if (here && ms) {
        const before = plan.segments.slice(0, player.index).reduce((sum, other) => sum + (other.step === step ? other.estimate : 0), 0);
        const share = one.estimate * Math.min(1, player.elapsed / Math.max(1, player.length));
        part.style.setProperty("--at", `${Math.min(100, ((before + share) / ms) * 100).toFixed(1)}%`);
      }
    }
    const key = [plan.id, player.visits, player.state, player.resumesAt, notice, player.changed, player.places.length, sound?.muted].join("|");
    if (key === shown) return;
    shown = key;
    page.documentElement.style.setProperty("--tone", `var(${player.state === "waiting" ? "--wait" : TONES[one.kind] ?? "--work"})`);
    by("chip").textContent = finished ? ended : [one.chip, player.changed ? "" : one.label].filter(Boolean).join(" · ");
    by("name").textContent = finished ? plan.name : one.name;
    by("then").textContent = finished ? "" : one.next ?? "";
    by("hint").lang = finished ? "en" : "";
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
    const worked = player.muscles.slice(0, data.rules.worked).join(", ");
    const after = [plan.said ?? "", worked && put(words.worked, { muscles: worked }), plan.after ?? ""].filter(Boolean);
    const told = finished ? after.map((text) => made("li", text)) : [...[...one.notes ?? [], ...guide.how].map((text) => made("li", text)), ...guide.avoid.map((text) => made("li", text, "avoid"))];
    if (!finished && /^https?:\/\//.test(one.link ?? "")) {
      const link = made("li");
      link.append(Object.assign(made("a", one.link), { href: one.link, rel: "noreferrer noopener" }));
      told.push(link);
    }
    by("how").replaceChildren(...told);
    for (const id of ["jump", "back", "less", "more", "next"]) by(id).hidden = finished;
    by("asked").hidden = !(finished || player.state === "new") || !(open.length || answered);
    by("asks").textContent = [answered, open[0]?.text].filter(Boolean).join(" ");
    by("answers").replaceChildren(...(open[0]?.answered ?? []).map((_, n) => {
      const button = made("button", String(n + open[0].least));
      button.setAttribute("type", "button");
      button.addEventListener("click", () => answer(button.textContent ?? ""));
      return button;
    }));
    by("last").hidden = !finished;
    /** @type {HTMLButtonElement} */ (by("undo")).disabled = !player.places.length;
    by("play").textContent = finished ? words.again : player.state === "waiting" ? one.over ?? "" : player.running || player.resumesAt !== null ? words.pause : words.on;
    by("sound").setAttribute("aria-pressed", String(!(sound?.muted ?? data.rules.muted)));
    by("said").textContent = finished ? [`${ended}.`, by("hint").textContent, ...after, by("asks").textContent].filter(Boolean).join(" ") : [by("chip").textContent, one.name, one.side, by("hint").textContent].filter(Boolean).join(". ");
    if (sound && navigator.mediaSession) {
      navigator.mediaSession.playbackState = player.running ? "playing" : "paused";
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
  /** Keep what was done, in place of what was kept of the same run before; whether it can be. @param {string} session */
  function keep(session) {
    const others = past(plan.id).filter((one) => one !== saved);
    saved = session;
    try { localStorage.setItem(store(plan.id), JSON.stringify([...others, saved].slice(-400))); } catch { return false; }
    list();
    return true;
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
    sound?.cancel(true);
    plan = routine(data, n);
    player = new Player(plan, () => performance.now());
    anew_asked();
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
  anew_asked();
  ribbon();
  list();
  draw();
  setInterval(look, 200);
}

if (globalThis.document?.getElementById("plan")) {
  const data = JSON.parse(document.getElementById("plan")?.textContent ?? "{}");
  show(data, document);
  Object.assign(globalThis, { stretchplayer: { Player, Sound, samples, glide, clock, phase, moment, plan: routine(data, 0) } });
}
