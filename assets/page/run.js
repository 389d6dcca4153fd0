// @ts-check
// A run of a routine, without screen and sound, and what is shown of its moment. Time is read from the clock and never counted in ticks. The page has this
// script and `player.js` as one.

/**
 * @typedef {{at: number, length?: number, tone?: string, text?: string, lang?: string, clip?: number, shift?: number, brief?: boolean, names?: number}} Cue
 * @typedef {{kind: string, name: string, ms: number, estimate: number, step: number, bout: boolean, work?: number, open?: boolean, most?: number,
 *   reps?: number, every?: number, side?: string, chip?: string, label?: string, hint?: string, waiting?: string, over?: string, next?: string,
 *   guide?: number, notes?: string[], link?: string, figure?: number, turned?: boolean, hand?: string, muscles?: string[], breath?: number[],
 *   cues?: number[][], named?: number[][], fresh?: number[][], then?: number[]}} Segment
 * @typedef {{hz: number, at: number, tau: number, weight: number}} Note
 * @typedef {{notes: Note[], length: number, attack: number, peak: number, partials: number[]}} Tone
 * @typedef {{id: string, name: string, total: string, segments: Segment[], closing?: number[], closing_done?: number[], closing_end?: number[], told?: Record<string, number>,
 *   said?: string, after?: string, asks?: Asked[], asked?: Asked[], steps?: [number, string, string, string][]}} Routine
 * @typedef {{back: number, kept: number, longest: number, slept: number, lead: number, worked: number, handsFree: boolean, muted: boolean, still: boolean,
 *   voice: number, tones: number, breath: number, rate: number}} Rules
 * @typedef {{name: string, text: string, least: number, answered: string[]}} Asked a question at the end, with what is said of each answer
 * @typedef {{date: string, items: [number, string][]}} Day
 * @typedef {{lang: string, routines: Routine[], days: Day[], guides: {how: string[], avoid: string[]}[], tones: Record<string, Tone>, cues: Cue[],
 *   rules: Rules, keys: Record<string, string>[], figures: string[], clips: string[], words: Record<string, string>}} Page
 * @typedef {Page & Routine} Plan one routine with what the page holds for all of them
 * @typedef {{index: number, elapsed: number, extra: number}} Place where a run was, and what was added to the segment
 */

/**
 * The player without a screen, command for command that of the program (`playback/player.py`), with the lead-in after a pause and
 * what its screen takes back. It is where it was at the last look at the clock it is given. Times are in milliseconds.
 */
