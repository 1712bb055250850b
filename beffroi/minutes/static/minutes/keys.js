// The keyboard of the proof-reading page. This table is the only place where keys are said: it binds them, it is
// listed by "?", and it writes the small reminders on the buttons.

export const KEYS = [
  { key: " ", label: "Espace", does: "play", says: "Écouter le passage, ou arrêter" },
  { key: "j", label: "J", does: "back", says: "Reculer de 3 secondes" },
  { key: "l", label: "L", does: "forward", says: "Avancer de 3 secondes" },
  { key: "n", label: "N", does: "next", says: "Point suivant" },
  { key: "p", label: "P", does: "previous", says: "Point précédent" },
  { key: "Enter", label: "Entrée", hint: "⏎", does: "accept", says: "C’est juste" },
  { key: "e", label: "E", does: "edit", says: "Corriger le point, la phrase ou les paroles en cours" },
  { key: "i", label: "I", does: "unsure", says: "Impossible à dire" },
  { key: "u", label: "U", does: "undo", says: "Annuler votre dernière modification" },
  { key: "?", label: "?", does: "help", says: "Voir ou cacher cette liste" },
];
// While writing, single keys write; these two still act.
export const WHILE_WRITING = [
  { key: "Enter", ctrl: true, label: "Ctrl + Entrée", hint: "Ctrl ⏎", does: "save", says: "Enregistrer ce que vous écrivez" },
  { key: "Escape", label: "Échap", does: "close", says: "Fermer sans enregistrer" },
];
const STORED = "beffroi-keys";

export const keysAreOn = () => localStorage.getItem(STORED) !== "off";

const writes = (element) => element.matches("input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]");
const actsItself = (element, key) =>
  (key === " " || key === "Enter") && element.matches("a[href], button, summary, input, select");

export function bindKeys(act) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    const inDialog = target.closest("dialog");
    if (writes(target) || event.key === "Escape") {
      const found = WHILE_WRITING.find((each) => each.key === event.key && Boolean(each.ctrl) === event.ctrlKey);
      if (found && !inDialog && act(found.does, target)) event.preventDefault();
      return;
    }
    if (event.ctrlKey || !keysAreOn() || actsItself(target, event.key)) return;
    const found = KEYS.find((each) => each.key === (event.key.length === 1 ? event.key.toLowerCase() : event.key));
    if (!found || (inDialog && found.does !== "help")) return;
    if (act(found.does, target)) event.preventDefault();
  });
}

export function listKeys(list, box) {
  for (const each of [...KEYS, ...WHILE_WRITING]) {
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = each.label;
    term.append(key);
    const meaning = document.createElement("dd");
    meaning.textContent = each.says;
    list.append(term, meaning);
  }
  box.checked = keysAreOn();
  box.addEventListener("change", () => {
    localStorage.setItem(STORED, box.checked ? "on" : "off");
    document.querySelectorAll(".key-hint").forEach((hint) => { hint.hidden = !box.checked; });
  });
}

export function hintKeys(root) {
  for (const element of root.querySelectorAll("[data-does]")) {
    const found = [...KEYS, ...WHILE_WRITING].find((each) => each.does === element.dataset.does);
    if (!found || element.querySelector(".key-hint") || element.closest(".player")) continue;
    const hint = document.createElement("kbd");
    hint.className = "key-hint";
    hint.setAttribute("aria-hidden", "true");
    hint.textContent = found.hint ?? found.label;
    hint.hidden = !keysAreOn();
    element.append(hint);
  }
}
