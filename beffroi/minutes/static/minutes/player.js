// Hearing: the sound, its waveform marked where points are, and the words that light up as they are said.

export const STEP = 3; // seconds that J and L move

const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${String(m).padStart(2, "0")}:${String(s).padStart(2, "0")}` : `${m}:${String(s).padStart(2, "0")}`;
};

export class Player {
  constructor(data) {
    this.audio = document.getElementById("audio");
    this.data = data;
    this.queue = []; // stretches still to hear: [[from, to], ...]
    this.lit = null;
    if (!this.audio) return;
    this.button = document.getElementById("play");
    this.seek = document.getElementById("seek");
    this.now = document.getElementById("now");
    this.canvas = document.getElementById("wave");
    this.audio.addEventListener("loadedmetadata", () => {
      if (Number.isFinite(this.audio.duration)) this.seek.max = this.audio.duration;
      this.draw();
    });
    for (const name of ["play", "pause", "ended"]) this.audio.addEventListener(name, () => this.showState());
    this.audio.addEventListener("seeked", () => this.follow());
    this.seek.addEventListener("input", () => {
      this.queue = [];
      this.audio.currentTime = Number(this.seek.value);
    });
    document.getElementById("rate").addEventListener("change", (event) => {
      this.audio.playbackRate = Number(event.target.value);
    });
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    this.draw();
  }

  get usable() { return Boolean(this.audio); }

  setMarks(marks) { this.data.marks = marks; this.draw(); }

  toggle() {
    if (!this.usable) return;
    if (this.audio.paused) this.start(); else this.audio.pause();
  }

  start() { this.audio.play().catch(() => this.button?.classList.remove("is-playing")); }

  move(seconds) {
    if (!this.usable) return;
    this.queue = [];
    this.audio.currentTime = Math.max(0, this.audio.currentTime + seconds);
  }

  // Go to a stretch without playing it, so that Space will.
  ready(stretches) {
    if (!this.usable || !stretches.length || !this.audio.paused) return;
    this.queue = stretches.slice();
    this.audio.currentTime = this.queue[0][0];
  }

  playFrom(seconds) {
    if (!this.usable) return;
    this.queue = [];
    this.audio.currentTime = seconds;
    this.start();
  }

  // Play these stretches one after the other, then stop.
  hear(stretches) {
    if (!this.usable || !stretches.length) return;
    this.queue = stretches.slice();
    this.audio.currentTime = this.queue[0][0];
    this.start();
  }

  showState() {
    const playing = !this.audio.paused;
    this.button.classList.toggle("is-playing", playing);
    this.button.setAttribute("aria-label", playing ? "Arrêter" : "Écouter");
    if (playing) requestAnimationFrame(() => this.frame());
  }

  frame() {
    this.follow();
    const end = this.queue[0]?.[1];
    if (end !== undefined && this.audio.currentTime >= end) {
      this.queue.shift();
      if (this.queue.length) this.audio.currentTime = this.queue[0][0];
      else this.audio.pause();
    }
    if (!this.audio.paused) requestAnimationFrame(() => this.frame());
  }

  follow() {
    const at = this.audio.currentTime;
    this.seek.value = at;
    this.seek.setAttribute("aria-valuetext", clock(at));
    this.now.textContent = clock(at);
    this.light(at);
  }

  light(at) {
    const utterance = this.utteranceAt(at);
    let word = null;
    if (utterance) {
      for (const each of utterance.querySelectorAll(".w")) {
        if (Number(each.dataset.s) <= at + 0.02) word = each; else break;
      }
    }
    if (word === this.lit) return;
    this.lit?.classList.remove("is-lit");
    this.lit = word;
    if (!word || this.audio.paused) return;
    word.classList.add("is-lit");
    if (utterance !== this.seen) {
      this.seen = utterance;
      utterance.scrollIntoView({ block: "nearest" });
    }
  }

  utteranceAt(at) {
    const all = this.spoken ??= [...document.querySelectorAll(".utterance[data-s]")];
    let [low, high] = [0, all.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (Number(all[middle].dataset.s) <= at) low = middle; else high = middle - 1;
    }
    const found = all[low];
    return found && Number(found.dataset.s) <= at && at <= Number(found.dataset.e) + 0.3 ? found : null;
  }

  wordsChanged() { this.spoken = null; this.lit = null; }

  draw() {
    if (!this.canvas?.clientWidth) return;
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [this.canvas.clientWidth, this.canvas.clientHeight];
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const pen = this.canvas.getContext("2d");
    pen.scale(scale, scale);
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    this.drawPeaks(pen, width, height, colour("--action"));
    const duration = Number(this.seek.max) || this.data.duration;
    if (!duration) return;
    for (const mark of this.data.marks) {
      const x = (mark.at / duration) * width;
      pen.fillStyle = colour(mark.blocking ? "--block-edge" : "--check-edge");
      pen.fillRect(x - 0.75, 0, 1.5, height);
      pen.beginPath(); // a square for what blocks, a triangle for what is to check: not by colour alone
      if (mark.blocking) pen.rect(x - 4, 0, 8, 8);
      else { pen.moveTo(x - 5.5, 0); pen.lineTo(x + 5.5, 0); pen.lineTo(x, 9); }
      pen.fill();
    }
  }

  drawPeaks(pen, width, height, colour) {
    const peaks = this.data.waveform;
    const middle = height / 2 + 3;
    pen.fillStyle = colour;
    pen.globalAlpha = 0.65;
    if (!peaks.length) pen.fillRect(0, middle - 0.5, width, 1);
    for (let x = 0; x < width && peaks.length; x += 3) {
      const first = Math.floor((x / width) * peaks.length);
      const last = Math.max(first + 1, Math.floor(((x + 3) / width) * peaks.length));
      const peak = Math.max(...peaks.slice(first, last));
      const half = Math.max(0.75, (peak / 100) * (height / 2 - 5));
      pen.fillRect(x, middle - half, 2, half * 2);
    }
    pen.globalAlpha = 1;
  }
}
