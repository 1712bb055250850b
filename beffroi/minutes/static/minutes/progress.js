// Long work, live: a stream where it passes, questions every three seconds where it does not.

const place = document.getElementById("progress");

async function poll() {
  try {
    const answer = await fetch(place.dataset.poll);
    if (!answer.ok) return;
    place.innerHTML = await answer.text();
    if (place.querySelector("[data-ended]")) window.location.reload();
  } catch { /* the next question will say */ }
}

function stream() {
  const source = new EventSource(place.dataset.stream);
  source.addEventListener("progress", (event) => { place.innerHTML = event.data; });
  source.addEventListener("end", () => { source.close(); window.location.reload(); });
  source.addEventListener("error", () => {
    if (source.readyState !== EventSource.CLOSED) return;
    setInterval(poll, 3000);
  });
}

if (place) stream();
