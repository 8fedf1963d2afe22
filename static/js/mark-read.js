// <form data-ks-read>: who sees the end of what is new has read it. Without script its button says so.
for (const form of document.querySelectorAll('form[data-ks-read]')) {
  const seen = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting) return;
    seen.disconnect();
    const headers = { 'HX-Request': 'true' };
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers }).catch(() => null);
    if (answer?.status === 204) form.hidden = true;
  });
  seen.observe(form);
}
