// The proof-reading page: joins the keyboard, the player, the text and the words. The page works without it, the
// player and live views aside.

import { bindKeys, hintKeys, listKeys } from "./keys.js";
import { Player, STEP } from "./player.js";
import { bePresent } from "./presence.js";

const page = document.getElementById("reading");
const panel = () => document.getElementById("panel");
const player = new Player(JSON.parse(document.getElementById("player-data").textContent));

// --- sources ----------------------------------------------------------------------------------------------

const utterance = (index) => document.getElementById(`u-${index}`);
const sourcesOf = (element) => (element?.dataset.sources ?? "").split(" ").filter(Boolean).map(utterance).filter(Boolean);

// Stretches of sound of these utterances, those that follow each other joined.
function stretches(utterances) {
  const made = [];
  for (const each of utterances.filter((one) => one.dataset.s !== undefined)) {
    const [from, to] = [Number(each.dataset.s), Number(each.dataset.e)];
    const last = made.at(-1);
    if (last && from >= last[0] && from - last[1] < 1.5) last[1] = Math.max(to, last[1]);
    else made.push([from, to]);
  }
  return made;
}

function inView(element) {
  const pane = element?.closest(".pane");
  if (!pane) return;
  if (pane.scrollHeight <= pane.clientHeight) return; // one column: the page keeps its place
  const [box, frame] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
    pane.scrollTop += box.top - frame.top - Math.min(160, pane.clientHeight / 3);
  }
}

function showSources(utterances) {
  document.querySelectorAll(".utterance.is-source").forEach((each) => each.classList.remove("is-source"));
  utterances.forEach((each) => each.classList.add("is-source"));
  inView(utterances[0]);
}

let current = null; // the sentence that the reader is at

function goTo(sentence, { scroll = true } = {}) {
  document.querySelectorAll(".sentence.is-current").forEach((each) => each.classList.remove("is-current"));
  current = sentence;
  sentence?.classList.add("is-current");
  if (sentence && scroll) inView(sentence);
}

function hear(sentence) {
  goTo(sentence, { scroll: false });
  const utterances = sourcesOf(sentence);
  showSources(utterances);
  player.hear(stretches(utterances));
}

// What the panel is about, shown in the text and in the words, ready to be heard.
function followPanel() {
  const shown = panel();
  if (!shown) return;
  const sentence = shown.dataset.sentence && document.getElementById(`s-${shown.dataset.sentence}`);
  const utterances = sourcesOf(shown);
  if (sentence || shown.dataset.flag) goTo(sentence || null);
  if (utterances.length) {
    showSources(utterances);
    player.ready(stretches(utterances));
  }
}

// --- acts of the keyboard ---------------------------------------------------------------------------------

function press(does) {
  const element = panel()?.querySelector(`[data-does="${does}"]`) ?? document.querySelector(`[data-does="${does}"]`);
  if (!element || element.disabled || element.hidden) return false;
  element.click();
  return true;
}

const acts = {
  play(target) {
    const sentence = target.closest(".sentence");
    const words = target.closest(".utterance");
    if (sentence && sentence !== current) hear(sentence);
    else if (words && player.usable && player.audio.paused) player.hear(stretches([words]));
    else player.toggle();
    return player.usable;
  },
  back() { player.move(-STEP); return player.usable; },
  forward() { player.move(STEP); return player.usable; },
  accept(target) {
    const sentence = target.closest(".sentence");
    if (sentence?.dataset.flag && panel()?.dataset.flag !== sentence.dataset.flag) {
      ask(`?point=${sentence.dataset.flag}`);
      return true;
    }
    return press("accept");
  },
  edit(target) {
    const place = target.closest(".sentence, .utterance");
    const link = place?.querySelector("[data-edit]");
    if (!link) return press("edit");
    link.click();
    return true;
  },
  help() {
    const dialog = document.getElementById("keys");
    if (dialog.open) dialog.close(); else dialog.showModal();
    return true;
  },
  save(target) {
    const form = target.closest("form");
    if (!form) return false;
    form.requestSubmit(form.querySelector("[data-does=save]") ?? undefined);
    return true;
  },
};

const act = (does, target) => (acts[does] ? acts[does](target) : press(does));

function ask(address) {
  htmx.ajax("GET", page.dataset.page + address, { target: "#panel", swap: "outerHTML" });
}

