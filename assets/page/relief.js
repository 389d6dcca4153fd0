// @ts-check
// Relief on a phone: the machine of the program's `relief/`, run on its own tables. What a key does where, every word,
// every time and every plan stands in the page as data; here stands only what each action means. Nothing is fetched.

/** @typedef {any} Tables */
/** @typedef {{title: string, clock: string, large: string[], lines: string[], band: string[], sign: string[], buttons: string[][], signs: string[][], figure: string | null, why?: boolean, stop?: boolean, muscles?: boolean}} View */

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
    this.stays = this.gentle = this.dropped = this.mayNot = false;
    this.fiveUntil = this.notedUntil = this.easedAt = /** @type {number | null} */ (null);
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
    this.toldCramp = this.forgotten = this.closed = this.letGo = false;
    this.muscleId = given.muscle ?? "calf";
    this.bedChosen = false;
    this.bed = this._bedFirst(this.muscleId);
    this.index = this.first();
    this.limbSince[this.muscle.limb ?? ""] = now();
    this.say = /** @type {string[]} */ ([]);
    if (this.openStops.length) this.page = this.openStops[0].seen === undefined ? "stop" : "may";
  }
  // --- what a screen reads
  get muscle() { return this.T.muscles[this.muscleId]; }
  get plan() { return this.muscle.plan; }
  get gateOf() { return this.muscle.limb ? this.T.gates[this.muscle.limb] : null; }
  get gateOpen() { return this.gateOf !== null && this.gate[this.muscle.limb] === undefined; }
  get clock() { return this.easedAt ?? Math.max(0, this.now() - this.boutBegan); }
  get total() { return this.bouts.reduce((sum, one) => sum + one, 0) + this.clock; }
  get late() { return this.total >= this.T.times.ten; }
  get shown() { return Math.max(0, this.now() - this.since - (this.over.length ? this.now() - this.overSince : 0)); }
  get technique() { return this.at(this.index) ?? this.plan.techniques[this.index]; }
  get atFirst() { return this.index === this.first(); }
  get gentlest() { return (this.late || this.gentle) && this.atFirst; }
  get hasBed() { return this.plan.techniques.some((/** @type {any} */ t) => t.bed || t.stands); }
  get moves() { return this.muscle.limb !== "neck" || this.gate.neck === "no"; }
  get aftercare() {
    const steps = this.plan.aftercare ?? [];
    if (this.moves || !steps.length) return steps;
    return [{ ...steps[0], small: [] }, ...steps.slice(1).filter((/** @type {any} */ one) => one.kind === "breathe" || one.warms)];
  }
  get afterGate() { return this.page === "eased" && this.gateOpen && this.shown < this.T.times.silence; }
  get halfLeft() { return Math.max(0, this.T.times.half - this.shown); }
  get canReturn() { return this.easedAt !== null && this.now() - this.boutBegan - this.easedAt <= this.T.times.back; }
  get dimmed() {
    const idle = this.now() - Math.max(this.lastKeyAt, this.since) >= this.T.times.dim;
    return this.page === "eased" && !this.afterGate && (this.dropped || idle);
  }
  get longVisit() { return this.now() - this.opened >= this.T.times.peek; }
  get signPages() { return this.signsOf === null ? this.T.sign_pages : this.T.muscles[this.signsOf].pages; }
  get openStops() {
    const open = this.stops.filter((s) => s.sign[0] !== "D" && s.seen === undefined);
    const asks = open.length ? open : this.stops.filter((s) => s.sign[0] !== "D" && s.seen !== undefined && !s.may);
    if (!asks.length) return [];
    const first = [...asks].sort((a, b) => Number(a.sign[0] !== "N") - Number(b.sign[0] !== "N") || b.at - a.at || (a.sign < b.sign ? -1 : 1))[0];
    return asks.filter((s) => s.at === first.at);
  }
  get mayGoOn() {
    const open = this.stops.filter((s) => s.sign[0] !== "D" && s.seen === undefined);
    return open.length > 0 && open.every((s) => this.T.signs[s.sign].action === "meanwhile");
  }
  // --- which techniques may be shown
  _rubs() {
    const limb = this.muscle.limb;
    return this.muscle.rubs && limb && this.gate[limb] === "no" && (this.rub[limb] ?? "no") === "no";
  }
  /** @param {number} index */ at(index) {
    let one = this.plan.techniques[index];
    const late = this.late || this.gentle;
    if ((this.bed || (late && one.stands)) && one.bed) one = one.bed;
    if (one.stands && (this.bed || late)) return null;
    if (one.warms && this.bed) return null;
    if (one.kind === "massage" && !this._rubs()) return null;
    if (!this.moves && one.kind !== "breathe" && !one.warms) return null;
    return one;
  }
  first() {
    const found = this.plan.techniques.findIndex((/** @type {any} */ _, /** @type {number} */ i) => {
      const one = this.at(i);
      return one && one.kind !== "massage" && !one.asked;
    });
    return Math.max(0, found);
  }
  /** @param {boolean} asked @returns {[number, boolean] | null} */
  after(asked) {
    const count = this.plan.techniques.length;
    for (let step = 1; step < count; step += 1) {
      const i = (this.index + step) % count;
      const one = this.at(i);
      if (one && !(one.asked && !asked)) return [i, this.index + step >= count];
    }
    return null;
  }
  /** @param {number} from */ before(from) {
    for (let i = from - 1; i >= 0; i -= 1) if (this.at(i)) return i;
    return null;
  }
  /** @param {string} id */ _bedFirst(id) { return this.T.muscles[id].bed_at_night && this.night; }
  // --- time
  wake() {
    if (this._absent()) return;
    const t = this.now();
    if (this.notedUntil !== null && t >= this.notedUntil) this.notedUntil = null;
    if (this.page === "was") { if (t - this.since >= this.T.times.was) this.closed = true; }
    else if (GUIDING.includes(this.page)) this._passTime();
    else if (this.page === "eased" && !this.over.length) {
      if (this.gateOpen && this.shown >= this.T.times.silence) this.gate[this.muscle.limb] = "silence";
      if (!this.letGo && this.halfLeft === 0) { this.letGo = true; const next = this.aftercare[0]?.small?.[0]; if (next) this.say.push(next); }
    }
  }
  _absent() {
    const t = this.now();
    const jumped = t - this.lastSeen > this.T.times.jump;
    this.lastSeen = t;
    if (!GUIDING.includes(this.page) || !(jumped || t - this.lastKeyAt >= this.T.times.idle)) return false;
    this.over = [];
    this._goTo("still");
    return true;
  }
  _passTime() {
    const t = this.now();
    const told = this._notices();
    if (this.fiveUntil !== null && this.clock >= this.fiveUntil) this.fiveUntil = null;
    if (this.over.length) return;
    if (this.page !== "help") { if (t - this.since >= this.T.times.silence) this._unanswered(); return; }
    const began = this.limbSince[this.muscle.limb ?? ""] ?? this.opened;
    if (this.gateOpen && t - began >= this.gateOf.asks_ms && !this.stays) { this._ask(); return; }
    const gives = this._givesWay();
    if (gives !== null && t - this.since >= gives) {
      const due = this.since + gives;
      this._advance(t - due < LATE_ENOUGH ? due : t, false, !told);
    } else if (!told) this._speakDue();
  }
  _notices() {
    const { five, ten, fifteen, five_shown: shown } = this.T.times;
    const clock = Math.max(this.clock, this.late ? this.total : 0);
    if (clock >= ten && !this.told.has(ten)) {
      this.told.add(five).add(ten);
      this.fiveUntil = null;
      if (this.page === "help") this._show(this.first(), this.now(), false);
    } else if (clock >= fifteen && !this.told.has(fifteen)) this.told.add(fifteen);
    else if (clock >= five && !this.told.has(five) && this.page === "help") {
      this.told.add(five);
      this.fiveUntil = this.clock + shown;
      this.say.push(this.T.texts.five_said);
      return true;
    } else return false;
    this.say.push(this.T.texts.ten);
    return true;
  }
  _givesWay() {
    if (this.stays || this.gentlest) return null;
    const next = this.after(false);
    if (this.round === 1 && (next === null || next[1])) {
      const until = this.T.times.five - (this.since - this.boutBegan);
      const [least, most] = this.T.times.warm_until_five;
      if (until >= least && until <= most) return until;
    }
    return this.technique.ms ?? this.T.times.shown;
  }
  // --- techniques and questions
  /** @param {number} index @param {number} at @param {boolean} speak @param {boolean} stays */
  _show(index, at, speak = true, stays = false) {
    this.page = "help";
    this.index = index;
    this.since = at;
    this.stays = stays;
    this.changed = this.now();
    this.spoken = speak ? 0 : (this.technique.spoken ?? []).length;
    if (speak) this._speakDue();
  }
  _speakDue() {
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
  /** @param {number} at @param {boolean} asked @param {boolean} speak */
  _advance(at, asked, speak = true) {
    if (this.gateOpen) { this._ask(); return; }
    const next = this.after(asked);
    if (next === null) this.stays = true;
    else if ((this.late || this.gentle) && !asked) this._show(this.first(), at, speak);
    else this._to(next, at, speak);
  }
  /** @param {[number, boolean]} next @param {number} at @param {boolean} speak */
  _to([index, round], at, speak = true) {
    if (round) this.round += 1;
    const limb = this.muscle.limb;
    if (this.at(index)?.kind === "massage" && limb && this.rub[limb] === undefined) {
      this.pending = index;
      this._goTo("rubbing");
      this.say.push(this.T.texts.rubbing.join(" "));
    } else this._show(index, at, speak);
  }
  _ask() {
    this.pending = this.index;
    this._goTo("gate");
    this.say.push(this.gateOf.line);
  }
  _unanswered() {
    const limb = this.muscle.limb;
    if (this.page === "gate") this.gate[limb] = "silence";
    else if (limb) this.rub[limb] = "silence";
    this._afterQuestion();
  }
  _afterQuestion() {
    const next = this.after(false);
    if (next === null) this._show(this.index, this.now(), true, true);
    else this._to(next, this.now());
  }
  // --- keys
  /** @param {string} key */
  press(key) {
    key = key.length === 1 ? key.toLowerCase() : key;
    const t = this.now();
    const repeats = key === this.lastKey && t - this.lastKeyAt < this.T.times.guard && key !== "up" && key !== "down";
    const absent = this._absent();
    const dimmed = this.dimmed;
    this.lastKey = key;
    this.lastKeyAt = t;
    if (absent || repeats || t - this.changed < this.T.times.guard) return;
    if (this.easedAt === null && GUIDING.includes(this.page)) this.keyClock = this.clock;
    const over = this.over[this.over.length - 1];
    const table = over ? this.T.keys_over[over] : this.T.keys[this.page];
    const action = table[key] ?? table["*"];
    if (dimmed && !over) {
      if (["again", "signs", "why", "behind", "leave", "sound"].includes(action)) this.actions[action].call(this, key);
      else if (key === "escape") this.closed = true;
      else {
        this.dropped = false;
        if (action && !["forget", "done", "not-eased"].includes(action)) this.actions[action].call(this, key);
      }
    } else if (action) this.actions[action].call(this, key);
  }
  /** @param {string} page */
  _goTo(page) {
    this.page = page;
    this.since = this.changed = this.now();
  }
  /** @param {string} over */
  _open(over) {
    if (!this.over.length) this.overSince = this.now();
    const at = this.over.indexOf(over);
    this.over = [...(at < 0 ? this.over : this.over.slice(0, at)), over];
    this.changed = this.now();
  }
  _close() {
    this.over = this.over.slice(0, -1);
    this.changed = this.now();
    if (!this.over.length) this.since += this.now() - this.overSince;
  }
  _eased() {
    this.fiveUntil = null;
    this.dropped = this.letGo = false;
    this.toldCramp = true;
    this._goTo("eased");
  }
  /** @param {string[]} ids */
  mark(ids) {
    const at = this.now() + this.wall;
    this.stops = [...this.stops.filter((s) => !ids.includes(s.sign)), ...ids.map((sign) => ({ sign, at, limb: this.muscle.short }))];
    while (this.over.length) this._close();
    if (ids[0][0] === "D") {
      this.notedUntil = this.now() + this.T.times.noted;
      this.say.push(this.T.texts.noted);
    } else {
      this.gentle = false;
      this._goTo("stop");
      this.say.push(this.stopLines().filter(Boolean).join(" "));
    }
  }
  stopLines() {
    const open = this.openStops;
    if (!open.length) return [];
    if (open.length > 1 && this.T.gates.neck.yes.includes(open[0].sign)) return this.T.stop_neck;
    if (open[0].sign === "T1" && this.muscle.limb === "arm") return this.T.stop_arm;
    return this.T.stop[open[0].sign] ?? [];
  }
  _afterStop() {
    if (this.openStops.length) this._goTo(this.openStops[0].seen === undefined ? "stop" : "may");
    else if (this.easedAt !== null) this._goTo("eased");
    else this._show(this.index, this.now());
  }
}

