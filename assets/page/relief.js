// @ts-check
// Relief on a phone: the machine of the program's `relief/`, run on its own tables. What a key does where, what each
// action means, what time brings, every word, every time and every plan stands in the page as data; here stand only the
// words of those rules, a line of clock or list each, and what draws the screen. Nothing is fetched.

/** @typedef {any} Tables */
/** @typedef {{title: string, clock: string, large: string[], lines: string[], band: string[], sign: string[], buttons: string[][], signs: string[][], figure: string | null, next?: string, why?: boolean, stop?: boolean, muscles?: boolean}} View */

const GUIDING = ["help", "gate", "rubbing"];
const LATE_ENOUGH = 1_000;

/** One visit to relief. `now` is a clock in milliseconds, `wall` gives the time of day in UTC milliseconds. */
export class Relief {
  /** @param {Tables} T @param {() => number} now @param {{muscle?: string, night?: boolean, stops?: any[], wall?: number}} given */
  constructor(T, now, given = {}) {
    this.T = T;
    this.now = now;
    this.wall = (given.wall ?? 0) - now();
    this.night = given.night ?? false;
    this.stops = given.stops ?? [];
    this.page = "help";
    this.over = /** @type {string[]} */ ([]);
    this.round = 1;
    this.stays = this.gentle = this.dropped = this.may_not = this.let_go = this.noticed = this.quiet = this.shown_now = false;
    this.five_until = this.noted_until = this.easedAt = this.at = /** @type {number | null} */ (null);
    this.next = /** @type {[number, boolean] | null} */ (null);
    this.remembered = /** @type {any} */ (null);
    this.marked = /** @type {string[]} */ ([]);
    this.signsPage = 0;
    this.signsOf = /** @type {string | null} */ (null);
    this.since = this.opened = this.overSince = this.changed = this.lastSeen = this.lastKeyAt = this.boutBegan = this.began = now();
    this.lastKey = "";
    this.limbSince = /** @type {Record<string, number>} */ ({});
    this.gate = /** @type {Record<string, string>} */ ({});
    this.rub = /** @type {Record<string, string>} */ ({});
    this.told = new Set();
    this.bouts = /** @type {number[]} */ ([]);
    this.pending = this.spoken = this.keyClock = 0;
    this.note = /** @type {{side: string | null, pain: number | null, onset: string | null, heat: boolean}} */ ({ side: null, pain: null, onset: null, heat: false });
    this.known = true; // whether somebody was there to say when it eased
    this.told_cramp = this.forgotten = this.closed = this.bed_chosen = false;
    this.muscleId = given.muscle ?? "calf";
    this.bed = this.bedFirst(this.muscleId);
    this.index = this.first();
    this.limbSince[this.limb] = now();
    this.say = /** @type {string[]} */ ([]);
    if (this.openStops.length) this.page = this.openStops[0].seen === undefined ? "stop" : "may";
    else this.shown_now = true;
    if (this.page === "help") this.speakDue();
    else if (this.page === "stop") this.say.push(this.stopped.said);
  }
  // --- what a screen reads
  get muscle() { return this.T.muscles[this.muscleId]; }
  get limb() { return this.muscle.limb ?? ""; }
  get plan() { return this.muscle.plan; }
  get gateOf() { return this.T.gates[this.limb] ?? null; }
  get gate_open() { return this.gateOf !== null && this.gate[this.limb] === undefined; }
  get clock() { return this.easedAt ?? Math.max(0, this.now() - this.boutBegan); }
  get total() { return this.bouts.reduce((sum, one) => sum + one, 0) + this.clock; }
  get late() { return this.total >= this.T.times.ten; }
  get shown() { return Math.max(0, this.now() - this.since - (this.over.length ? this.now() - this.overSince : 0)); }
  get technique() { return this.allowed(this.index) ?? this.plan.techniques[this.index]; }
  get atFirst() { return this.index === this.first(); }
  get gentlest() { return (this.late || this.gentle) && this.atFirst; }
  get hasBed() { return this.plan.techniques.some((/** @type {any} */ t) => t.bed || t.stands); }
  get aftercare() {
    const steps = this.plan.aftercare ?? [];
    if (this.holds("may-move") || !steps.length) return steps;
    return [{ ...steps[0], small: [] }, ...steps.slice(1).filter((/** @type {any} */ one) => one.kind === "breathe" || one.warms)];
  }
  get after_gate() { return this.page === "eased" && this.gate_open && this.shown < this.T.times.silence; }
  get halfLeft() { return Math.max(0, this.T.times.half - this.shown); }
  get can_return() { return this.easedAt !== null && this.now() - this.boutBegan - this.easedAt <= this.T.times.back; }
  get dimmed() {
    const idle = this.now() - Math.max(this.lastKeyAt, this.since) >= this.T.times.dim;
    return this.page === "eased" && !this.after_gate && (this.dropped || idle);
  }
  get long_visit() { return this.shown_now && this.now() - this.opened >= this.T.times.peek; }
  get signPages() { return this.signsOf === null ? this.T.sign_pages : this.T.muscles[this.signsOf].pages; }
  get openStops() {
    const open = this.stops.filter((s) => s.sign[0] !== "D" && s.seen === undefined);
    const asks = open.length ? open : this.stops.filter((s) => s.sign[0] !== "D" && s.seen !== undefined && !s.may);
    if (!asks.length) return [];
    const first = [...asks].sort((a, b) => Number(a.sign[0] !== "N") - Number(b.sign[0] !== "N") || b.at - a.at || (a.sign < b.sign ? -1 : 1))[0];
    return asks.filter((s) => s.at === first.at);
  }
  get may_go_on() {
    const open = this.stops.filter((s) => s.sign[0] !== "D" && s.seen === undefined);
    return open.length > 0 && open.every((s) => this.T.signs[s.sign].action === "meanwhile");
  }
  // --- the rules
  /** @param {string} name @param {string} key */
  run(name, key = "") {
    for (const [when, steps, then] of this.T.rules[name]) {
      if (!when.every((/** @type {string} */ one) => this.holds(one, key))) continue;
      for (const step of steps) this.step(step, key);
      if (!then) return;
    }
  }
  /** @param {string} condition @param {string} key @param {any} one a technique @returns {boolean} */
  holds(condition, key = "", one = null) {
    const [name, argument] = condition.replace("!", "").split(":");
    const lines = this.T.derived[name];
    let held;
    if (lines) held = this.any(lines, one, key);
    else if (this.T.flags[name]) held = /** @type {any} */ (this)[this.T.flags[name]];
    else held = IS[name].call(this, argument ?? key, one);
    return (Array.isArray(held) ? held.length > 0 : Boolean(held)) !== condition.startsWith("!");
  }
  /** Whether all of one of the lines holds. @param {string[]} lines @param {any} one @param {string} key @returns {boolean} */
  any(lines, one = null, key = "") {
    return lines.some((line) => line.split(" ").every((condition) => this.holds(condition, key, one)));
  }
  /** @param {string} step @param {string} key */
  step(step, key) {
    const [name, argument] = step.split(":");
    if (this.T.rules[name]) this.run(name, key);
    else if (this.T.sets[name]) /** @type {any} */ (this)[this.T.sets[name][0]] = this.T.sets[name][1];
    else DO[name].call(this, argument ?? key);
  }
  // --- which techniques may be shown
  /** @param {number} index */
  allowed(index) {
    let one = this.plan.techniques[index];
    if (one.bed && this.any(this.T.bed_instead, one)) one = one.bed;
    return this.any(this.T.left_out, one) ? null : one;
  }
  first() {
    const found = this.plan.techniques.findIndex((/** @type {any} */ _, /** @type {number} */ i) => {
      const one = this.allowed(i);
      return one && !this.any(this.T.not_first, one);
    });
    return Math.max(0, found);
  }
  /** @param {boolean} asked @returns {[number, boolean] | null} */
  after(asked) {
    const count = this.plan.techniques.length;
    for (let step = 1; step < count; step += 1) {
      const i = (this.index + step) % count;
      const one = this.allowed(i);
      if (one && (asked || !this.any(this.T.not_by_itself, one))) return [i, this.index + step >= count];
    }
    return null;
  }
  /** @param {string} id */ bedFirst(id) { return this.T.muscles[id].bed_at_night && this.night; }
  // --- time and keys
  wake() {
    if (this._absent()) return;
    this.noticed = this.quiet = false;
    this.at = null;
    this.run("wake");
  }
  _absent() {
    const t = this.now();
    const jumped = t - this.lastSeen > this.T.times.jump;
    this.lastSeen = t;
    if (!GUIDING.includes(this.page) || !(jumped || t - this.lastKeyAt >= this.T.times.idle)) return false;
    this.run("absent");
    return true;
  }
  /** How long the technique on show stays by itself; null: until the person moves on. */
  get stay() {
    if (this.stays || this.gentlest) return null;
    const next = this.after(false);
    if (this.round === 1 && (next === null || next[1])) {
      const until = this.T.times.five - (this.since - this.boutBegan);
      const [least, most] = this.T.times.warm_until_five;
      if (until >= least && until <= most) return until;
    }
    return this.technique.ms ?? this.T.times.shown;
  }
  /** A technique, from when it was due where the rules say so, and in silence where they do. @param {number} index @param {boolean} stays */
  show(index, stays = false) {
    const at = this.at ?? this.now();
    const speak = !this.quiet;
    this.at = null;
    this.quiet = false;
    this.page = "help";
    this.index = index;
    this.since = at;
    this.stays = stays;
    this.shown_now = true;
    this.changed = this.now();
    this.spoken = speak ? 0 : (this.technique.spoken ?? []).length;
    if (speak) this.speakDue();
  }
  speakDue() {
    const spoken = this.technique.spoken ?? [];
    const due = spoken.filter((/** @type {any} */ one) => one[0] <= this.shown);
    if (this.round > 1 && !this.stays) {
      if (this.spoken === 0) this.say.push(`${this.technique.stands && !this.muscle.on_feet ? "Light on. Hold on. " : ""}${this.technique.name}.`);
      this.spoken = Math.max(1, spoken.length);
    } else if (due.length > this.spoken) {
      this.spoken = due.length;
      this.say.push(due[due.length - 1][1]);
    }
  }
  /** @param {string} key */
  press(key) {
    key = key.length === 1 ? key.toLowerCase() : key;
    const t = this.now();
    const repeats = key === this.lastKey && t - this.lastKeyAt < this.T.times.guard && key !== "up" && key !== "down";
    this._absent();
    const dimmed = this.dimmed;
    this.lastKey = key;
    this.lastKeyAt = t;
    if (repeats || t - this.changed < this.T.times.guard) return;
    if (GUIDING.includes(this.page)) this.keyClock = this.clock;
    const table = this.over.length ? this.T.keys_over[this.over[this.over.length - 1]] : this.T.keys[this.page];
    let action = table[key] ?? table["*"];
    if (dimmed && !this.over.length) {
      if (!this.T.dimmed[action]) this.dropped = false;
      action = this.T.dimmed[action] ?? action;
    }
    this.quiet = false;
    this.at = null;
    if (action) this.step(action, key);
  }
  /** @param {string[]} ids */
  mark(ids) {
    const at = this.now() + this.wall;
    const side = this.note.side && this.note.side !== "both" ? `${this.note.side} ` : "";
    const limb = this.signsOf !== null || !this.over.length ? `${side}${this.muscle.short}` : "";
    this.stops = [...this.stops.filter((s) => !ids.includes(s.sign)), ...ids.map((sign) => ({ sign, at, limb }))];
    while (this.over.length) this.run("close");
    this.marked = ids;
    this.run("marked");
  }
  get stopIsNew() { return this.openStops.length > 0 && this.openStops[0].at >= this.opened + this.wall; }
  /** What Stop shows and says. */
  get stopped() {
    const open = this.openStops;
    if (!open.length) return { rows: [], said: "" };
    const arm = open[0].limb ? open[0].limb.endsWith("hand") : this.limb === "arm";
    const both = open.length > 1 && this.T.gates.neck.yes.includes(open[0].sign);
    const found = both ? this.T.stop_neck : open[0].sign === "T1" && arm ? this.T.stop_arm : this.T.stop[open[0].sign];
    return found?.[this.stopIsNew ? "new" : "again"] ?? { rows: [], said: "" };
  }
  /** The sign with a digit on the page of signs. @param {string} key */
  signAt(key) { return this.signPages[this.signsPage][Number(key) - 1]; }
  /** @param {string} key */ muscleAt(key) { return this.T.order.find((/** @type {string} */ id) => this.T.muscles[id].digit === key); }
  /** Changes the open stops. @param {any} change */
  each(change) {
    const open = this.openStops;
    this.stops = this.stops.map((s) => (open.includes(s) ? { ...s, ...change } : s));
  }
}

