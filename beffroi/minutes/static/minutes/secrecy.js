// Hear a passage before deciding: one button, its seconds, and it stops by itself.
const audio = document.getElementById("audio");
const said = document.getElementById("said");
let playing = null;
let until = 0;

const stop = () => {
  audio?.pause();
  playing?.classList.remove("is-playing");
  playing?.setAttribute("aria-pressed", "false");
  playing = null;
};

const play = (button) => {
  const again = playing === button;
  stop();
  if (again) return;
  playing = button;
  until = Number(button.dataset.to);
  button.classList.add("is-playing");
  button.setAttribute("aria-pressed", "true");
  const begin = () => {
    audio.currentTime = Number(button.dataset.from);
    audio.play().catch(() => {
      stop();
      said.textContent = "Le son ne peut pas être lu.";
    });
  };
  if (audio.readyState > 0) begin();
  else {
    audio.addEventListener("loadedmetadata", begin, { once: true });
    audio.load();
  }
};

if (audio) {
  for (const each of document.querySelectorAll(".needs-script")) each.hidden = false;
  for (const button of document.querySelectorAll("[data-from]")) button.addEventListener("click", () => play(button));
  audio.addEventListener("timeupdate", () => { if (playing && audio.currentTime >= until) stop(); });
  audio.addEventListener("ended", stop);
}