export class Player {
  /** @param {Plan} plan @param {() => number} now */
  constructor(plan, now) {
    this.plan = plan;
    this.rules = plan.rules;
    this.now = now;
    this.state = "new"; // then playing, waiting for the person, paused, finished
    this.index = 0;
    this.elapsed = 0; // how long the segment has been played, waiting included
    this.extra = 0; // what was added to it, or taken below 0
    this.visits = 0; // how often a segment was begun
    this.resumesAt = /** @type {number | null} */ (null); // while the lead-in after a pause is heard
    this.seen = this.began = now();
    this.into = 0; // how much of the position was played in an earlier visit
    this.waited = false;
    this.reached = 0; // the furthest segment
    this.changed = false; // whether a dose was, in this run
    this.places = /** @type {Place[]} */ ([]); // what can be taken back
    this.spent = /** @type {Record<number, number>} */ ({}); // how long each segment was really played, in all visits
    this.outcomes = /** @type {Record<number, string>} */ ({});
    this.added = /** @type {Record<number, number>} */ ({});
    this.skipped = 0; // gaps
  }
  get segment() { return this.plan.segments[this.index]; }
  get running() { return this.state === "playing" || this.state === "waiting"; }
  get underWay() { return this.running || this.state === "paused"; }
  get finished() { return this.state === "finished"; }
  /** @param {number} index */
  waits(index) { return Boolean(this.plan.segments[index].open) && !this.rules.handsFree; }
  /** How long a segment lasts by itself. @param {number} index */
  planned(index) { const one = this.plan.segments[index]; return this.waits(index) ? one.ms : one.estimate; }
  get length() { return this.planned(this.index) + this.extra; }
  get remaining() { return Math.max(0, this.length - this.elapsed); }
  /** What is left of the whole routine, open bouts at their estimate. */
  get left() {
    if (this.finished) return 0;
    const after = this.plan.segments.slice(this.index + 1).reduce((sum, one) => sum + one.estimate, 0);
    return Math.max(0, Math.max(this.segment.estimate + this.extra, this.length) - this.elapsed) + after;
  }
  // --- commands
  start() {
    if (this.state !== "new") return;
    this.state = "playing";
    this.seen = this.now();
    this._enter(0, this.seen);
    this._run();
  }
  /** Look at the clock. Returns "slept" where it jumped, and pauses there; "resumed" where a lead-in is over. */
  look() {
    const lead = this.resumesAt;
    const slept = this._look();
    if (lead === null) return slept ? "slept" : "";
    if (this.seen < lead) this.resumesAt = lead;
    else this._resume();
    return this.resumesAt === null ? "resumed" : "";
  }
  pause() { this._look(); if (this.running) this.state = "paused"; }
  /** Continue after a pause, once its lead-in is over. */
  resume() {
    const lead = this.resumesAt;
    this._look();
    if (this.state !== "paused") return;
    if (this.rules.lead) this.resumesAt = lead ?? this.seen + this.rules.lead;
    else this._resume();
  }
  toggle() { if (this.running || this.resumesAt !== null) this.pause(); else this.resume(); }
  /** The key that ends a step that waits, and continues after a pause. */
  enter() { if (this.segment.open && !this.remaining) this.goOn(); else this.resume(); }
  goOn() {
    this._look();
    if (!this.underWay || !this.waits(this.index) || this.elapsed < this.length) return;
    this._resume();
    this._go(this.index + 1, "done");
  }
  next() { this._look(); if (this.underWay) this._go(this.index + 1, "skipped"); }
  /** From a gap to the bout before it; from a bout to its start, or when it has only begun to the one before. */
  back() {
    this._look();
    if (!this.underWay) return;
    const before = this._boutBefore(this.index);
    if (before < 0 || (this.segment.bout && this.elapsed > this.rules.back)) this._restart();
    else this._go(before, "back");
  }
  restart() { this._look(); if (this.underWay) this._restart(); }
  /** More time, first up to the upper bound of a range; less leaves enough to notice. @param {number} ms */
  change(ms) {
    const most = this.segment.most ?? 0;
    if (ms > 0) this._extend(most > this.length && !this.extra ? most - this.length : ms);
    else {
      this._look();
      // It leaves enough to notice, to a whole second.
      this._extend(-Math.min(-ms, Math.max(0, this.length - Math.ceil((this.elapsed + this.rules.kept) / 1000) * 1000)));
    }
  }
  /** @param {number} ms */
  _extend(ms) {
    this._look();
    const length = this.length;
    if (!this.underWay || this.elapsed >= length) return;
    const whole = Math.ceil(this.elapsed / 1000) * 1000;
    const wanted = ms < 0 ? Math.max(length + ms, Math.min(whole, length)) : Math.min(length + ms, Math.max(length, this.rules.longest));
    if (wanted === length) return;
    this.extra += wanted - length;
    this.added[this.index] = (this.added[this.index] ?? 0) + wanted - length;
    this.changed ||= this.segment.bout;
    this._run();
  }
  /** @param {number} index @param {number} into */
  jump(index, into) {
    this._look();
    if (this.finished) {
      this.state = "playing";
      this._enter(index, this.seen);
      this._run();
    } else if (index === this.index) this._restart();
    else this._go(index, index > this.index ? "skipped" : "back");
    if (into > 0 && into < this.length && this.index === index) {
      this.elapsed = this.into = into;
      this.began = this.seen - into;
    }
  }
  // --- what can be taken back
  /** A move through the routine. @param {() => void} act */
  move(act) {
    const { index, elapsed, extra, finished } = this;
    act();
    if (this.finished && !finished) this.places[this.places.length - 1] = { index, elapsed, extra };
    else if (index && (this.index !== index || this.extra !== extra)) this.places.push({ index, elapsed, extra });
  }
  undo() {
    const place = this.places.pop();
    if (!place) return;
    if (place.index === this.index && !this.finished) return this._extend(place.extra - this.extra);
    this.jump(place.index, place.elapsed);
    if (place.extra) this._extend(place.extra);
  }
  /** From the end to the start of the last step. */
  last() { if (this.finished) { this.places[this.places.length - 1] = this._lastBout(); this.undo(); } }
  _lastBout() { return { index: Math.max(0, this._boutBefore(this.plan.segments.length)), elapsed: 0, extra: 0 }; }
  /** The last bout before a segment, or -1. @param {number} index */
  _boutBefore(index) { return this.plan.segments.slice(0, index).reduce((last, one, n) => (one.bout ? n : last), -1); }
  // --- how it works
  /** Read the clock and catch up with it; whether it jumped. */
  _look() {
    const now = this.now();
    const gap = now - this.seen;
    this.seen = now;
    this.resumesAt = null;
    if (!this.running) return false;
    const jumped = gap > this.rules.slept;
    if (jumped && this.state === "playing") { this.state = "paused"; return true; }
    if (gap < 0 || jumped) this.began += gap;
    else this._run();
    return false;
  }
  /** Cross every segment that has ended by the last look, each at the exact moment of its end. */
  _run() {
    while (this.underWay) {
      if (this.running) this.elapsed = this.seen - this.began;
      else if (this.waits(this.index) || this.planned(this.index) > 0) return; // only what has no length passes in a pause
      if (this.state === "waiting" || this.elapsed < this.length) return;
      if (this.waits(this.index)) {
        this.waited = true;
        this.state = "waiting";
        return;
      }
      const end = this.began + this.length;
      this.elapsed = this.length;
      this._go(this.index + 1, "done", end);
    }
  }
  /** End the segment and begin another, at a moment if it is not now. @param {number} index @param {string} how @param {number} [at] */
  _go(index, how, at) {
    const outcome = this.outcomes[this.index];
    this._spend();
    if (!this.segment.bout) this.skipped += Number(how === "skipped" && this.segment.kind !== "ready");
    else if (how !== "back" && outcome !== "done") this.outcomes[this.index] = how;
    if (this.state === "waiting") this.state = "playing";
    this._enter(index, at ?? this.seen);
    if (at === undefined) this._run();
  }
  /** @param {number} index @param {number} at */
  _enter(index, at) {
    this.visits += 1;
    if (index >= this.plan.segments.length) {
      this.state = "finished";
      this.places.push(this._lastBout());
      return;
    }
    // What was passed over was skipped.
    for (let n = this.reached + 1; n < index; n += 1) if (this.plan.segments[n].bout) this.outcomes[n] ??= "skipped";
    this.reached = Math.max(this.reached, index);
    this.index = index;
    this.extra = this.elapsed = this.into = 0;
    this.waited = false;
    this.began = at;
  }
  _restart() {
    this._spend();
    this.visits += 1;
    if (this.state === "waiting") this.state = "playing";
    this.elapsed = this.into = 0;
    this.waited = false;
    this.began = this.seen;
    this._run();
  }
  _resume() {
    if (this.state !== "paused") return;
    this.began = this.seen - this.elapsed;
    this.state = this.waited ? "waiting" : "playing";
    this._run();
  }
  _spend() { this.spent[this.index] = (this.spent[this.index] ?? 0) + this.elapsed - this.into; }
  // --- what was done, as the program counts it (`playback/tally.py`)
  /** @param {number} index @param {number} most how much of it counts */
  _worked(index, most) { return this.plan.segments[index].open && this.outcomes[index] === "done" ? most : Math.min(this.spent[index] ?? 0, most); }
  /** How long was played, without the get-ready. */
  get played() { return Object.entries(this.spent).reduce((sum, [n, ms]) => sum + (n === "0" ? 0 : ms), 0); }
  /** Whether three quarters of the planned work was done; more than planned of one step makes up for no other. */
  get done() {
    const planned = this.plan.segments.reduce((sum, one) => sum + (one.work ?? 0), 0);
    return this.plan.segments.reduce((sum, one, n) => sum + this._worked(n, one.work ?? 0), 0) * 4 >= planned * 3;
  }
  /** How long each muscle was worked in bouts that were done, the most first. */
  get muscles() {
    const spent = /** @type {Record<string, number>} */ ({});
    this.plan.segments.forEach((one, n) => {
      const ms = this.spent[n] ?? 0;
      if (ms && ms * 4 >= one.estimate * 3) for (const name of one.muscles ?? []) spent[name] = (spent[name] ?? 0) + ms;
    });
    return Object.keys(spent).sort((a, b) => spent[b] - spent[a]);
  }
  /** How the run went, a few words each. */
  get ending() {
    const steps = /** @type {Record<number, number[]>} */ ({});
    this.plan.segments.forEach((one, n) => { if (one.bout) (steps[one.step] ??= []).push(n); });
    const all = Object.values(steps);
    const count = (/** @type {(bouts: number[]) => boolean} */ holds) => all.filter(holds).length;
    const done = (/** @type {number[]} */ bouts) => {
      const work = bouts.reduce((sum, n) => sum + this.plan.segments[n].estimate, 0);
      const worked = bouts.reduce((sum, n) => sum + this._worked(n, this.plan.segments[n].estimate), 0);
      return bouts.every((n) => this.outcomes[n]) && (work ? worked * 4 >= work * 3 : bouts.every((n) => this.outcomes[n] === "done"));
    };
    const skipped = count((bouts) => bouts.some((n) => this.outcomes[n] === "skipped") && bouts.every((n) => this.outcomes[n]) && !done(bouts));
    const counts = /** @type {[number, string][]} */ ([
      [skipped, "skipped"], [count((bouts) => bouts.some((n) => this.added[n] > 0)), "longer"],
      [count((bouts) => bouts.some((n) => this.added[n] < 0)), "shorter"], [this.skipped, this.skipped === 1 ? "rest skipped" : "rests skipped"],
    ]);
    const parts = counts.filter(([number]) => number).map(([number, word]) => `${number} ${word}`);
    return count(done) < all.length ? [`${count(done)} of ${all.length} ${all.length === 1 ? "step" : "steps"}`, ...parts] : parts;
  }
}

