// Hear a published sitting: a sentence plays what it rests on and stops there; "3:07" plays on from there.
// Without this script the page is whole: the recording has its own controls, and each time is a link into it.

const audio = document.getElementById("audio");
const status = document.getElementById("hearing");
let end = Infinity;
let lit = [];

const places = [...document.querySelectorAll("[data-t]")].map((element) => {
  const [from, to] = element.dataset.t.split(",").map(Number);
  return { element, from, to };
});

function time(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

function play(from, to) {
  end = to;
  const start = () => {
    audio.currentTime = from;
    audio.play();
  };
  if (audio.readyState >= 1) start();
  else {
    audio.addEventListener("loadedmetadata", start, { once: true });
    audio.load();
  }
  status.textContent = `Lecture à ${time(from)}`;
}

function light(now) {
  const next = audio.paused ? [] : places.filter((place) => place.from <= now && now < place.to);
  for (const place of lit) if (!next.includes(place)) place.element.classList.remove("is-heard");
  for (const place of next) place.element.classList.add("is-heard");
  lit = next;
}

if (audio) {
  document.body.classList.add("can-play");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.hear");
    const sentence = event.target.closest("[data-t]");
    if (link) {
      event.preventDefault();
      play(Number(new URL(link.href).hash.slice(3)), Infinity);
    } else if (sentence && getSelection().isCollapsed) {
      play(...sentence.dataset.t.split(",").map(Number));
    }
  });
  audio.addEventListener("timeupdate", () => {
    if (audio.currentTime >= end) {
      end = Infinity;
      audio.pause();
    }
    light(audio.currentTime);
  });
  audio.addEventListener("pause", () => light(audio.currentTime));
  audio.addEventListener("error", () => {
    status.textContent = "L’enregistrement n’a pas pu être lu. Le texte reste entier.";
    status.classList.remove("visually-hidden");
  });
}