Relief.prototype.actions = /** @type {Record<string, (this: Relief, key: string) => void>} */ ({
  eased() {
    this.easedAt = this.clock;
    this._eased();
    this.say.push([...(this.aftercare[0]?.large ?? []), this.afterGate ? this.gateOf.line : ""].join(" ").trim());
  },
  "eased-unseen"() { this.easedAt = this.keyClock; this._eased(); this.letGo = true; },
  next() { this._advance(this.now(), true); },
  back() {
    if (this.page !== "help") { this._show(this.index, this.now(), true, true); return; }
    this.stays = true;
    let at = this.before(this.index);
    while (at !== null && this.at(at)?.kind === "massage" && this.rub[this.muscle.limb] === undefined) at = this.before(at);
    if (at !== null) this._show(at, this.now(), true, true);
  },
  bed() {
    const was = this.technique;
    this.bed = !this.bed;
    this.bedChosen = true;
    this.changed = this.now();
    if (this.page !== "help") return;
    const next = this.at(this.index) ? null : this.after(false);
    if (next) this._to(next, this.now());
    else if (!this.at(this.index)) this._show(this.first(), this.now());
    else if (this.technique !== was) this._show(this.index, this.now());
  },
  muscle(key) {
    const muscle = this.T.order.find((/** @type {string} */ id) => this.T.muscles[id].digit === key);
    if (muscle === this.muscleId && this.page === "help") return;
    if (!this.bedChosen) this.bed = this._bedFirst(muscle);
    this.muscleId = muscle;
    this.round = 1;
    this.limbSince[this.muscle.limb ?? ""] ??= this.now();
    this._show(this.first(), this.now());
  },
  silence() { this._unanswered(); },
  "gate-yes"() {
    if (this.page === "eased" && !this.afterGate) return;
    if (this.gateOf) { this.gate[this.muscle.limb] = "yes"; this.mark(this.gateOf.yes); }
  },
  "gate-no"() {
    if (this.page === "eased") { if (this.afterGate) this.gate[this.muscle.limb] = "no"; return; }
    this.gate[this.muscle.limb] = "no";
    this._afterQuestion();
  },
  rub() { if (this.muscle.limb) this.rub[this.muscle.limb] = "no"; this._show(this.pending, this.now()); },
  "never-rub"() { this._unanswered(); },
  mistake() {
    const gone = this.openStops;
    this.stops = this.stops.filter((s) => !gone.includes(s));
    for (const [limb, answer] of Object.entries(this.gate))
      if (answer === "yes" && gone.some((s) => this.T.gates[limb].yes.includes(s.sign))) delete this.gate[limb];
    this._afterStop();
  },
  seen() {
    const open = this.openStops;
    this.stops = this.stops.map((s) => (open.includes(s) ? { ...s, seen: this.now() + this.wall } : s));
    this.mayNot = false;
    this._goTo("may");
    this.say.push(this.T.texts.may);
  },
  may() {
    const open = this.openStops;
    this.stops = this.stops.map((s) => (open.includes(s) ? { ...s, may: true } : s));
    this._afterStop();
  },
  "may-not"() { this.mayNot = true; this.say.push(this.T.texts.may_not); },
  meanwhile() {
    if (!this.mayGoOn) return;
    this.gentle = true;
    if (this.easedAt !== null) this._goTo("eased"); else this._show(this.first(), this.now());
  },
  "goes-on"() { this._show(this.late ? this.first() : this.index, this.now()); },
  again() {
    if (!this.canReturn) return;
    this.bouts.push(this.easedAt ?? 0);
    this.boutBegan = this.now();
    this.easedAt = null;
    this.keyClock = 0;
    this.told = new Set(this.late ? [this.T.times.ten] : []);
    this.round = 1;
    this._show(this.first(), this.now());
  },
  "not-eased"() { if (this.canReturn) { this.easedAt = null; this._show(this.index, this.now()); } },
  side(key) { this.dropped = false; this.note.side = this.note.side === this.T.sides[key] ? null : this.T.sides[key]; },
  pain(key) {
    this.dropped = false;
    const pain = this.note.pain;
    if (key === "up" || key === "down") this.note.pain = pain === null ? 5 : Math.min(10, Math.max(0, pain + (key === "up" ? 1 : -1)));
    else { const worst = key === "+" ? 10 : Number(key); this.note.pain = pain === worst ? null : worst; }
  },
  onset(key) { this.dropped = false; this.note.onset = this.note.onset === this.T.onsets[key] ? null : this.T.onsets[key]; },
  heat() { this.dropped = false; this.note.heat = !this.note.heat; },
  done() { this.dropped = true; },
  forget() { this.forgotten = true; this.toldCramp = false; this.closed = true; },
  cramp() { this.toldCramp = this.closed = true; },
  "no-cramp"() { this.forgotten = true; this.closed = true; },
  unsaid() { this.closed = true; },
  sound() {},
  signs() { this.signsOf = this.muscleId; this.signsPage = 0; this._open("signs"); },
  why() { this._open("why"); },
  behind() { this._open("behind"); },
  leave() { this._open("leaving"); },
  close() { this._close(); },
  more() { this.signsPage = (this.signsPage + 1) % this.signPages.length; this.changed = this.now(); },
  less() { this.signsPage = Math.max(0, this.signsPage - 1); this.changed = this.now(); },
  mark(key) { const sign = this.signPages[this.signsPage][Number(key) - 1]; if (sign) this.mark([sign]); },
  go() {
    this.over = [];
    if (this.longVisit && !this.toldCramp && this.page !== "eased") { this._goTo("was"); this.say.push(this.T.texts.was_it); }
    else this.closed = true;
  },
});

