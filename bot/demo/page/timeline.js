// Keeps the page fresh: asks for the posts every second and touches only those that are new, edited or gone, so that
// an opened warning stays open and nothing flickers. It shows what the server drew and draws nothing itself.
"use strict";

const EVERY = 1000; // milliseconds
const list = document.getElementById("posts");
const notice = document.getElementById("notice");
const news = document.getElementById("news");

/** An <li> with one post in it. The markup was made safe by the page's server; the page's policy forbids scripts in it. */
function item(post) {
  const made = document.createElement("li");
  made.dataset.version = post.version;
  made.innerHTML = post.html;
  return made;
}

/** Bring the list to what the server has; the number of posts that weren't there before. */
function update(posts) {
  const present = new Map([...list.children].map((one) => [one.firstElementChild?.id, one]));
  let fresh = 0;
  let place = null;
  for (const post of posts) {
    let one = present.get(post.id);
    present.delete(post.id);
    if (!one) {
      one = item(post);
      one.classList.add("fresh");
      fresh += 1;
    } else if (one.dataset.version !== post.version) {
      const edited = item(post);
      one.replaceWith(edited);
      one = edited;
    }
    const next = place ? place.nextElementSibling : list.firstElementChild;
    if (next !== one) list.insertBefore(one, next);
    place = one;
  }
  for (const gone of present.values()) gone.remove();
  return fresh;
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let seen = null;

async function look() {
  try {
    const answer = await fetch("/posts", { headers: seen ? { "If-None-Match": seen } : {}, cache: "no-store" });
    if (answer.status === 304) {
      say(notice, "");
    } else if (answer.ok) {
      seen = answer.headers.get("ETag");
      const fresh = update(await answer.json());
      if (fresh) say(news, fresh === 1 ? "One new post" : `${fresh} new posts`);
      say(notice, "");
    } else {
      say(notice, "The server isn't answering just now.");
    }
  } catch {
    say(notice, "The demo has ended. Start it again with: matinee demo");
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