/** The conditions of the rules. @type {Record<string, (this: Relief, argument: string, one: any) => unknown>} */
const IS = {
  on(page) { return this.page === page; },
  guiding() { return GUIDING.includes(this.page); },
  "has-eased"() { return this.easedAt !== null; },
  "same-muscle"(key) { return this.muscleAt(key) === this.muscleId; },
  gone() { return this.allowed(this.index) === null; },
  another() { return this.technique !== this.remembered; },
  "next-rubs"() { return this.next !== null && this.allowed(this.next[0])?.kind === "massage"; },
  "rub-answered"() { return this.rub[this.limb] !== undefined; },
  "stop-open"() { return this.openStops.length > 0 && this.openStops[0].seen === undefined; },
  "stop-asks"() { return this.openStops; },
  "doctor-only"() { return this.marked[0][0] === "D"; },
  "noted-over"() { return this.noted_until !== null && this.now() >= this.noted_until; },
  "five-over"() { return this.five_until !== null && this.clock >= this.five_until; },
  waited(time) { return this.now() - this.since >= this.T.times[time]; },
  pain(time) { return Math.max(this.clock, this.late ? this.total : 0) >= this.T.times[time]; },
  told(time) { return this.told.has(time); },
  "gate-due"() { return this.gate_open && this.now() - this.limbSince[this.limb] >= this.gateOf.asks_ms; },
  "gives-way"() { const stay = this.stay; return stay !== null && this.now() - this.since >= stay; },
  cleared() { return this.gate[this.limb] === "no"; },
  "rubs-here"() { return this.muscle.rubs; },
  "rub-left-out"() { return (this.rub[this.limb] ?? "no") !== "no"; },
  neck() { return this.limb === "neck"; },
  "wants-rubbing"() { return true; },
  "in-bed"() { return this.bed; },
  warmth() { return true; },
  "unsteady-at-night"() { return false; },
  stands(_, one) { return one.stands; },
  warms(_, one) { return one.warms; },
  asked(_, one) { return one.asked; },
  massage(_, one) { return one.kind === "massage"; },
  breathe(_, one) { return one.kind === "breathe"; },
};

