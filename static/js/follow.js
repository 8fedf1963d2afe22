// <section id="…" data-ks-follow="15">: drawn anew every so many seconds from its own page, while somebody looks at it.
// Not while somebody uses a button in it; without a connection what stands there stays, with its time.
for (const part of document.querySelectorAll('[data-ks-follow]')) {
  setInterval(async () => {
    if (document.hidden || part.contains(document.activeElement)) return;
    try {
      const answer = await fetch(location.href);
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      part.replaceChildren(...page.getElementById(part.id).childNodes);
    } catch {}
  }, part.dataset.ksFollow * 1000);
}