/** @param {number} ms */
export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours ? `${hours}:${String(minutes).padStart(2, "0")}` : minutes}:${String(seconds % 60).padStart(2, "0")}`;
}
const whole = (/** @type {number} */ ms) => Math.ceil(ms / 1000 - 1e-6);
const countdown = (/** @type {number} */ ms) => clock(whole(ms) * 1000);

/** What fills and empties with the breath, 0 to 1, the word for its phase, and what is left of that. @param {number[]} breath @param {number} at */
export function phase(breath, at) {
  const [inhale, keep, exhale, empty] = breath;
  const t = at % (inhale + keep + exhale + empty);
  if (t < inhale) return { size: t / inhale, word: "in", left: inhale - t };
  if (t < inhale + keep) return { size: 1, word: "keep", left: inhale + keep - t };
  if (t < inhale + keep + exhale) return { size: 1 - (t - inhale - keep) / exhale, word: "out", left: inhale + keep + exhale - t };
  return { size: 0, word: "empty", left: inhale + keep + exhale + empty - t };
}

/** @param {string} text @param {Record<string, string | number>} values */
const put = (text, values) => Object.entries(values).reduce((all, [name, value]) => all.replace(`{${name}}`, () => String(value)), text);

/** What changes with each moment: the digits, the line below them, the side or the part of a breath. @param {Player} player */
export function moment(player) {
  const { segment: one, remaining, elapsed, length, plan: { words } } = player;
  const period = one.breath?.reduce((sum, ms) => sum + ms, 0) ?? 0;
  const breath = period > 0 ? phase(one.breath ?? [], elapsed) : null;
  const counted = one.reps && one.every && one.hint;
  const waits = player.state === "waiting" || (one.open && !remaining);
  const beats = breath ? Math.max(1, Math.ceil(length / period)) : 0;
  return {
    breath,
    side: one.side || (breath ? words[breath.word] : ""),
    digits: waits ? (one.reps ? `×${one.reps}` : clock(elapsed)) : breath ? String(whole(breath.left)) : length >= 60_000 ? countdown(remaining) : String(whole(remaining)),
    hint: player.state === "paused" ? words.paused : player.state === "waiting" ? one.waiting ?? ""
      : breath ? put(words.breath, { n: Math.min(beats, Math.floor(elapsed / period) + 1), count: beats, left: countdown(remaining) })
      : counted ? put(words.rep, { n: Math.min(one.reps ?? 0, Math.floor(elapsed / (one.every ?? 1)) + 1), hint: one.hint ?? "" }) : one.hint ?? "",
  };
}