/** A text with the numbers in their places, capitals in a line of capitals. @param {Tables} T @param {string} text */
export function put(T, text) {
  const loud = text.replace("{emergency}", "") === text.replace("{emergency}", "").toUpperCase() && /[A-Z]/.test(text);
  const line = T.numbers.line === "urgent advice line" ? `an ${T.numbers.line}` : T.numbers.line;
  const values = /** @type {[string, string][]} */ ([["{a_line}", line], ["{line}", T.numbers.line], ["{emergency}", T.numbers.emergency]]);
  return values.reduce((all, [name, value]) => all.replaceAll(name, loud ? value.toUpperCase() : value), text);
}

const clock = (/** @type {number} */ ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;

/** What to show now: the words, and the keys as buttons. @param {Relief} r @returns {View} */
export function view(r) {
  const T = r.T;
  const words = T.texts;
  const over = r.over[r.over.length - 1] ?? null;
  const none = /** @type {View} */ ({ title: r.muscle.title, clock: clock(r.clock), large: [], lines: [], band: [], sign: [], buttons: [], signs: [], figure: null });
  const band = r.notedUntil !== null ? [words.noted] : r.late ? r.muscle.ten : r.fiveUntil !== null ? words.five : [];
  if (over === "leaving") return { ...none, large: ["Leave?"], buttons: [["enter", "Stay"], ["q", "Leave"]] };
  if (over === "signs") {
    const rows = r.signPages[r.signsPage].map((/** @type {string} */ id, /** @type {number} */ n) => [String(n + 1), T.signs[id].text, T.signs[id].haste]);
    return { ...none, title: "Warning signs", band: [T.sign_headings.N], signs: rows, buttons: [["escape", "None of these, go back"], ["space", "More signs"]] };
  }
  if (over === "why") return { ...none, title: T.why.title, why: true, buttons: [["escape", "Back"], ["w", "Warning signs"]] };
  if (over === "behind") {
    const risks = r.page === "stop" && r.openStops.some((s) => s.sign === "T1") ? T.clot_risks : [];
    return { ...none, title: "Where this comes from", lines: [...risks, r.plan.about ?? ""], buttons: [["escape", "Back"], ["w", "Warning signs"]] };
  }
  const helpKeys = [...(r.hasBed ? [["b", r.bed ? "On your feet" : "In bed"]] : []), ["left", "Back"], ["w", "Warning signs"], ["i", "Why cramps"]];
  switch (r.page) {
    case "help": {
      let large = r.technique.large;
      if (r.gentlest && r.muscle.gentle?.length && !r.technique.stands) large = r.muscle.gentle;
      if (r.technique.stands && r.night && !large[0].startsWith("Light on.")) large = ["Light on.", ...large];
      let small = r.technique.small ?? [];
      for (const [at, later] of r.technique.later ?? []) if (r.shown >= at) small = later;
      const silent = r.gateOf && r.gate[r.muscle.limb] === "silence" ? [r.gateOf.no_answer] : [];
      const urgent = r.late || r.fiveUntil !== null;
      return { ...none, large, lines: [...(r.gentlest ? [words.gently] : small), ...silent], band, sign: r.late || (urgent && r.muscle.limb === "leg") ? [] : r.muscle.sign, figure: r.technique.figure ?? null,
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
      return { ...none, title: "Stop", lines: r.stopLines(), stop: true,
        buttons: [...(r.mayGoOn ? [["space", "Go on gently meanwhile"]] : []), ["left", "Pressed by mistake"], ["p", "A professional has looked at it"], ["w", "All signs"], ["?", "What makes it more likely"]] };
    case "may":
      return { ...none, title: "Looked at", large: [words.may], lines: [...(r.mayNot ? [words.may_not] : []), ...words.get_worse], buttons: [["y", "Yes"], ["n", "Not yet"], ["w", "Warning signs"]] };
    case "still":
      return { ...none, large: [words.still], band: r.late ? band : [], sign: r.muscle.sign, buttons: [["y", "Yes"], ["n", "It has eased"], ["w", "Warning signs"]] };
    case "was":
      return { ...none, large: [words.was_it], buttons: [["y", "Yes"], ["n", "No"], ["w", "Warning signs"]] };
    default: {
      const half = r.aftercare[0] ?? { large: [], small: [] };
      const [large, small] = r.halfLeft || !half.small?.length ? [half.large, half.small ?? []] : [half.small.slice(0, 1), half.small.slice(1)];
      const late = r.total >= T.times.ten;
      const leg = r.muscle.limb === "leg";
      const walk = leg || r.muscle.on_feet ? `${words.walk} ${words.sip}` : words.sip;
      const bed = leg ? words.in_bed : ["Stay in bed.", ...words.in_bed.slice(1)];
      const middle = r.afterGate ? r.gateOf.lines : r.note.heat ? words.heat : r.bed ? bed : [walk, words.pack, words.numb, words.no_heat_no_cold];
      const last = r.afterGate ? (late ? words.ten_head : []) : late ? words.ten_head : [r.gateOf && r.gate[r.muscle.limb] === "silence" ? r.gateOf.stays : words.sore];
      const noted = (/** @type {string} */ key, /** @type {string} */ label, /** @type {boolean} */ on) => [key, on ? `✓ ${label}` : label];
      const notes = Object.entries(T.sides).map(([key, side]) => noted(key, String(side), r.note.side === side));
      const onsets = Object.entries(T.onsets).map(([key, onset]) => noted(key, String(onset).replace("-", " "), r.note.onset === onset));
      return { ...none, title: `Eased after ${clock(r.clock)}`, clock: r.halfLeft ? clock(r.halfLeft) : "", large, lines: [...small, ...middle, ...last],
        buttons: [...(r.afterGate ? [["y", "Yes"], ["n", "No"]] : []), ...(r.canReturn ? [["c", "Cramp back"]] : []), ...notes, ["up", r.note.pain === null ? "Pain 0 to 10" : `Pain ${r.note.pain}: more`],
          ...(r.note.pain === null ? [] : [["down", "Less pain"]]), ...onsets, noted("h", "in heat", r.note.heat), ["w", "Warning signs"], ["x", "No cramp: forget it"], ["escape", "Done"]] };
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
    if (r.toldCramp && !r.forgotten) {
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
    const words = new SpeechSynthesisUtterance(put(T, texts[texts.length - 1]));
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
  /** A line; a number to call can be tapped. @param {string} text @param {string} kind */
  function line(text, kind) {
    const out = page.createElement("p");
    out.className = kind;
    for (const part of put(T, text).split(/(\b\d{3,}\b)/)) {
      if (/^\d{3,}$/.test(part)) {
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
    const key = JSON.stringify([v.title, v.large, v.lines, v.band, v.sign, v.buttons, v.signs, r.over, r.closed]);
    if (key === drawn) return;
    drawn = key;
    if (r.closed) { by("keys").replaceChildren(); return by("lines").replaceChildren(line("Closed. Reload this page for help again.", "big")); }
    const why = v.why ? T.why.parts.flatMap((/** @type {[string, any[]]} */ [title, claims]) => [line(title, "big"), ...claims.map((/** @type {any} */ c) => line(c.text ?? Object.values(c)[0], ""))]) : [];
    by("lines").replaceChildren(
      ...v.band.map((t) => line(t, "sign")), ...v.large.map((t) => line(t, "big")), ...v.lines.filter(Boolean).map((t) => line(t, v.stop ? "sign" : "")),
      ...v.sign.map((t) => line(t.replace("Press W", "See warning signs"), "sign")), ...why,
      ...v.signs.map(([digit, text]) => button(digit, `${digit}  ${text}`, "sign-key")));
    by("keys").replaceChildren(...v.buttons.map(([key, label], n) => button(key, label, n < 2 && r.page === "help" && !r.over.length ? "main" : "")));
    by("others").hidden = !v.muscles;
    by("muscles").replaceChildren(...(v.muscles ? T.order.filter((/** @type {string} */ m) => m !== r.muscleId).map((/** @type {string} */ m) => button(T.muscles[m].digit, T.muscles[m].short, "")) : []));
    const figure = /** @type {HTMLImageElement} */ (by("picture"));
    const svg = T.pictures?.[`${v.figure} ${r.muscle.limb}`] ?? T.pictures?.[v.figure ?? ""];
    figure.hidden = !svg;
    if (svg) { figure.src = `data:image/svg+xml,${encodeURIComponent(svg)}`; figure.alt = r.technique.name; }
    by("said").textContent = put(T, [...v.band, ...v.large, ...v.lines].filter(Boolean).join(" "));
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
