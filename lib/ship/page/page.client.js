/**
 * Asks without leaving the page: sends the form as it would be sent anyway, and takes form and
 * answer out of the page that comes back. Without this script the browser shows that page itself.
 */
const status = document.getElementById("status");

/** Puts what the server made in the place of what is there. */
function take(id, from) {
  document.getElementById(id).replaceWith(document.importNode(from.getElementById(id), true));
}

async function ask(form) {
  const button = form.querySelector("button");
  button.disabled = true;
  status.textContent = "Asking the model …";
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
    });
    if (!response.headers.get("content-type").startsWith("text/html")) {
      throw new Error((await response.json()).detail);
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    take("patient", page);
    take("answer", page);
    status.textContent = "";
    // Reading goes on where there is something new: at what is wrong, or at the answer.
    (document.getElementById("faults") ?? document.getElementById("answer-title")).focus();
  } catch (error) {
    status.textContent = `No answer: ${error.message}. What you typed is still there.`;
    button.disabled = false;
  }
}

document.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(event.target);
});

/** The frame is as high as what is in it, at any width. */
const explorer = document.getElementById("explorer");
explorer?.addEventListener("load", () => {
  const inside = explorer.contentDocument.documentElement;
  new ResizeObserver(() => explorer.height = inside.scrollHeight).observe(inside);
});