/** The steps of the rules. @type {Record<string, (this: Relief, argument: string) => unknown>} */
const DO = {
  "turn-to"(page) { this.page = page; this.since = this.changed = this.now(); },
  open(over) {
    if (!this.over.length) this.overSince = this.now();
    const at = this.over.indexOf(over);
    this.over = [...(at < 0 ? this.over : this.over.slice(0, at)), over];
    this.changed = this.now();
  },
  uncover() {
    this.over = this.over.slice(0, -1);
    this.changed = this.now();
    if (!this.over.length) this.since += this.now() - this.overSince;
  },
  "uncover-all"() { this.over = []; },
  "leave-as"() { this.closed = true; },
  say(text) { this.say.push(this.T.said[text]); },
  notice(text) { this.noticed = true; this.say.push(this.T.texts[text]); },
  "say-half"() { this.say.push([...(this.aftercare[0]?.large ?? []), this.after_gate ? this.gateOf.line : ""].join(" ").trim()); },
  "say-half-over"() { const next = this.aftercare[0]?.small?.[0]; if (next) this.say.push(next); },
  "say-gate"() { this.say.push(this.gateOf.line); },
  "say-stop"() { this.say.push(this.stopped.said); },
  "say-signs"() { this.say.push(`Warning signs. ${this.T.sign_headings.N}.`); },
  "say-may"() { this.say.push("May you stretch again?"); },
  "speak-due"() { this.speakDue(); },
  "stop-clock"() { this.easedAt = this.clock; this.known = true; },
  "stop-clock-at-key"() { this.easedAt = this.keyClock; this.known = false; },
  "resume-clock"() { this.easedAt = null; },
  "add-bout"() {
    this.bouts.push(this.easedAt ?? 0);
    this.boutBegan = this.now();
    this.easedAt = null;
    this.keyClock = 0;
    if (!this.late) this.told.clear();
    this.round = 1;
  },
  confirm() { this.told_cramp = true; },
  unconfirm() { this.forgotten = true; this.told_cramp = false; },
  "wake-aftercare"() { this.dropped = this.let_go = false; },
  "note-side"(key) { this.note.side = this.note.side === this.T.sides[key] ? null : this.T.sides[key]; },
  "note-pain"(key) {
    const pain = this.note.pain;
    if (key === "up" || key === "down") this.note.pain = pain === null ? 5 : Math.min(10, Math.max(0, pain + (key === "up" ? 1 : -1)));
    else { const worst = key === "+" ? 10 : Number(key); this.note.pain = pain === worst ? null : worst; }
  },
  "note-onset"(key) { this.note.onset = this.note.onset === this.T.onsets[key] ? null : this.T.onsets[key]; },
  "note-heat"() { this.note.heat = !this.note.heat; },
  "find-next"() { this.next = this.after(false); },
  "find-next-asked"() { this.next = this.after(true); },
  "find-before"() {
    let i = this.index - 1;
    while (i >= 0 && (!this.allowed(i) || (this.allowed(i).kind === "massage" && this.rub[this.limb] === undefined))) i -= 1;
    this.next = i < 0 ? null : [i, false];
  },
  "count-round"() { if (this.next?.[1]) this.round += 1; },
  "pend-next"() { this.pending = this.next?.[0] ?? this.index; },
  remember() { this.remembered = this.technique; },
  "show-first"() { this.show(this.first()); },
  "show-this"() { this.show(this.index); },
  "show-this-staying"() { this.show(this.index, true); },
  "show-next"() { this.show(this.next?.[0] ?? this.index); },
  "show-next-staying"() { this.show(this.next?.[0] ?? this.index, true); },
  "show-pending"() { this.show(this.pending); },
  "turn-bed"() { this.bed = !this.bed; this.bed_chosen = true; this.changed = this.now(); },
  "bed-of-key"(key) { this.bed = this.bedFirst(this.muscleAt(key)); },
  "take-muscle"(key) { this.muscleId = this.muscleAt(key); this.round = 1; this.limbSince[this.limb] ??= this.now(); },
  answer(answer) { if (this.limb) this.gate[this.limb] = answer; },
  "answer-rub"(answer) { this.rub[this.limb] = answer; },
  "mark-gate"() { this.mark(this.gateOf.yes); },
  "mark-key"(key) { const sign = this.signAt(key); if (sign) this.mark([sign]); },
  "unmark-open"() {
    const gone = this.openStops;
    this.stops = this.stops.filter((s) => !gone.includes(s));
    for (const [limb, answer] of Object.entries(this.gate))
      if (answer === "yes" && gone.some((s) => this.T.gates[limb].yes.includes(s.sign))) delete this.gate[limb];
  },
  "see-open"() { this.each({ seen: this.now() + this.wall }); },
  "stretch-again"() { this.each({ may: true }); },
  "stretch-not"() { this.each({ may: false }); },
  "find-signs"() { this.signsOf = this.muscleId; this.signsPage = 0; },
  "next-signs"() { this.signsPage = (this.signsPage + 1) % this.signPages.length; this.changed = this.now(); },
  "previous-signs"() { this.signsPage = Math.max(0, this.signsPage - 1); this.changed = this.now(); },
  "show-five"() { this.five_until = this.clock + this.T.times.five_shown; },
  "show-noted"() { this.noted_until = this.now() + this.T.times.noted; },
  tell(time) { this.told.add(time); },
  "at-its-time"() {
    const due = this.since + (this.stay ?? 0);
    this.at = this.now() - due < LATE_ENOUGH ? due : this.now();
    this.quiet = this.noticed;
  },
};

