// A recording sent in pieces: a bar that moves, a cut that is taken up again, a page that can be reloaded.

const TRIES = 6;
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });
const size = (bytes) => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1).replace(".", ",")} Go` : `${Math.max(1, Math.round(bytes / 1e6))} Mo`);

class Stopped extends Error {}

async function ask(url, options) {
  const answer = await fetch(url, { ...options, headers: { "X-CSRFToken": token(), Accept: "application/json", ...options.headers } });
  const said = await answer.json().catch(() => ({}));
  return { status: answer.status, ok: answer.ok, said };
}

// As ask, tried again while the line is cut; a refusal of the server is not a cut.
async function insist(url, options, onCut) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await ask(url, options);
      if (answer.status < 500 || answer.said.error) return answer;
    } catch { /* the line is cut */ }
    if (attempt === TRIES) throw new Stopped("La connexion est coupée. Ce qui est déjà reçu est gardé.");
    onCut(attempt);
    await wait(1000 * 2 ** attempt);
  }
}

async function send(file, beginUrl, show) {
  const cut = () => show("Connexion coupée, nouvel essai…");
  const begun = await insist(beginUrl, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ file_name: file.name, size: file.size }),
  }, cut);
  if (!begun.ok) throw new Error(begun.said.error);
  const { url, finish, piece } = begun.said;
  let at = begun.said.received;
  while (at < file.size) {
    show(`Envoi de « ${file.name} » : ${size(at)} sur ${size(file.size)}`, at / file.size);
    const answer = await insist(url, {
      method: "PUT", headers: { "Upload-Offset": String(at), "Content-Type": "application/octet-stream" }, body: file.slice(at, at + piece),
    }, cut);
    const received = answer.said.received;
    if (!answer.ok && !(answer.status === 409 && Number.isInteger(received))) throw new Error(answer.said.error);
    at = received;
  }
  show("Fichier reçu, vérification…", 1);
  const finished = await insist(finish, { method: "POST" }, cut);
  if (!finished.ok) throw new Error(finished.said.error);
  return finished.said.page;
}

function place(form) {
  const box = form.querySelector(".deposit-progress");
  const [said, bar, again] = [".deposit-said", ".deposit-bar", ".deposit-again"].map((each) => box.querySelector(each));
  return {
    again,
    show(text, share) {
      box.hidden = false;
      again.hidden = true;
      said.textContent = text;
      if (share !== undefined) bar.value = share * 100;
    },
    stop(text, canResume) {
      box.hidden = false;
      said.textContent = text;
      again.hidden = !canResume;
      form.querySelector("button[type=submit]").disabled = false;
    },
  };
}

async function deposit(form, file, url) {
  const shown = place(form);
  form.querySelector("button[type=submit]").disabled = true;
  const leaving = (event) => event.preventDefault();
  window.addEventListener("beforeunload", leaving);
  try {
    const page = await send(file, url, shown.show);
    window.removeEventListener("beforeunload", leaving);
    window.location.assign(page);
  } catch (problem) {
    window.removeEventListener("beforeunload", leaving);
    shown.stop(problem.message || "L’envoi n’a pas abouti.", problem instanceof Stopped);
    shown.again.onclick = () => deposit(form, file, url);
  }
}

for (const form of document.querySelectorAll("form.deposit")) {
  form.addEventListener("submit", (event) => {
    const file = form.querySelector("[type=file]").files[0];
    if (!file) return;
    event.preventDefault();
    deposit(form, file, form.dataset.upload);
  });
}

// A new meeting: first the meeting without its recording, then the recording in pieces, on the same page.
const creation = document.getElementById("new-meeting");
creation?.addEventListener("submit", async (event) => {
  const file = creation.querySelector("[name=recording_file]").files[0];
  if (!file || !creation.reportValidity()) return;
  event.preventDefault();
  if (creation.dataset.upload) {
    deposit(creation, file, creation.dataset.upload);
    return;
  }
  const fields = new FormData(creation);
  fields.delete("recording_file");
  const answer = await fetch(window.location.href, { method: "POST", body: fields, headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok && answer.headers.get("Content-Type").startsWith("application/json")) {
    const { page, upload } = await answer.json();
    // The meeting exists from now on: a reload must not make another.
    window.history.replaceState(null, "", page);
    creation.dataset.upload = upload;
    deposit(creation, file, upload);
    return;
  }
  if (answer?.status === 422) {
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const field of found.querySelectorAll("#new-meeting .field")) {
      const name = field.querySelector("[name]")?.name;
      if (!field.querySelector(".error") || !name) continue;
      const here = creation.querySelector(`[name="${name}"]`).closest(".field");
      here.querySelectorAll(".error").forEach((each) => each.remove());
      here.querySelector("[name]").before(...field.querySelectorAll(".error"));
      here.scrollIntoView({ block: "center" });
    }
    return;
  }
  place(creation).stop("Le serveur ne répond pas : la réunion n’est pas encore créée. Réessayez dans un instant.", false);
});
