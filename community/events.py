"""What others want to know of what happens in a conversation. `kansrijkestart/wiring.py` connects them.

    events.started.connect(inviting.on_started)   # in wiring
    events.started(topic)                         # in the verb, inside its transaction

What a listener writes is saved with the post, or not at all; a listener that raises undoes the post. So: only rows.
"""

from collections.abc import Callable


class Event:
    def __init__(self):
        self._listeners: list[Callable] = []

    def connect(self, *listeners: Callable) -> None:
        self._listeners.extend(listeners)

    def __call__(self, thing) -> None:
        for listen in self._listeners:
            listen(thing)


started = Event()  # on_started(topic): a question, conversation or announcement is there
replied = Event()  # on_replied(post): never for the post that opens a topic
mentioned = Event()  # on_mentioned(mention): somebody who may read it is named; once per post and person
accepted = Event()  # on_accepted(post): this answer helped (post.topic.accepted_by, .accepted_at)
unaccepted = Event()  # on_unaccepted(post): and that was taken back
hidden = Event()  # on_hidden(post): by a moderator; nobody should hear of it any more
unhidden = Event()  # on_unhidden(post)
withdrawn = Event()  # on_withdrawn(topic)