/** A text with the numbers in their places, capitals in a line of capitals. @param {Tables} T @param {string} text */
export function put(T, text) {
  const loud = text.replace("{emergency}", "") === text.replace("{emergency}", "").toUpperCase() && /[A-Z]/.test(text);
  const line = T.numbers.line === "urgent advice line" ? `an ${T.numbers.line}` : T.numbers.line;
  const values = /** @type {[string, string][]} */ ([["{a_line}", line], ["{line}", T.numbers.line], ["{emergency}", T.numbers.emergency]]);
  return values.reduce((all, [name, value]) => all.replaceAll(name, loud ? value.toUpperCase() : value), text);
}

/** A text that names a key, for fingers. @param {string} text */
export const tapped = (text) => text.replace("PRESS W", "SEE WARNING SIGNS").replace("Press W", "See warning signs")
  .replace("press B", "tap In bed").replace("Press LEFT", "Tap Back");

const clock = (/** @type {number} */ ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

/** A moment by its local weekday and time. @param {number} at */
const since = (at) => `${new Date(at).toLocaleDateString("en", { weekday: "long" })} ${new Date(at).getHours()}:${String(new Date(at).getMinutes()).padStart(2, "0")}`;

/** What to show now: the words, and the keys as buttons. @param {Relief} r @returns {View} */
export function view(r) {
  const T = r.T;
  const over = r.over[r.over.length - 1] ?? null;
  const parts = [r.muscle.title, ...(["left", "right"].includes(r.note.side ?? "") ? [r.note.side] : []), ...(r.bed && r.hasBed ? ["in bed"] : [])];
  const first = r.bouts.length ? `, ${Math.floor((r.now() - r.began) / 60_000)} min since the first` : "";
  const none = /** @type {View} */ ({ title: parts.join(", "), clock: `${clock(r.clock)}${first}`, large: [], lines: [], band: [], sign: [], buttons: [], signs: [], figure: null });
  if (over === "leaving") return { ...shown(r, none), muscles: false, buttons: [["enter", "Stay"], ["q", "Leave"]] };
  if (over === "signs") {
    const rows = r.signPages[r.signsPage].map((/** @type {string} */ id, /** @type {number} */ n) => [String(n + 1), T.signs[id].text, T.signs[id].haste]);
    const own = r.signsOf !== null && r.signsPage === 0;
    const title = own ? `Signs: ${T.muscles[r.signsOf ?? ""].short}` : `Signs ${r.signsPage + 1}/${r.signPages.length}`;
    return { ...none, title, clock: clock(r.clock), band: [T.sign_headings.N], signs: rows, buttons: [["escape", "None of these, go back"], ["space", "More signs"]] };
  }
  if (over === "why") return { ...none, title: "Why cramps happen", clock: clock(r.clock), why: true, buttons: [["escape", "Back"], ["w", "Warning signs"]] };
  if (over === "behind") {
    const risks = r.openStops.some((s) => s.sign === "T1") ? T.clot_risks : [];
    return { ...none, title: "Where this comes from", clock: clock(r.clock), lines: r.page === "stop" ? risks : [r.plan.about ?? ""], buttons: [["escape", "Back"], ["w", "Warning signs"]] };
  }
  return shown(r, none);
}

/** A page with nothing over it. @param {Relief} r @param {View} none @returns {View} */
function shown(r, none) {
  const T = r.T;
  const words = T.texts;
  const unanswered = r.gateOf && r.gate[r.muscle.limb] === "silence" ? r.gateOf : null;
  const band = r.noted_until !== null ? [words.noted] : r.late ? r.muscle.ten : r.five_until !== null ? words.five : [];
  const helpKeys = [...(r.hasBed ? [["b", r.bed ? "On your feet" : "In bed"]] : []), ["left", "Back"], ["w", "Warning signs"], ["i", "Why cramps"]];
  switch (r.page) {
    case "help": {
      let large = r.technique.large;
      if (r.gentlest && r.muscle.gentle?.length && !r.technique.stands) large = r.muscle.gentle;
      if (r.technique.stands && r.night && !large[0].startsWith("Light on.")) large = ["Light on.", ...large];
      let small = r.technique.small ?? [];
      for (const [at, later] of r.technique.later ?? []) if (r.shown >= at) small = later;
      const urgent = r.late || r.five_until !== null;
      const stays = unanswered && r.muscle.limb !== "neck" && !r.muscle.sign.some((/** @type {string} */ line) => line.includes("wollen"));
      const sign = stays ? [unanswered.stays, ...r.muscle.sign] : r.muscle.sign;
      const next = r.late ? null : r.after(false);
      return { ...none, large, lines: [...(r.gentlest ? [words.gently] : small), ...(unanswered ? [unanswered.no_answer] : [])], band,
        sign: r.late || (urgent && r.muscle.limb === "leg") ? [] : sign, figure: r.technique.figure ?? null, next: next ? `Next: ${r.allowed(next[0]).name}` : "",
        muscles: r.atFirst && !urgent, buttons: [["enter", "It has eased"], ["space", "Not yet"], ...helpKeys] };
    }
    case "gate":
    case "rubbing": {
      const gate = r.page === "gate" ? r.gateOf : null;
      const keep = (r.page === "rubbing" ? r.plan.techniques[r.pending].keep : null) ?? r.plan.keep ?? r.technique.large[r.technique.large.length - 1];
      return { ...none, large: [keep], lines: [...(gate ? gate.lines : words.rubbing), ...(gate ? [gate.silence] : [])], band: r.late ? words.ten_head : [],
        buttons: [["y", gate ? "Yes" : "Yes, don't rub"], ["n", gate ? "No" : "None of them"], ["space", "No answer"], ["enter", "It has eased"], ["w", "Warning signs"]] };
    }
    case "stop":
      return { ...none, title: r.stopIsNew ? "Stop" : `Stop, since ${since(r.openStops[0].at)}`, clock: r.stopIsNew ? clock(r.clock) : "", lines: r.stopped.rows, stop: true,
        buttons: [...(r.may_go_on ? [["space", "Go on gently meanwhile"]] : []), ["left", "Pressed by mistake"], ["p", "A professional has looked at it"], ["w", "All signs"], ["?", "What makes it more likely"]] };
    case "may":
      return { ...none, title: "Looked at", clock: "", large: [words.may],
        lines: [...(r.may_not ? [words.may_not] : []), ...r.openStops.map((s) => `${T.signs[s.sign].short}.`), `Marked ${since(r.openStops[0].at)}.`, ...words.get_worse], buttons: [["y", "Yes"], ["n", "Not yet"], ["w", "Warning signs"]] };
    case "still":
      return { ...none, large: [words.still], lines: r.late ? [] : ["No key for a long time."], band: r.late ? band : [], sign: r.muscle.sign, buttons: [["y", "Yes"], ["n", "It has eased"], ["w", "Warning signs"]] };
    case "was":
      return { ...none, large: [words.was_it], lines: ["No answer: kept as not confirmed."], buttons: [["y", "Yes"], ["n", "No"], ["w", "Warning signs"], ["i", "Why cramps"]] };
    default: {
      const title = r.known ? `Eased after ${clock(r.clock)}` : "Eased";
      const back = r.can_return ? [["c", "Cramp back"]] : [];
      const head = r.late ? words.ten_head : [];
      if (r.dimmed) return { ...none, title, clock: "", band: head, buttons: [...back, ["left", "Show it again"], ["w", "Warning signs"], ["escape", "Done"]] };
      const half = r.aftercare[0] ?? { large: [], small: [] };
      const [large, small] = r.halfLeft || !half.small?.length ? [half.large, half.small ?? []] : [half.small.slice(0, 1), half.small.slice(1)];
      const leg = r.muscle.limb === "leg";
      const walk = leg || r.muscle.on_feet ? `${words.walk} ${words.sip}` : words.sip;
      const bed = leg ? words.in_bed : ["Stay in bed.", ...words.in_bed.slice(1)];
      const middle = r.note.heat ? words.heat : r.bed ? bed : [walk, words.pack, words.numb, words.no_heat_no_cold];
      const rows = r.after_gate ? r.gateOf.lines : r.late ? middle.slice(-3) : [...middle, unanswered?.stays ?? words.sore];
      const extra = [...(r.bed ? [] : [words.if_tight]), ...(leg ? [words.raised] : []), words.pharmacist, r.plan.about ?? ""];
      const noted = (/** @type {string} */ key, /** @type {string} */ label, /** @type {boolean} */ on) => [key, on ? `✓ ${label}` : label];
      const notes = Object.entries(T.sides).map(([key, side]) => noted(key, `Side: ${side}`, r.note.side === side));
      const onsets = Object.entries(T.onsets).map(([key, onset]) => noted(key, `Began: ${String(onset).replace("-", " ")}`, r.note.onset === onset));
      return { ...none, title, clock: r.halfLeft ? clock(r.halfLeft) : "", large, lines: [...small, ...rows, ...head, ...extra],
        buttons: [...(r.after_gate ? [["y", "Yes"], ["n", "No"]] : []), ...back, ["w", "Warning signs"], ...notes, ["up", r.note.pain === null ? "Pain 0 to 10" : `Pain ${r.note.pain}: more`],
          ...(r.note.pain === null ? [] : [["down", "Less pain"]]), ...onsets, noted("h", "Began: in heat", r.note.heat), ["x", "No cramp: forget it"], ["escape", "Done"]] };
    }
  }
}

/** The screen. @param {Tables} T @param {Document} page */
function show(T, page) {
  const by = (/** @type {string} */ id) => /** @type {HTMLElement} */ (page.getElementById(id));
  const STORE = "stretchplayer:relief";
  let kept = /** @type {{stops: any[], cramps: any[]}} */ ({ stops: [], cramps: [] });
  try { kept = { ...kept, ...JSON.parse(localStorage.getItem(STORE) ?? "{}") }; } catch { /* a private window keeps nothing */ }
  const hour = new Date().getHours();
  const night = hour >= T.night.from || hour < T.night.until;
  const start = Date.now();
  const r = new Relief(T, () => performance.now(), { night, stops: kept.stops, wall: start });
  let spoken = false;
  let drawn = "";
  let id = 0;
  function save() {
    if (r.told_cramp && !r.forgotten) {
      const one = { id: id ||= start, muscle: r.muscleId, began: start, bouts: [...r.bouts, r.clock], gate: r.gate, ...r.note };
      kept.cramps = [...kept.cramps.filter((c) => c.id !== id), one].slice(-200);
    } else if (r.forgotten) kept.cramps = kept.cramps.filter((c) => c.id !== id);
    kept.stops = r.stops;
    try { localStorage.setItem(STORE, JSON.stringify(kept)); } catch { /* the help stands all the same */ }
  }
  function speak() {
    const texts = r.say.splice(0);
    if (!spoken || !texts.length || !globalThis.speechSynthesis) return;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(tapped(put(T, texts[texts.length - 1])));
    words.lang = "en";
    words.volume = night ? 0.5 : 1;
    speechSynthesis.speak(words);
  }
  /** @param {string} key */
  function press(key) {
    spoken = true;
    r.press(key);
    save();
    speak();
    draw();
  }
  const numbers = /** @type {string[]} */ (Object.values(T.numbers).join(" ").match(/\d{3,}/g) ?? []);
  /** A line; a number to call can be tapped. @param {string} text @param {string} kind */
  function line(text, kind) {
    const out = page.createElement("p");
    out.className = kind;
    for (const part of tapped(put(T, text)).split(/(\b\d{3,}\b)/)) {
      if (numbers.includes(part)) {
        const call = page.createElement("a");
        call.href = `tel:${part}`;
        call.textContent = part;
        out.append(call);
      } else out.append(part);
    }
    return out;
  }
  /** @param {string} key @param {string} label @param {string} kind */
  function button(key, label, kind) {
    const out = Object.assign(page.createElement("button"), { type: "button", textContent: label, className: kind });
    out.dataset.key = key;
    out.addEventListener("click", () => press(key));
    return out;
  }
  function draw() {
    const v = /** @type {View} */ (view(r));
    by("title").textContent = v.title;
    by("clock").textContent = v.clock;
    const key = JSON.stringify([v.title, v.large, v.lines, v.band, v.sign, v.next, v.buttons, v.signs, r.over, r.closed]);
    if (key === drawn) return;
    drawn = key;
    if (r.closed) { by("keys").replaceChildren(); return by("lines").replaceChildren(line("Closed. Reload this page for help again.", "big")); }
    const why = v.why ? T.why.parts.flatMap((/** @type {[string, any[]]} */ [title, claims]) => [line(title, "big"), ...claims.map((/** @type {any} */ c) => line(c.text ?? Object.values(c)[0], ""))]) : [];
    by("lines").replaceChildren(
      ...v.band.map((t) => line(t, "sign")), ...v.large.map((t) => line(t, "big")), ...v.lines.filter(Boolean).map((t) => line(t, v.stop ? "sign" : "")),
      ...v.sign.map((t) => line(t, "sign")), ...(v.next ? [line(v.next, "next")] : []), ...why,
      ...v.signs.map(([digit, text]) => button(digit, `${digit}  ${text}`, "sign-key")));
    by("keys").replaceChildren(...v.buttons.map(([key, label], n) => button(key, label, n < 2 && r.page === "help" && !r.over.length ? "main" : "")));
    by("others").hidden = !v.muscles;
    by("muscles").replaceChildren(...(v.muscles ? T.order.filter((/** @type {string} */ m) => m !== r.muscleId).map((/** @type {string} */ m) => button(T.muscles[m].digit, T.muscles[m].short, "")) : []));
    const figure = /** @type {HTMLImageElement} */ (by("picture"));
    const svg = T.pictures?.[`${v.figure} ${r.muscle.limb}`] ?? T.pictures?.[v.figure ?? ""];
    figure.hidden = !svg;
    if (svg) { figure.src = `data:image/svg+xml,${encodeURIComponent(svg)}`; figure.alt = r.technique.name; }
    by("said").textContent = tapped(put(T, [...v.band, ...v.large, ...v.lines].filter(Boolean).join(" ")));
    by("keys").classList.toggle("many", v.buttons.length > 8);
  }
  const names = /** @type {Record<string, string>} */ ({ Enter: "enter", " ": "space", ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", Escape: "escape", F1: "f1" });
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    const key = names[event.key] ?? (event.key.length === 1 ? event.key : "");
    if (key) { event.preventDefault(); press(key); }
  });
  draw();
  setInterval(() => { if (!r.closed) { r.wake(); speak(); draw(); } }, 250);
  return r;
}

if (globalThis.document?.getElementById("relief")) {
  const T = JSON.parse(document.getElementById("relief")?.textContent ?? "{}");
  Object.assign(globalThis, { stretchplayer: { relief: show(T, document), Relief, view, put, tables: T } });
}
