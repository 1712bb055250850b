// Two readers at once: tells where this one is, shows where the others are, and asks for what they changed.

const EVERY = 4000;
const IDLE = 60000;

export function bePresent({ url, sentence, revision, changed }) {
  let [last, active] = [Date.now(), Date.now()];
  for (const name of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(name, () => { active = Date.now(); }, { passive: true, capture: true });
  }
  document.getElementById("audio")?.addEventListener("timeupdate", () => { active = Date.now(); });

  async function tell() {
    const now = Date.now();
    const reading = document.visibilityState === "visible" && now - active < IDLE;
    const body = new URLSearchParams({ sentence: sentence() ?? "", seconds: reading ? (now - last) / 1000 : 0 });
    last = now;
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } });
      if (!answer.ok) return;
      const { readers, revision: latest } = await answer.json();
      showReaders(readers);
      if (latest !== revision()) changed();
    } catch { /* the next sign of life will say */ }
  }

  setInterval(tell, EVERY);
  tell();
}

export function showReaders(readers) {
  const line = document.getElementById("readers");
  line?.replaceChildren(...readers.map(({ name }) => tag(`${name} relit aussi`)));
  document.querySelectorAll(".reader-here").forEach((each) => each.remove());
  for (const { name, sentence } of readers) {
    const place = sentence && document.getElementById(`s-${sentence}`);
    if (!place) continue;
    const here = tag(name);
    here.classList.add("reader-here");
    place.append(here);
  }
}

function tag(text) {
  const made = document.createElement("span");
  made.className = "tag";
  made.textContent = text;
  return made;
}