// --- the mouse --------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const target = event.target;
  if (target.closest("a, form, input, textarea")) {
    const extract = target.closest("[data-play-from]");
    if (extract) player.hear([[Number(extract.dataset.playFrom), Number(extract.dataset.playTo)]]);
    if (!target.closest("[data-does=hear]")) return;
  }
  const does = target.closest("button[data-does]")?.dataset.does;
  if (does === "hear") {
    player.hear(stretches(sourcesOf(panel())));
    return;
  }
  if (["play", "back", "forward", "help"].includes(does)) {
    acts[does](target);
    return;
  }
  const word = target.closest(".w");
  if (word) {
    player.playFrom(Number(word.dataset.s));
    return;
  }
  const sentence = target.closest(".sentence");
  if (sentence && !String(getSelection())) {
    hear(sentence);
    if (sentence.dataset.flag && panel()?.dataset.flag !== sentence.dataset.flag && !panel()?.querySelector("[data-editing]")) {
      ask(`?point=${sentence.dataset.flag}`);
    }
  }
});

// A word is corrected where it stands: the field takes its place, Enter keeps it.
document.addEventListener("dblclick", (event) => {
  const word = event.target.closest(".w");
  if (!word) return;
  event.preventDefault();
  player.audio?.pause();
  const field = document.createElement("input");
  field.className = "word-edit";
  field.value = word.textContent;
  field.size = Math.max(6, word.textContent.length + 2);
  field.setAttribute("aria-label", `Corriger « ${word.textContent} »`);
  const before = [...word.parentElement.querySelectorAll(".w")].map((each) => each.textContent).join(" ");
  const place = word.closest(".utterance");
  word.replaceWith(field);
  field.select();
  let written = false; // leaving the field is also told when it is removed
  const put = (text) => {
    if (written) return;
    written = true;
    word.textContent = text;
    field.replaceWith(word);
  };
  field.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape") { pressed.stopPropagation(); put(word.textContent); }
    if (pressed.key !== "Enter") return;
    pressed.preventDefault();
    const meant = field.value.trim();
    put(meant || word.textContent);
    const text = [...place.querySelectorAll(".w")].map((each) => each.textContent).join(" ");
    if (text !== before) {
      const url = `/paroles/${place.querySelector("[data-edit]").getAttribute("href").split("=")[1]}/`;
      htmx.ajax("POST", url, { target: "#panel", swap: "outerHTML", values: { before, text, point: panel()?.dataset.flag ?? "" } });
    }
  });
  field.addEventListener("blur", () => put(word.textContent));
});

// --- exchanges --------------------------------------------------------------------------------------------

function dress(root) {
  root.querySelectorAll(".needs-script").forEach((each) => {
    const sound = each.matches("[data-does=hear], [data-play-from]");
    each.hidden = sound && !player.usable;
  });
  hintKeys(root);
}

document.addEventListener("htmx:afterSettle", (event) => {
  const renewed = document.getElementById("player-data-new");
  if (renewed) {
    player.setMarks(JSON.parse(renewed.textContent).marks);
    renewed.remove();
  }
  player.wordsChanged();
  dress(document);
  if (event.detail.target?.id !== "panel" && event.detail.elt?.id !== "panel") return;
  followPanel();
  const field = panel().querySelector("[data-focus]");
  if (field) {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  } else if (!document.activeElement?.closest?.(".sentence, .utterance, .text-pane, .words-pane")) {
    panel().focus({ preventScroll: true });
  }
});

// --- start ------------------------------------------------------------------------------------------------

bindKeys(act);
listKeys(document.getElementById("keys-list"), document.getElementById("keys-on"));
dress(document);
followPanel();
panel().focus({ preventScroll: true });
const shownRevision = () => document.getElementById("summary").dataset.revision;
bePresent({
  url: page.dataset.here,
  sentence: () => current?.id.slice(2) ?? "",
  revision: shownRevision,
  changed: () => {
    const writing = panel()?.querySelector("[data-editing], .two-texts");
    const since = shownRevision().split("-")[0];
    const point = panel()?.dataset.flag ?? "";
    htmx.ajax("GET", `${page.dataset.page}?vue=tout&depuis=${since}&point=${point}`, {
      target: "#panel", swap: writing ? "none" : "outerHTML",
    });
  },
});
