// What every page does with scripts on: tells htmx's requests who asks, and says when one could not be done.

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
});

function tell(message) {
  let place = document.getElementById("page-problem");
  if (!place) {
    place = document.createElement("div");
    place.id = "page-problem";
    place.className = "notice block";
    place.setAttribute("role", "alert");
    document.getElementById("contenu").prepend(place);
  }
  place.textContent = message;
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => {
  tell("Le serveur ne répond pas : rien n’a été enregistré depuis. Votre texte est encore à l’écran ; réessayez dans un instant.");
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401 || event.detail.xhr.status === 403) {
    tell("Vous n’êtes plus connecté, ou votre compte ne permet pas cette action. Rechargez la page.");
  } else {
    tell("Cette action n’a pas abouti ; ce qui était enregistré est gardé. Rechargez la page et réessayez.");
  }
});
document.addEventListener("htmx:beforeRequest", () => document.getElementById("page-problem")?.remove());

// A session that ended sends to the sign-in page: the whole page goes there, not the part being exchanged.
document.addEventListener("htmx:beforeSwap", (event) => {
  const address = event.detail.xhr.responseURL;
  if (address && new URL(address).pathname === "/connexion/") {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});
