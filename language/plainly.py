"""What people read instead of Django's own stiff sentences, in a form and in a file."""

NO_DAY = "Dit is geen dag. Schrijf bijvoorbeeld 31-12-2026."
NO_WEBSITE = "Dit is geen webadres. Schrijf het zoals het boven in je browser staat: https://www.voorbeeld.nl."
